"""From what was given to files: order, rules by name, limits."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing import sources
from articles.importing.documents import Verdict
from tests.importing.test_archives import make_zip


def outcome(found):
    return {source.name: source.notice.code if source.notice else source.content.decode() for source in found}


def test_a_folder_is_read_to_the_bottom_in_a_fixed_order(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)

    found = list(sources.from_paths([tmp_path]))

    assert [source.name for source in found] == ["a/b/c.txt", "a/z.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        (".DS_Store", "hidden_file"),
        ("__MACOSX/._a.txt", "hidden_file"),
        ("Thumbs.db", "hidden_file"),
        (".git/config", "hidden_file"),
        ("photo.JPG", "not_a_column_file"),
        ("expected.sql", "not_a_column_file"),
        ("README.md", "not_a_column_file"),
        ("LICENSE", "not_a_column_file"),
    ],
)
def test_what_is_no_column_is_left_out_of_a_folder_by_a_named_rule(tmp_path, name, rule):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("anything")

    [source] = sources.from_paths([tmp_path])

    assert (source.verdict, source.notice.code) == (Verdict.LEFT_OUT, rule)
    assert rule in source.notice.message
    assert name.rpartition("/")[2] in source.notice.message


def test_the_same_given_by_name_is_rejected(tmp_path):
    (tmp_path / "data.sql").write_text("{}")

    [source] = sources.from_paths([tmp_path / "data.sql"])

    assert (source.verdict, source.notice.code) == (Verdict.REJECTED, "wrong_type")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # sparse: takes no room

    [source] = sources.from_paths([tmp_path / "huge.txt"])

    assert source.notice.code == "file_too_large"
    assert "huge.txt has 200" in source.notice.message
    assert source.content == b""


def test_a_zip_in_a_zip_is_opened_once(tmp_path):
    inmost = make_zip({"deep.txt": "deep"}).getvalue()
    inner = make_zip({"inner.txt": "inner", "inmost.zip": inmost}).getvalue()
    (tmp_path / "outer.zip").write_bytes(make_zip({"a.txt": "a", "inner.zip": inner}).getvalue())

    assert outcome(sources.from_paths([tmp_path / "outer.zip"])) == {
        "outer.zip/a.txt": "a",
        "outer.zip/inner.zip/inner.txt": "inner",
        "outer.zip/inner.zip/inmost.zip": "zip_too_deep",
    }


def test_a_fault_in_a_zip_names_the_zip_and_the_file(tmp_path):
    (tmp_path / "dumps.zip").write_bytes(make_zip({"../out.txt": "bad", "good.txt": "good"}).getvalue())

    bad, good = sources.from_paths([tmp_path / "dumps.zip"])

    assert bad.notice.message == "../out.txt in dumps.zip has a name that leads out of the zip."
    assert good.content == b"good"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    [source] = sources.from_paths([tmp_path])

    assert source.notice.code == "not_a_file"


def test_linked_folders_are_not_entered(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert outcome(sources.from_paths([tmp_path])) == {"a.txt": "a"}


def test_an_upload_loses_the_folders_of_its_name(settings):
    upload = SimpleUploadedFile("C:\\files\\a.txt", b"text")
    upload.name = "C:\\files\\a.txt"

    assert outcome(sources.from_uploads([upload])) == {"a.txt": "text"}


def test_a_name_that_no_page_can_hold_is_made_harmless(tmp_path):
    (tmp_path / "a\nb\x01.txt").write_text("a")
    broken = os.path.join(os.fsencode(tmp_path), b"\xff.txt")
    with open(broken, "w") as file:
        file.write("b")

    names = [source.name for source in sources.from_paths([tmp_path])]

    assert sorted(names) == ["?.txt", "a b.txt"]


@pytest.mark.parametrize("name", [b"\xff\xfe.pdf", b"a\x1b]0;b\x07\nc.pdf", b"b\xc2\x9b31m.pdf"])
def test_what_is_said_of_a_file_can_be_written_whatever_its_name_is(tmp_path, name):
    try:
        (tmp_path / os.fsdecode(name)).write_bytes(b"%PDF")
    except OSError:
        pytest.skip("this disk takes no such name")

    [source] = sources.from_paths([tmp_path])

    assert source.notice.code == "not_a_column_file"
    assert all(char.isprintable() for char in source.name + source.notice.message)
