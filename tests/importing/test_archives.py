"""Zips that may be hostile: one bad entry is named and refused, the others are read."""

import io
import stat
import zipfile
from collections.abc import Mapping

import pytest

from articles.importing import archives, sources
from articles.importing.archives import checking


def make_zip(files: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


@pytest.fixture
def read(tmp_path):
    """Read a zip: the bytes of what is honest, and the code of each fault ("" the whole zip's)."""

    def reads(handle: io.BytesIO) -> tuple[dict[str, bytes], dict[str, str]]:
        path = tmp_path / "dumps.zip"
        path.write_bytes(handle.getvalue())
        good, bad = {}, {}
        for source in sources.from_paths([path]):
            name = source.name.removeprefix("dumps.zip").lstrip("/")
            if source.notice is None:
                good[name] = source.content
            else:
                bad[name] = source.notice.code
        return good, bad

    return reads


def test_files_come_in_the_order_of_their_names(read):
    good, bad = read(make_zip({"b.txt": "two", "a/z.txt": "one", "c.txt": "three"}))

    assert list(good) == ["a/z.txt", "b.txt", "c.txt"]
    assert bad == {}


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt"])
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(name, read):
    good, bad = read(make_zip({name: "bad", "good.txt": "good"}))

    assert good == {"good.txt": b"good"}
    assert list(bad.values()) == ["zip_unsafe_name"]


def test_a_link_is_refused(read):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    handle.seek(0)

    assert read(handle) == ({}, {"link.txt": "zip_link"})


def test_the_second_file_of_one_name_is_refused(read):
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        archive.writestr("a.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "second")
    handle.seek(0)

    good, bad = read(handle)

    assert good == {"a.txt": b"first"}
    assert bad == {"a.txt": "zip_duplicate_name"}


def test_an_encrypted_file_is_refused(read):
    raw = bytearray(make_zip({"secret.txt": "words"}).getvalue())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(magic) + offset] |= 1

    assert read(io.BytesIO(bytes(raw))) == ({}, {"secret.txt": "zip_encrypted"})


def test_a_bomb_is_refused_without_being_expanded(settings, read):
    settings.IMPORT_MAX_FILE_BYTES = 20 * 1024 * 1024
    good, bad = read(make_zip({"bomb.txt": b"\0" * (10 * 1024 * 1024), "good.txt": "good"}))

    assert good == {"good.txt": b"good"}
    assert bad == {"bomb.txt": "zip_bomb"}


def test_a_zip_that_expands_too_far_is_refused_whole(settings, read):
    settings.IMPORT_MAX_EXPANDED_BYTES = 1000

    assert read(make_zip({"a.txt": "a" * 600, "b.txt": "b" * 600})) == ({}, {"": "zip_bomb"})


def test_a_file_over_the_limit_is_refused_by_what_it_says(settings, read):
    settings.IMPORT_MAX_FILE_BYTES = 100

    assert read(make_zip({"a.txt": "a" * 101, "b.txt": "b"})) == ({"b.txt": b"b"}, {"a.txt": "file_too_large"})


def test_too_many_entries_are_refused(monkeypatch, read):
    monkeypatch.setattr(checking, "MAX_ENTRIES", 1)

    assert read(make_zip({"a.txt": "a", "b.txt": "b"})) == ({}, {"": "zip_too_many_entries"})


def test_an_empty_zip_and_a_broken_one_say_so(read):
    assert read(make_zip({})) == ({}, {"": "empty_file"})
    assert read(io.BytesIO(b"PK\x03\x04 and nothing more")) == ({}, {"": "broken_zip"})


def test_damage_to_one_file_leaves_the_others(read):
    raw = bytearray(make_zip({"a.txt": "a" * 50, "b.txt": "b" * 50}, compression=zipfile.ZIP_STORED).getvalue())
    raw[raw.index(b"a" * 50)] = ord("x")

    good, bad = read(io.BytesIO(bytes(raw)))

    assert list(good) == ["b.txt"]
    assert bad == {"a.txt": "broken_zip"}


def test_korean_names_of_old_windows_zips_are_read(read):
    handle = make_zip({"PLACEHOLDER1.txt": "text"})
    name = "칼럼".encode("cp949")
    raw = handle.getvalue().replace(b"PLACEHOLDER1", name + b"12345678")

    good, _ = read(io.BytesIO(raw))

    assert list(good) == ["칼럼12345678.txt"]


def test_an_office_document_is_a_file_and_no_archive():
    assert archives.kind_of(make_zip({"[Content_Types].xml": "", "word/document.xml": ""}), "letter.docx") == ""
    assert archives.kind_of(make_zip({"a.txt": ""}), "dumps.zip") == "zip"
    assert archives.kind_of(make_zip({"a.txt": ""}), "without-an-ending") == "zip"


def test_the_content_of_a_zip_counts_and_not_its_name():
    letter = {"[Content_Types].xml": "", "word/document.xml": ""}

    assert archives.kind_of(make_zip(letter), "letter.zip") == ""
    assert archives.kind_of(make_zip({"mimetype": "", "content.xml": ""}), "letter.zip") == ""
    assert archives.kind_of(make_zip({"one.txt": "Lamps"}), "columns.docx") == "zip"
