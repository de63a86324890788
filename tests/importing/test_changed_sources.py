"""A source with ids of its own that comes again changed: updated, held, or another column."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from articles.editing import services as editing
from articles.editing.content_hash import content_hash
from articles.importing import loading, runs, services
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.options import Options
from articles.importing.sources import Source
from articles.models import Article, Redirect
from tests.importing.sourced import as_bytes, exported, make_document, ranked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exported")]
__all__ = ["exported"]


def load(*documents, name="export.json", publish=False):
    """Load a file of these documents; return the run and the outcomes in order."""
    run = runs.start(via="command", user=None, given=name, options={})
    source = Source(name=name, content=as_bytes(*documents))
    steps = list(loading.load(run, [source], Options(publish=publish)))
    return run, [step.outcome for step in steps]


def test_a_changed_source_updates_its_untouched_column_and_undo_brings_it_back():
    first = make_document(most_read=ranked("One", "Two"), tags=("Harbour",))
    load(first, publish=True)
    before = content_hash()
    changed = replace(
        first, headline="A bridge far too dear", body_html="<p>New.</p>", tags=("Bridges",), most_read=ranked("Three")
    )

    run, outcome = load(changed)

    article = Article.objects.get()
    assert outcome == ["updated"]
    assert (article.headline, article.body, article.status) == ("A bridge far too dear", "<p>New.</p>", "published")
    assert [tag.name for tag in article.tags.all()] == ["Bridges"]
    assert [entry.headline for entry in article.printed_lists.get().entries.all()] == ["Three"]
    assert services.undo(run, user=None) == []
    assert content_hash() == before


def test_a_source_changed_back_after_undo_is_updated_again():
    first = make_document()
    load(first)
    changed = replace(first, headline="Another headline")
    run, _ = load(changed)
    services.undo(run, user=None)

    assert load(first)[1] == ["unchanged"]
    assert load(changed)[1] == ["updated"]


def test_a_changed_source_of_a_column_that_an_editor_changed_is_held():
    load(make_document())
    article = Article.objects.get()
    article.headline = "The editor's headline"
    editing.save_article(article, user=None)

    changed = replace(make_document(), headline="The source's headline")
    assert load(changed)[1] == ["held"]
    assert load(changed)[1] == ["held"]

    assert Article.objects.get().headline == "The editor's headline"
    staged = StagedDocument.objects.get(state="held")
    assert staged.article == article
    services.accept(staged, user=None, publish=False)
    assert Article.objects.get().headline == "The source's headline"


def test_another_item_at_another_place_is_unchanged():
    first, second = make_document(legacy_id="1"), make_document(legacy_id="2", headline="The second")
    load(replace(first, source="export.json#1"), replace(second, source="export.json#2"))

    new = make_document(legacy_id="3", headline="The newest")
    outcome = load(
        replace(new, source="export.json#1"), replace(first, source="export.json#2"),
        replace(second, source="export.json#3"),
    )[1]  # fmt: skip

    assert outcome == ["created", "unchanged", "unchanged"]


def test_two_texts_with_one_id_in_a_file_are_held_and_can_be_two_columns():
    first = make_document("export.json#1")
    second = make_document("export.json#2", headline="Another text with the same id")

    assert load(first, second)[1] == ["created", "held"]
    assert load(first, second)[1] == ["unchanged", "held"]
    staged = StagedDocument.objects.get(state="held")
    services.accept(staged, user=None, publish=False)

    assert sorted(Article.objects.values_list("headline", flat=True)) == [first.headline, second.headline]
    assert Article.objects.filter(headline=first.headline).exists()


def test_the_old_address_leads_to_the_column():
    load(make_document())

    redirect = Redirect.objects.get()
    assert (redirect.path, redirect.article) == ("/view.php?id=7", Article.objects.get())
    assert Article.objects.get().legacy_id == "7"


def test_an_address_that_leads_elsewhere_is_left_alone():
    load(make_document())
    load(replace(make_document(), identity="legacy:8", headline="Another"))

    assert Redirect.objects.get().article.headline == "A bridge too dear"


def test_a_rubric_makes_a_series_once_and_undo_takes_it_away():
    before = content_hash()
    run, _ = load(make_document(series="Times Forum"), make_document(legacy_id="8", series="times forum", headline="B"))

    assert {article.series.name for article in Article.objects.all()} == {"Times Forum"}
    services.undo(run, user=None)
    assert content_hash() == before


def test_undoing_the_first_run_takes_what_a_later_one_published():
    before = content_hash()
    first, _ = load(make_document())
    second, outcome = load(make_document(), publish=True)
    assert outcome == ["updated"]

    services.undo(first, user=None)
    services.undo(second, user=None)

    assert content_hash() == before


def test_undoing_a_publication_leaves_the_draft():
    load(make_document())
    before = content_hash()
    run, _ = load(make_document(), publish=True)

    services.undo(run, user=None)

    assert Article.objects.get().status == "draft"
    assert content_hash() == before
    assert load(make_document(), publish=True)[1] == ["updated"]


def test_a_value_that_a_column_cannot_hold_is_held_with_the_reason():
    _, outcome = load(make_document(headline="x" * 301))

    staged = StagedDocument.objects.get()
    assert outcome == ["held"]
    assert "300" in staged.reason
    with pytest.raises(services.NotAcceptableError, match="Headline"):
        services.accept(staged, user=None, publish=False)


def test_a_deleted_column_is_not_made_again_without_an_editor():
    load(make_document())
    editing.delete_article(Article.objects.get(), user=None)

    assert load(make_document())[1] == ["held"]
    assert load(make_document())[1] == ["held"]

    staged = StagedDocument.objects.get()
    services.accept(staged, user=None, publish=False)
    assert load(make_document())[1] == ["unchanged"]


def test_a_run_whose_process_is_gone_is_marked_as_interrupted():
    run = runs.start(via="command", user=None, given="a.txt", options={})
    ImportRun.objects.filter(pk=run.pk).update(process=run.process.rpartition(":")[0] + ":4194305")

    load(make_document())

    run.refresh_from_db()
    assert run.status == "interrupted"


def test_a_row_that_another_load_made_at_the_same_moment_is_found_at_the_second_attempt(monkeypatch):
    document = make_document()
    real, calls = loading.accepting.accept, []

    def collide(staged, **options):
        calls.append(staged)
        if len(calls) == 1:
            raise loading.accepting.NotAcceptableError("taken") from IntegrityError("guid")
        return real(staged, **options)

    monkeypatch.setattr(loading.accepting, "accept", collide)

    assert load(document)[1] == ["created"]
    assert (StagedDocument.objects.count(), len(calls)) == (1, 2)
