"""People and places: those that columns carry as tags, and those that their texts name."""

import pytest

from articles.editing import services as editing
from articles.models import Tag, TagAlias
from articles.related import naming, services
from articles.related.models import NamedTag
from articles.related.shown import lines
from tests.builders import make_article
from tests.related.columns import headlines, made_together, make_column, text_on

PERSON, PLACE = Tag.Kind.PERSON, Tag.Kind.PLACE


def make_tag(name: str, kind: str) -> Tag:
    return Tag.objects.create(name=name, slug=name.lower().replace(" ", "-"), kind=kind)


@pytest.fixture
def ada(db):
    return make_tag("Ada Quayle", PERSON)


@pytest.fixture
def _archive(db):
    """Make columns that have nothing in common."""
    with made_together():
        for number in range(4):
            make_column(f"filler{chr(97 + number)}")


def naming_twice(headline: str, name: str, **fields):
    return make_article(headline, body=f"<p>{text_on(headline)} {name} came. They saw {name}.</p>", **fields)


def named() -> set[tuple[str, str]]:
    return set(NamedTag.objects.values_list("article__headline", "tag__name"))


@pytest.mark.usefixtures("_archive", "way")
def test_people_and_places_are_parts_of_their_own_with_reasons(ada):
    make_tag("Port Lorn", PLACE)
    first = make_article("First", tags=["Ada Quayle", "Port Lorn", "Herring"])
    make_article("Second", tags=["Ada Quayle", "Port Lorn", "Herring"])

    (line,) = lines(first)
    assert line.reason == "Both on Herring, Ada Quayle and Port Lorn"
    assert {part: line.parts[part]["names"] for part in ("tags", "people", "places")} == {
        "tags": ["Herring"], "people": ["Ada Quayle"], "places": ["Port Lorn"],
    }  # fmt: skip


@pytest.mark.usefixtures("_archive", "way")
def test_a_person_that_one_carries_and_the_other_names_relates_them(ada):
    TagAlias.objects.create(tag=ada, name="The harbour master")
    carries = make_article("Carries", tags=["Ada Quayle", "Herring"])
    names = naming_twice("Heron", "the harbour master", tags=["Herring"])

    assert [(line.headline, line.reason) for line in lines(carries)] == [("Heron", "Both on Herring and Ada Quayle")]
    assert [(line.headline, line.reason) for line in lines(names)] == [("Carries", "Both on Herring and Ada Quayle")]
    assert lines(carries)[0].parts["people"]["score"] == lines(names)[0].parts["people"]["score"]


@pytest.mark.usefixtures("_archive", "way")
def test_carried_counts_for_more_than_named(ada):
    first = make_column("heron", headline="First", tags=["Ada Quayle", "Herring"])
    make_column("otter", headline="Carries", tags=["Ada Quayle", "Herring"])
    naming_twice("Names", "Ada Quayle", tags=["Herring"])
    make_column("quay", headline="Neither", tags=["Herring"])

    assert headlines(first) == ["Carries", "Names", "Neither"]


@pytest.mark.usefixtures("ada")
def test_what_is_said_once_in_passing_is_not_named_but_in_a_headline_it_is():
    Tag.objects.create(name="Herring", slug="herring")
    with made_together():
        make_article("Passing", body="<p>Also there was Ada Quayle.</p>")
        make_article("Ada Quayle’s day", body="<p>She fished.</p>")
        naming_twice("Twice", "Ada Quayle")
        naming_twice("A topic", "Herring")
        naming_twice("Carried", "Ada Quayle", tags=["Ada Quayle"])

    assert named() == {("Ada Quayle’s day", "Ada Quayle"), ("Twice", "Ada Quayle")}


@pytest.mark.usefixtures("_archive", "way", "ada")
def test_names_follow_the_text_and_the_tags():
    article = naming_twice("Heron", "Ada Quayle")
    assert named() == {("Heron", "Ada Quayle")}

    editing.save_article(article, user=None, tags=["Ada Quayle"])
    assert named() == set()

    editing.save_article(article, user=None, tags=[])
    assert named() == {("Heron", "Ada Quayle")}

    article.body = "<p>Nobody came.</p>"
    editing.save_article(article, user=None)
    assert named() == set()


def test_a_merged_tag_names_what_it_was_merged_into(ada):
    Tag.objects.create(name="A. Quayle", slug="a-quayle", merged_into=ada)

    assert [(tag, name) for tag, name, _ in naming.known_names([PERSON])] == [
        (ada.pk, "A. Quayle"), (ada.pk, "Ada Quayle"),
    ]  # fmt: skip
    assert naming.known_names([PLACE]) == []


@pytest.mark.usefixtures("ada")
def test_keeping_what_has_not_changed_costs_three_queries(django_assert_num_queries):
    article = naming_twice("Heron", "Ada Quayle")
    services.rebuild()

    with django_assert_num_queries(3):  # rows and tags, names, text
        naming.keep([article.pk])
