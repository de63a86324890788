"""The files that came along with a file: reached under names like its own, and nothing else."""

import os
import pickle

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing import beside, sources
from tests.importing.test_archives import make_zip


def only(found):
    """Return the one source that can be read."""
    [source] = [source for source in found if source.notice is None]
    return source


@pytest.fixture
def folder(tmp_path):
    for name, content in {"page.html": "page", "page_files/photo.jpg": "photo", "page_files/s.js": "script"}.items():
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "given"


def test_a_page_reaches_the_pictures_and_scripts_that_are_left_out(folder):
    page = only(sources.from_paths([folder]))

    assert page.name == "page.html"
    assert page.beside.names() == ("page.html", "page_files/photo.jpg", "page_files/s.js")
    assert page.beside.read("page_files/photo.jpg") == b"photo"
    assert page.beside.read("./page_files/../page_files/photo.jpg") == b"photo"


@pytest.mark.parametrize(
    "path",
    ["../secret.jpg", "page_files/../../secret.jpg", "/etc/passwd", "", ".", "page_files", "no\x00.jpg", "x" * 999],
)
def test_nothing_outside_the_folder_is_reached(folder, path):
    (folder.parent / "secret.jpg").write_text("secret")

    assert only(sources.from_paths([folder])).beside.read(path) is None


def test_a_link_that_leads_out_of_the_folder_is_neither_read_nor_reached(folder):
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "up").symlink_to(folder.parent)

    found = {source.name: source for source in sources.from_paths([folder])}

    assert found["link.txt"].notice.code == "link_leads_out"
    beside = found["page.html"].beside
    assert (beside.read("link.txt"), beside.read("up/secret.txt")) == (None, None)
    assert "link.txt" not in beside.names()


def test_a_link_within_the_folder_is_followed(folder):
    (folder / "again.jpg").symlink_to(folder / "page_files" / "photo.jpg")

    assert only(sources.from_paths([folder])).beside.read("again.jpg") == b"photo"


def test_a_file_over_the_limit_is_not_read_into_memory(folder, settings):
    settings.IMPORT_MAX_FILE_BYTES = 4

    assert only(sources.from_paths([folder])).beside.read("page_files/photo.jpg") is None


def test_a_name_that_the_loader_tidied_is_found_under_its_tidy_spelling(folder):
    decomposed = "cafe\u0301"
    (folder / decomposed).mkdir()
    (folder / decomposed / "a.jpg").write_text("a")

    assert only(sources.from_paths([folder])).beside.read("caf\u00e9/a.jpg") == b"a"


def test_a_page_in_a_zip_reaches_the_other_files_of_the_zip(tmp_path):
    (tmp_path / "saved.zip").write_bytes(make_zip({"a/page.html": "page", "a/p.jpg": "photo", "../x": "x"}).getvalue())

    page = only(sources.from_paths([tmp_path / "saved.zip"]))

    assert page.name == "saved.zip/a/page.html"
    assert page.beside.names() == ("saved.zip/a/p.jpg", "saved.zip/a/page.html")
    assert page.beside.read("saved.zip/a/p.jpg") == b"photo"
    assert page.beside.read("saved.zip/../x") is None
    assert page.beside.read("a/p.jpg") is None


def test_a_zip_in_a_zip_is_reached_as_long_as_a_page_of_it_is_held(tmp_path):
    inner = make_zip({"page.html": "page", "p.jpg": "photo"}).getvalue()
    (tmp_path / "outer.zip").write_bytes(make_zip({"inner.zip": inner}).getvalue())

    page = only(list(sources.from_paths([tmp_path / "outer.zip"])))

    assert page.beside.read("outer.zip/inner.zip/p.jpg") == b"photo"


def test_what_was_laid_on_the_disk_goes_with_the_last_that_holds_it(tmp_path):
    inner = make_zip({"page.html": "page"}).getvalue()
    (tmp_path / "outer.zip").write_bytes(make_zip({"inner.zip": inner}).getvalue())

    page = only(list(sources.from_paths([tmp_path / "outer.zip"])))
    where = page.beside.scratch.path
    was_there = where.is_dir()
    del page

    assert was_there
    assert not where.exists()


def test_uploads_reach_each_other():
    uploads = [SimpleUploadedFile("page.html", b"page"), SimpleUploadedFile("photo.jpg", b"photo")]

    page = next(source for source in sources.from_uploads(uploads) if source.name == "page.html")

    assert page.beside.read("photo.jpg") == b"photo"
    assert page.beside.read("other.jpg") is None


def test_an_uploaded_folder_keeps_the_paths_that_the_browser_told():
    uploads = [SimpleUploadedFile("page.html", b"page"), SimpleUploadedFile("photo.jpg", b"photo")]

    found = list(sources.from_uploads(uploads, ["saved/page.html", "saved/page_files/photo.jpg"]))

    page = only(found)
    assert [source.name for source in found] == ["saved/page.html", "saved/page_files/photo.jpg"]
    assert page.beside.read("saved/page_files/photo.jpg") == b"photo"


def test_an_upload_takes_no_path_that_leads_out():
    uploads = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]

    assert [source.name for source in sources.from_uploads(uploads, ["../../a.txt", "/etc/b.txt"])] == [
        "a.txt",
        "b.txt",
    ]


def test_two_uploads_of_one_name_are_both_read():
    uploads = [SimpleUploadedFile("a.txt", b"first"), SimpleUploadedFile("a.txt", b"second")]

    assert [source.content for source in sources.from_uploads(uploads)] == [b"first", b"second"]


def test_files_given_by_name_reach_each_other(folder):
    given = [folder / "page.html", folder / "page_files" / "photo.jpg"]

    assert only(sources.from_paths(given)).beside.read("photo.jpg") == b"photo"


@pytest.mark.parametrize("kind", ["folder", "zip", "uploads"])
def test_it_can_be_sent_to_another_process(folder, tmp_path, kind):
    (tmp_path / "saved.zip").write_bytes(make_zip({"page.html": "page", "photo.jpg": "photo"}).getvalue())
    uploads = [SimpleUploadedFile("page.html", b"page"), SimpleUploadedFile("photo.jpg", b"photo")]
    given = {
        "folder": lambda: sources.from_paths([folder]),
        "zip": lambda: sources.from_paths([tmp_path / "saved.zip"]),
        "uploads": lambda: sources.from_uploads(uploads),
    }
    page = next(source for source in given[kind]() if source.name.endswith("page.html"))

    sent = pickle.loads(pickle.dumps(page.beside))  # noqa: S301 made in the line itself

    assert sent == page.beside
    [photo] = [name for name in sent.names() if name.endswith("photo.jpg")]
    assert sent.read(photo) == b"photo"


def test_a_fork_that_lets_go_leaves_the_files_to_the_process_that_made_them():
    uploads = [SimpleUploadedFile("page.html", b"page"), SimpleUploadedFile("photo.jpg", b"photo")]
    page = next(iter(sources.from_uploads(uploads)))

    child = os.fork()
    if child == 0:
        del page
        os._exit(0)
    os.waitpid(child, 0)

    assert page.beside.read("photo.jpg") == b"photo"


def test_files_of_a_folder_come_in_the_order_of_their_paths_and_links_to_folders_are_not_entered(tmp_path):
    for name in ("b/c.txt", "b/a/z.txt", "a.txt", "ba.txt", "b.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "folder").symlink_to(tmp_path / "b")
    (tmp_path / "itself").symlink_to(tmp_path / "itself")

    found = [path.relative_to(tmp_path).as_posix() for path in beside.files_below(tmp_path)]

    assert found == ["B.txt", "a.txt", "b/a/z.txt", "b/c.txt", "b.txt", "ba.txt", "itself"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path):
    assert list(beside.files_below(tmp_path / "gone")) == []
