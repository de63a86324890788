"""Labels of a source and the tags that they become; suggested tags for a whole loading."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.editing.content_hash import content_hash
from articles.editing.subjects import kept
from articles.importing import labels, services, suggesting
from articles.importing.models import ImportRun, TaughtLesson
from articles.models import Article, Tag, TagAlias
from tests.builders import make_article
from tests.importing.at_desk import desk, run_of
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(vera: Client) -> ImportRun:
    """Return a run of three documents, two of them with labels."""
    made = run_of(
        vera,
        make_dump("The first of them", posted="2013-01-01 09:00"),
        make_dump("The second of them", posted="2013-01-02 09:00"),
        make_dump("The third of them", posted="2013-01-03 09:00"),
    )
    label(made, 0, ["Harbour"], {"kind": "category", "name": "Op-Ed"}, {"kind": "tag", "name": "Harbour"})
    label(made, 1, ["Harbour", "By hand"], {"kind": "tag", "name": "harbour"})
    return made


def label(run: ImportRun, position: int, tags: list[str], *terms: dict[str, str]) -> None:
    """Give a document labels, as a format that has some would."""
    staged = run.documents.order_by("position")[position]
    staged.parsed = {**staged.parsed, "terms": [{"slug": "", **term} for term in terms], "tags": ["Harbour"]}
    staged.tags = tags
    staged.save()


def tags(run: ImportRun) -> list[list[str]]:
    return [staged.tags for staged in run.documents.order_by("position")]


def page_of(run: ImportRun) -> str:
    return reverse("importing:labels", args=[run.pk])


def test_labels_say_how_many_have_them_and_what_they_become(run: ImportRun) -> None:
    found = {(one.kind, one.name): (one.documents, one.becomes) for one in labels.labels(run)}

    assert found == {("tag", "Harbour"): (2, "Harbour"), ("category", "Op-Ed"): (1, "")}


def test_changed_label_is_taught_and_its_documents_get_the_tag(vera: Client, run: ImportRun) -> None:
    make_article(tags=["Ports"])

    page = vera.post(page_of(run), {"tag:tag:harbour": "ports", "tag:category:op ed": ""}, follow=True).text

    assert "1 label changed, and the tags of 2 documents with it." in page
    assert tags(run) == [["Ports"], ["By hand", "Ports"], []]
    lesson = TaughtLesson.objects.get()
    assert (lesson.kind, lesson.scope, lesson.pattern, lesson.value) == ("term_to_tag", "tag", "Harbour", "Ports")
    assert lesson.run == run


def test_label_that_is_left_out_takes_its_tag_along_and_no_other(vera: Client, run: ImportRun) -> None:
    vera.post(page_of(run), {"tag:tag:harbour": ""})

    assert tags(run) == [[], ["By hand"], []]
    assert [one.becomes for one in labels.labels(run) if one.kind == "tag"] == [""]


def test_tag_that_another_label_gives_too_stays(run: ImportRun) -> None:
    labels.relabel(run, {"tag:category:op ed": "Harbour"}, user=None)

    labels.relabel(run, {"tag:tag:harbour": ""}, user=None)

    assert tags(run)[:2] == [["Harbour"], ["By hand"]]


def test_documents_that_are_accepted_keep_their_tags(run: ImportRun) -> None:
    first = run.documents.order_by("position").first()
    services.accept(first, user=None, publish=False)

    labels.relabel(run, {"tag:tag:harbour": "Ports"}, user=None)

    assert tags(run)[0] == ["Harbour"]


def test_what_can_be_no_tag_is_refused_in_a_sentence_and_what_was_typed_stays(vera: Client, run: ImportRun) -> None:
    answer = vera.post(page_of(run), {"tag:tag:harbour": "—"})

    assert answer.status_code == 422
    assert "holds no letter or figure" in answer.text
    assert 'value="—"' in answer.text
    assert TaughtLesson.objects.count() == 0


@pytest.fixture
def port(db) -> Tag:
    """Return a tag for which “Harbour” is another word."""
    tag = Tag.objects.create(name="Port")
    TagAlias.objects.create(tag=tag, name="Harbour")
    return tag


def test_label_that_is_another_word_shows_the_tag_and_the_source_s_word(
    vera: Client, run: ImportRun, port: Tag
) -> None:
    page = vera.get(page_of(run)).text

    assert 'value="Port"' in page
    assert "Port, from the source’s “Harbour”" in page
    assert [(one.name, one.becomes, one.meant) for one in labels.labels(run)] == [
        ("Harbour", "Port", "Port"),
        ("Op-Ed", "", ""),
    ]


def test_saving_a_label_that_is_another_word_changes_nothing(run: ImportRun, port: Tag) -> None:
    assert labels.relabel(run, {"tag:tag:harbour": "Port"}, user=None) == (0, 0)


def test_label_that_is_another_word_can_be_changed_and_its_documents_lose_the_word(run: ImportRun, port: Tag) -> None:
    assert labels.relabel(run, {"tag:tag:harbour": "Sea"}, user=None) == (1, 2)

    assert tags(run) == [["Sea"], ["By hand", "Sea"], []]


def test_tag_that_was_taught_and_merged_since_is_shown_as_what_it_leads_to(
    vera: Client, run: ImportRun, port: Tag
) -> None:
    labels.relabel(run, {"tag:category:op ed": "Comment"}, user=None)
    Tag.objects.create(name="Comment", merged_into=port)

    assert "Port, from the taught “Comment”" in vera.get(page_of(run)).text


def test_writer_has_no_such_page(run: ImportRun) -> None:
    assert desk("otto", group="Writers").get(page_of(run)).status_code == 403


# --- Suggested tags ----------------------------------------------------------------------------------------------


@pytest.fixture
def archive() -> None:
    for number in range(12):
        make_article(f"Sailing {number}", body="<p>Ferries left the pier at high tide.</p>", tags=["Sea"])
        make_article(f"Learning {number}", body="<p>Teachers set the pupils a lesson.</p>", tags=["Schools"])
    kept.learn()


@pytest.fixture
def ferries(vera: Client, archive: None) -> ImportRun:
    """Return a run of two documents about the sea and one about nothing that is known."""
    text = "No ferry left the pier, whatever the tide said."
    return run_of(
        vera,
        make_dump("Ferries in the fog", posted="2013-01-01 09:00", paragraphs=[text, text]),
        make_dump("The tide and the pier", posted="2013-01-02 09:00", paragraphs=[text, text]),
        make_dump("Cheese", posted="2013-01-03 09:00", paragraphs=["Goats graze.", "Cows low."]),
    )


@pytest.mark.thorough
def test_count_comes_first_and_changes_nothing(vera: Client, ferries: ImportRun) -> None:
    page = " ".join(vera.get(page_of(ferries), {"sure": "50"}).text.split())

    assert "<b>2</b> tags for <b>2</b> of 3 documents" in page
    assert re.search(r"\+ Sea: \d\d % sure, because of [^<]*\b(?:ferry|pier|tide)", page)
    assert tags(ferries) == [[], [], []]


@pytest.mark.thorough
def test_suggestions_above_a_confidence_go_to_documents_and_to_the_columns_made_of_them(
    vera: Client, ferries: ImportRun
) -> None:
    first, *_ = ferries.documents.order_by("position")
    article = services.accept(first, user=None, publish=True)

    vera.post(page_of(ferries), {"do": "give", "sure": "50"})

    assert [tag.name for tag in article.tags.all()] == ["Sea"]
    assert tags(ferries) == [[], ["Sea"], []]


@pytest.mark.thorough
def test_undoing_the_loading_takes_suggested_tags_back(vera: Client, ferries: ImportRun) -> None:
    before = content_hash()
    first, *_ = ferries.documents.order_by("position")
    services.accept(first, user=None, publish=True)
    suggesting.give(ferries, least=0.5, user=None)

    assert services.undo(ferries, user=None) == []
    assert content_hash() == before


@pytest.mark.thorough
def test_columns_that_somebody_changed_get_nothing(ferries: ImportRun) -> None:
    first, *_ = ferries.documents.order_by("position")
    article = services.accept(first, user=None, publish=True)
    Article.objects.filter(pk=article.pk).update(version=article.version + 1)

    _, columns = suggesting.give(ferries, least=0.5, user=None)

    assert columns == 0


@pytest.mark.thorough
def test_ticked_documents_get_their_suggested_tags(vera: Client, ferries: ImportRun, monkeypatch) -> None:
    monkeypatch.setattr(suggesting, "LIKELY", 0.5)
    first, second, _ = ferries.documents.order_by("position")

    vera.post(reverse("importing:run", args=[ferries.pk]), {"do": "suggested", "chosen": [first.pk]})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.tags, second.tags) == (["Sea"], [])


@pytest.mark.thorough
def test_big_loading_is_estimated_from_a_part(ferries: ImportRun, monkeypatch) -> None:
    monkeypatch.setattr(suggesting, "SAMPLED", 1)

    found = suggesting.outlook(ferries, least=0.5)

    assert (found.looked_at, found.total, found.documents, found.is_estimate) == (1, 3, 3, True)


def test_finished_loading_teaches_a_small_archive(vera: Client) -> None:
    make_article(tags=["Sea"])
    run_of(vera, make_dump("One"), make_dump("Two", posted="2013-01-02 09:00"))

    assert kept.LearntTags.objects.get().columns == 1
