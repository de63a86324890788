"""Authors of a page, and their own pages among the files that came along."""

from copy import copy

import pytest

from articles.importing.beside import Folder
from articles.importing.documents import Credit, ReadOptions, Verdict
from articles.importing.readers import read
from tests.importing.readers.markdown.pages import codes, yaml_page

FRONT = "title: Ferry\ndate: 2012-04-03\n"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("author: Kim Bo-ra", ["Kim Bo-ra"]),
        ("author: By Kim Bo-ra and Noh Eun", ["Kim Bo-ra", "Noh Eun"]),
        ("authors: Kim Bo-ra, Noh Eun", ["Kim Bo-ra", "Noh Eun"]),
        ("authors:\n  - Kim Bo-ra\n  - Noh Eun", ["Kim Bo-ra", "Noh Eun"]),
        ("authors:\n  - name: Kim Bo-ra\n  - name: Noh Eun", ["Kim Bo-ra", "Noh Eun"]),
        ("author:\n  name: Kim Bo-ra", ["Kim Bo-ra"]),
        ("author: John Doe, Jr.", ["John Doe, Jr."]),
    ],
)
def test_names_are_read_in_each_habit(written, names):
    document = yaml_page(FRONT + written)

    assert [credit.name for credit in document.credits] == names
    assert codes(document) == []


def test_title_and_bio_of_an_author_are_kept():
    document = yaml_page(FRONT + "authors:\n  - name: Kim Bo-ra\n    role: Pilot\n    bio: She steers.")

    assert document.credits == (Credit(name="Kim Bo-ra", title="Pilot", bio="She steers."),)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("content/authors/bora/_index.md", "---\nname: Kim Bo-ra\n---\nShe steers."),
        ("authors/bora.md", "---\ntitle: Kim Bo-ra\nbio: She steers.\n---\n"),
        ("_authors/bora.md", "---\nshort_name: bora\nname: Kim Bo-ra\n---\nShe steers."),
        ("_data/authors.yml", "bora:\n  name: Kim Bo-ra\n  bio: She steers.\n"),
        ("_data/authors.json", '[{"id": "bora", "name": "Kim Bo-ra", "bio": "She steers."}]'),
        ("data/authors/bora.toml", 'name = "Kim Bo-ra"\nbio = "She steers."\n'),
        ("data/authors/bora.json", '{"display_name": "Kim Bo-ra", "description": "She steers."}'),
    ],
)
@pytest.mark.parametrize("root", ["", "upload.zip/site/"])
def test_id_is_looked_up_among_the_files_beside(root, path, page):
    document = yaml_page(FRONT + "authors: [bora]", name=f"{root}content/opinion/ferry.md", files={root + path: page})

    assert document.credits == (Credit(name="Kim Bo-ra", key="bora", bio="She steers."),)
    assert codes(document) == []


def test_nearest_page_of_an_id_counts():
    files = {
        "en/content/authors/bora/_index.md": "---\nname: Kim Bo-ra\n---\n",
        "ko/content/authors/bora/_index.md": "---\nname: 김보라\n---\n",
    }

    document = yaml_page(FRONT + "authors: [bora]", name="ko/content/opinion/ferry.md", files=files)

    assert [credit.name for credit in document.credits] == ["김보라"]


def test_name_is_looked_up_as_an_address_has_it():
    files = {"content/authors/kim-bo-ra/_index.md": "---\ntitle: Kim Bo-ra\n---\nShe steers."}

    document = yaml_page(FRONT + "authors: [Kim Bo-ra]", files=files)

    assert document.credits == (Credit(name="Kim Bo-ra", key="Kim Bo-ra", bio="She steers."),)


def test_unknown_id_stands_for_the_name_and_is_said():
    document = yaml_page(FRONT + "authors:\n  - bora\n  - Noh Eun", files={})

    assert [credit.name for credit in document.credits] == ["bora", "Noh Eun"]
    assert codes(document) == ["unknown_author"]
    assert "“bora”" in document.notices[0].message
    assert document.notices[0].line == 4
    assert document.verdict is Verdict.READY


def test_faulty_list_of_authors_leaves_them_unknown():
    document = yaml_page(
        FRONT + "authors: [bora]", files={"_data/authors.yml": "bora: [", "authors/bora.md": "\x00\x01"}
    )

    assert codes(document) == ["unknown_author"]


@pytest.mark.parametrize(
    ("name", "front", "rule"),
    [
        ("content/authors/bora/_index.md", "name: Kim Bo-ra", "author_page"),
        ("_authors/bora.md", "title: Kim Bo-ra", "author_page"),
        ("team/bora.md", "title: Kim Bo-ra\nlayout: author", "author_page"),
        ("content/opinion/_index.md", "title: Opinion", "section_page"),
        ("about.md", "title: About us\nlayout: page", "site_page"),
    ],
)
def test_page_that_is_no_column_is_left_out_by_its_rule(name, front, rule):
    document = yaml_page(front, "She steers.", name=name)

    assert document.verdict is Verdict.LEFT_OUT
    assert codes(document) == [rule]
    assert f"rule: {rule}" in document.notices[0].message
    assert document.headline
    assert document.paragraphs == ("She steers.",)


def test_files_beside_are_looked_through_once_also_by_copies(tmp_path, monkeypatch):
    (tmp_path / "authors").mkdir()
    (tmp_path / "authors/bora.md").write_text("---\nname: Kim Bo-ra\n---\n", encoding="utf-8")
    folder, looked = Folder(root=tmp_path), []
    names = Folder.names
    monkeypatch.setattr(Folder, "names", lambda self: looked.append(self) or names(self))
    text = f"---\n{FRONT}authors: [bora]\n---\nThe ferry went.\n"

    found = [read("ferry.md", text.encode(), ReadOptions(beside=copy(folder))) for _ in range(3)]

    assert {document.credits for (document,) in found} == {(Credit(name="Kim Bo-ra", key="bora"),)}
    assert len(looked) == 1


def test_a_korean_name_stands_apart_from_its_title():
    document = yaml_page("title: Ferry\ndate: 2012-04-03\nauthor: 홍길동 논설위원")

    assert [(credit.name, credit.title) for credit in document.credits] == [("홍길동", "논설위원")]
