"""Which file an address means, among the files given along and in a folder of media."""

import pytest

from articles.importing.beside import Folder
from articles.importing.pictures.places import Media


@pytest.fixture
def media(tmp_path):
    """Return what makes a folder with these files and looks for an address in it; each file holds its own path."""

    def make(*names, is_named=True, document="page.html"):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        found = Media.folder(tmp_path) if is_named else Media(files=Folder(root=tmp_path))

        def look(address):
            content = found.read(address, document)
            return content.decode() if content is not None else None

        return look

    return make


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("page_files/a.jpg", "posts/page_files/a.jpg"),
        ("../img/a.jpg", "img/a.jpg"),
        ("/img/a.jpg", "static/img/a.jpg"),
        ("https://old.example/wp-content/uploads/2012/04/x.jpg", "uploads/2012/04/x.jpg"),
        ("https://old.example/wp-content/uploads/2012/04/x.jpg?w=600#top", "wp-content/uploads/2012/04/x.jpg"),
        ("https://old.example/files/caf%C3%A9.jpg", "files/café.jpg"),
        ("https://old.example/2012/04/x-300x200.jpg", "2012/04/x.jpg"),
        ("https://old.example/2012/04/X.JPG", "2012/04/x.jpg"),
    ],
)
def test_a_file_is_found_by_its_path_or_the_end_of_its_path(media, address, name):
    assert media(name, "other/2011/b.jpg", document="posts/page.html", is_named=False)(address) == name


def test_the_longest_end_decides(media):
    look = media("2011/04/x.jpg", "2012/04/x.jpg", "x.jpg")

    assert look("https://old.example/uploads/2012/04/x.jpg") == "2012/04/x.jpg"


def test_a_single_file_name_is_enough_in_a_named_folder_alone(media):
    address = "https://old.example/2012/x.jpg"

    assert media("all/x.jpg")(address) == "all/x.jpg"
    assert media("all/x.jpg", is_named=False)(address) is None


def test_nothing_is_guessed_where_several_fit_alike(media):
    look = media("a/x.jpg", "b/x.jpg")

    assert look("https://old.example/2012/x.jpg") is None


@pytest.mark.parametrize(
    "address", ["../../secret.jpg", "/../secret.jpg", "https://old.example/", "", "a\x00.jpg", "a\\b.jpg"]
)
def test_an_address_leads_nowhere_outside(media, tmp_path, address):
    (tmp_path.parent / "secret.jpg").write_text("secret")

    assert media("a.jpg")(address) is None
