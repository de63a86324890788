"""Tars and compressed files: what is honest in them is read, each other thing refused with a sentence of its own."""

import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from articles.importing import sources
from articles.importing.archives import checking
from articles.importing.archives.tars import Tar
from tests.importing.test_archives import make_zip


def make_tar(files, *, mode="w", extra=()):
    """Return a tar of these files and of `extra` headers, which have no bytes."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in extra:
            archive.addfile(info)
    return buffer.getvalue()


def header(name, kind, linkname=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, linkname
    return info


@pytest.fixture
def read(tmp_path):
    """Read a file: the text of what is honest, and the code of each fault, by the names that sources have."""

    def reads(name, content):
        (tmp_path / name).write_bytes(content)
        found = list(sources.from_paths([tmp_path / name]))
        return {s.name: s.notice.code if s.notice else s.content.decode() for s in found}

    return reads


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("dumps.tar", "w"),
        ("dumps.tar.gz", "w:gz"),
        ("dumps.tgz", "w:gz"),
        ("dumps.tar.bz2", "w:bz2"),
        ("dumps.tar.xz", "w:xz"),
        ("without-an-ending", "w:gz"),
    ],
)
def test_a_tar_is_read_in_the_order_of_its_names(read, name, mode):
    found = read(name, make_tar({"./b.txt": b"two", "a/z.txt": b"one", "a/p.png": b"png"}, mode=mode))

    assert list(found.items()) == [
        (f"{name}/a/p.png", "not_a_column_file"),
        (f"{name}/a/z.txt", "one"),
        (f"{name}/b.txt", "two"),
    ]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_page_in_a_tar_reaches_the_other_files_of_the_tar(tmp_path, mode):
    (tmp_path / "saved.tar").write_bytes(make_tar({"page.html": b"page", "p.jpg": b"photo"}, mode=mode))

    page = next(source for source in sources.from_paths([tmp_path / "saved.tar"]) if source.notice is None)

    assert page.beside.read("saved.tar/p.jpg") == b"photo"


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt"])
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(read, name):
    found = read("dumps.tar", make_tar({name: b"bad", "good.txt": b"good"}))

    assert found.pop("dumps.tar/good.txt") == "good"
    assert list(found.values()) == ["tar_unsafe_name"]


@pytest.mark.parametrize(
    ("info", "code"),
    [
        (header("x", tarfile.SYMTYPE, "/etc/passwd"), "tar_link"),
        (header("x", tarfile.LNKTYPE, "good.txt"), "tar_link"),
        (header("x", tarfile.CHRTYPE), "tar_device"),
        (header("x", tarfile.BLKTYPE), "tar_device"),
        (header("x", tarfile.FIFOTYPE), "tar_device"),
    ],
)
def test_what_is_no_file_is_refused(read, info, code):
    found = read("dumps.tar", make_tar({"good.txt": b"good"}, extra=[info]))

    assert found == {"dumps.tar/good.txt": "good", "dumps.tar/x": code}


def test_a_file_with_holes_is_refused(read):
    sparse = tarfile.TarInfo("holes.txt")
    sparse.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": str(2**40), "GNU.sparse.major": "0"}
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        sparse.size = 1
        archive.addfile(sparse, io.BytesIO(b"x"))

    assert read("dumps.tar", buffer.getvalue()) == {"dumps.tar/holes.txt": "tar_bomb"}


def test_a_header_that_would_fill_the_memory_is_refused(read):
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 10**9

    assert read("dumps.tar", make_tar({}, extra=[long])) == {"dumps.tar": "broken_tar"}


def test_the_second_file_of_one_name_is_refused(tmp_path):
    (tmp_path / "dumps.tar").write_bytes(make_tar([("a.txt", b"first"), ("./a.txt", b"second")]))

    first, second = sources.from_paths([tmp_path / "dumps.tar"])

    assert first.content == b"first"
    assert second.notice.code == "tar_duplicate_name"


def test_a_tar_that_breaks_off_gives_what_stands_before_the_damage(read):
    whole = make_tar({"a.txt": b"a" * 10, "b.txt": b"b" * 2000})

    found = read("dumps.tar", whole[:1600])

    assert found == {"dumps.tar/a.txt": "a" * 10, "dumps.tar/b.txt": "broken_tar", "dumps.tar": "broken_tar"}


def test_damage_between_two_files_is_said(read):
    whole = bytearray(make_tar({"a.txt": b"a", "b.txt": b"b"}))
    whole[1024:1030] = b"\xff" * 6

    assert read("dumps.tar", bytes(whole)) == {"dumps.tar/a.txt": "a", "dumps.tar": "broken_tar"}


def test_a_tar_that_expands_too_far_is_refused_whole(read, settings):
    settings.IMPORT_MAX_EXPANDED_BYTES = 1000

    assert read("dumps.tar", make_tar({"a.txt": b"a" * 600, "b.txt": b"b" * 600})) == {"dumps.tar": "tar_bomb"}


def test_a_compressed_tar_is_unpacked_no_further_than_allowed(read, settings):
    settings.IMPORT_MAX_EXPANDED_BYTES = 100_000

    assert read("dumps.tgz", make_tar({"a.txt": b"a" * 200_000}, mode="w:gz")) == {"dumps.tgz": "file_too_large"}


def test_a_compressed_bomb_is_given_up_early(read):
    bomb = gzip.compress(b"\0" * (20 * 1024 * 1024))

    assert read("bomb.txt.gz", bomb) == {"bomb.txt.gz": "compressed_bomb"}


def test_archives_in_an_archive_share_its_room(read, settings):
    inner = make_zip({"a.txt": "a" * 600}).getvalue()
    settings.IMPORT_MAX_EXPANDED_BYTES = 2 * len(inner) + 1000

    found = read("outer.zip", make_zip({"one.zip": inner, "two.zip": inner}).getvalue())

    assert found == {"outer.zip/one.zip/a.txt": "a" * 600, "outer.zip/two.zip": "zip_bomb"}


def test_a_zip_that_holds_itself_ends(read):
    inmost = make_zip({"r.zip": b"PK\x05\x06" + bytes(18)}).getvalue()
    outer = make_zip({"r.zip": make_zip({"r.zip": inmost}).getvalue()}).getvalue()

    assert read("r.zip", outer) == {"r.zip/r.zip/r.zip": "zip_too_deep"}


def test_a_tar_in_a_zip_is_opened(read):
    outer = make_zip({"in.tgz": make_tar({"a.txt": b"a"}, mode="w:gz")}).getvalue()

    assert read("outer.zip", outer) == {"outer.zip/in.tgz/a.txt": "a"}


def test_an_archive_is_known_by_its_content_in_an_archive_too(read):
    outer = make_zip({"nameless": make_tar({"a.txt": b"a"})}).getvalue()

    assert read("outer.zip", outer) == {"outer.zip/nameless/a.txt": "a"}


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_compressed_file_is_read_under_its_own_name(read, ending, pack):
    assert read(f"page.html.{ending}", pack(b"page")) == {"page.html": "page"}


def test_several_gzips_in_one_file_are_read_on(read):
    assert read("page.html.gz", gzip.compress(b"one ") + gzip.compress(b"two")) == {"page.html": "one two"}


def test_a_compressed_picture_in_a_folder_is_left_out(tmp_path):
    (tmp_path / "p.png.gz").write_bytes(gzip.compress(b"png"))

    [source] = sources.from_paths([tmp_path])

    assert source.notice.code == "not_a_column_file"


def test_a_compressed_file_that_is_cut_off_or_packed_twice_says_so(read):
    whole = gzip.compress(b"page" * 100)

    assert read("page.html.gz", whole[:-10]) == {"page.html.gz": "broken_file"}
    assert read("page.html.gz.gz", gzip.compress(whole)) == {"page.html.gz": "compressed_twice"}


def test_too_many_files_are_refused(read, monkeypatch):
    monkeypatch.setattr(checking, "MAX_ENTRIES", 1)

    assert read("dumps.tar", make_tar({"a.txt": b"a", "b.txt": b"b"})) == {"dumps.tar": "tar_too_many_entries"}


def test_korean_names_of_old_tars_are_read(read):
    raw = make_tar({"PLACEHOLDER1.txt": b"text"})
    name = "칼럼".encode("cp949")
    raw = raw.replace(b"PLACEHOLDER1", name + b"12345678")
    block = bytearray(raw[:512])
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)

    assert list(read("dumps.tar", bytes(block) + raw[512:])) == ["dumps.tar/칼럼12345678.txt"]


def test_folders_count_among_what_a_tar_may_hold(read, monkeypatch):
    monkeypatch.setattr(checking, "MAX_ENTRIES", 3)
    folders = [header(f"folder{number}", tarfile.DIRTYPE) for number in range(4)]

    assert read("dumps.tar", make_tar({"a.txt": b"a"}, extra=folders)) == {"dumps.tar": "tar_too_many_entries"}


def test_what_a_header_says_beside_the_name_is_not_kept(tmp_path):
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "x" * 1000}
    (tmp_path / "dumps.tar").write_bytes(make_tar({}, extra=[info]))

    archive = Tar(tmp_path / "dumps.tar", "dumps.tar")

    assert archive.listing == [("a.txt", None)]
    assert not any(member.pax_headers for member in archive._archive.getmembers())
