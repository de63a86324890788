"""Who wrote a document, at the desk: known columnists, new ones, and names that mean several."""

import pytest
from django.test import Client

from articles.models import Byline
from authors.models import Author
from tests.builders import make_article, make_author
from tests.importing.at_desk import address, decide, filled, loaded, sentences

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> on the river"


def test_new_name_makes_a_columnist(vera: Client) -> None:
    decide(vera, loaded(vera, by="Mara Lindqvist and Otto Varga"), "draft")

    assert [author.name for author in Author.objects.order_by("pk")] == ["Mara Lindqvist", "Otto Varga"]


def test_known_name_takes_the_columnist(vera: Client) -> None:
    mara = make_author("Mara Lindqvist")
    make_article("The price of salt", authors=[mara])
    staged = loaded(vera)

    page = vera.get(address(staged))
    decide(vera, staged, "draft")

    assert "The price of salt" in page.text
    assert Byline.objects.get(article__headline="A bridge too dear").author == mara


def test_same_name_can_be_another_person(vera: Client) -> None:
    make_author("Mara Lindqvist")

    decide(vera, loaded(vera), "draft", who_0="another")

    assert Author.objects.filter(name="Mara Lindqvist").count() == 2


def test_twins_must_be_told_apart(vera: Client) -> None:
    make_author("Mara Lindqvist")
    other = make_author("Mara Lindqvist")
    staged = loaded(vera)

    refused = decide(vera, staged, "draft")
    said = sentences(vera, refused["Location"])
    decide(vera, staged, "draft", who_0=str(other.pk))

    assert any("an editor must say which it is" in sentence for sentence in said)
    assert Byline.objects.get().author == other


def test_columnist_made_by_the_document_before_is_not_made_twice(vera: Client) -> None:
    first, second = loaded(vera), loaded(vera, headline="A second of hers")
    opened_before = filled(vera, second)

    decide(vera, first, "draft")
    vera.post(address(second), {**opened_before, "do": "draft"})

    assert opened_before["who_0"] == "new"
    assert Author.objects.filter(name="Mara Lindqvist").count() == 1


def test_somebody_else_may_stand_behind_a_name(vera: Client) -> None:
    otto = make_author("Otto Varga")

    decide(vera, loaded(vera), "draft", other_0="Otto Varga")

    byline = Byline.objects.get()
    assert (byline.author, byline.name) == (otto, "Mara Lindqvist")


def test_name_can_be_added(vera: Client) -> None:
    decide(vera, loaded(vera, by=""), "draft", name_0="Otto Varga", kind="column")

    assert Byline.objects.get().author.name == "Otto Varga"


def test_unsigned_column_is_the_papers(vera: Client) -> None:
    staged = loaded(vera, by="")

    page = vera.get(address(staged))
    decide(vera, staged, "draft")

    assert "The Test Post itself will stand as its author" in page.text
    assert Byline.objects.get().author.is_paper
