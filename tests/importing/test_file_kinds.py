"""Which files of a folder are looked into, told by their names."""

from pathlib import PurePosixPath

import pytest

from articles.importing import beside, file_kinds

NAMES = [
    "a.txt", "1994/a.txt", "a", "a.", ".a", "..a", "a..txt", "folder.d/a", "folder//a.PDF", "./a.html", "a/./b.tar.gz",
    "readme", "Readme.md", "license.txt.bak", "a b.css", "Thumbs.db", "__MACOSX/a.txt", "x/.git/config", "/a.ini", "",
    "caf\u00e9.Txt", "..",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_taken_apart_as_a_path_is(name):
    path = PurePosixPath(name)
    last = file_kinds._parts(name)[-1:]

    assert file_kinds._suffix(*last) == path.suffix
    assert [*file_kinds._parts(name)] == [part for part in path.parts if part != "/"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("1994/a.txt", None), ("x/.git/config", "hidden_file"), ("__MACOSX/a.txt", "hidden_file"),
        ("Thumbs.db", "hidden_file"), ("photos/a.PNG", "not_a_column_file"), ("Readme.md", "not_a_column_file"),
        ("reader.md", None), ("./a.txt", None),
    ],
)  # fmt: skip
def test_what_is_no_column_is_left_out_by_its_name(name, rule):
    notice = file_kinds.left_out_by_name(name)

    assert (notice.code if notice else None) == rule


@pytest.mark.parametrize("name", [*NAMES, " a.txt ", "a  b.txt", "a\tb.txt", "a\x00.txt", "a\udce9.txt", "y/" * 400])
def test_a_name_is_tidied_as_ever_where_it_is_seen_at_a_glance(name):
    assert beside.tidy(name) == " ".join(beside.writable(name).split())[-beside.MAX_NAME :]
