"""Undo: nothing is left, nothing is lost, and what others did since stays."""

import pytest
from django.core.management import CommandError, call_command

from articles.editing import services as editing
from articles.editing.content_hash import content_hash
from articles.editing.subjects import merging
from articles.importing import accepting, services, undoing
from articles.importing.journal import Journal
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.models import Article, Tag
from authors.models import Author, AuthorName
from tests.builders import make_article, make_author
from tests.importing.dumps import make_dump, write_dumps

pytestmark = pytest.mark.django_db


def load(path, **options):
    call_command("import_columns", str(path), json=True, **options)
    return ImportRun.objects.first()


def put(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_content_is_as_before_and_loading_again_says_created(tmp_path, capsys):
    make_article("The lamp of the mole", authors=["Ines Varga"], tags=["Harbour"])
    write_dumps(tmp_path, 12)
    put(tmp_path, "editorial.txt", make_dump("An editorial", by=""))
    before = content_hash()
    run = load(tmp_path, tag=["Harbour", "Archive"], publish=True)
    loaded = content_hash()
    assert loaded != before

    call_command("undo_import", str(run.pk))

    assert content_hash() == before
    run.refresh_from_db()
    assert (run.status, run.documents.count(), SourceFile.objects.count()) == ("undone", 13, 13)
    capsys.readouterr()
    load(tmp_path, tag=["Harbour", "Archive"], publish=True)
    assert capsys.readouterr().out.count('"outcome": "created"') == 13
    assert content_hash() == loaded


def test_what_was_changed_since_is_listed_and_kept(tmp_path, capsys):
    write_dumps(tmp_path, 3)
    run = load(tmp_path)
    article = Article.objects.order_by("pk").first()
    article.headline = "The editor's headline"
    editing.save_article(article, user=None)
    assert services.touched_since(run) == [article]

    call_command("undo_import", str(run.pk))

    assert f"{article.pk} The editor's headline" in capsys.readouterr().out
    assert list(Article.objects.all()) == [article]
    run.refresh_from_db()
    assert run.kept_at_undo == [{"article": article.pk, "headline": "The editor's headline"}]
    load(tmp_path)
    lines = capsys.readouterr().out
    assert (lines.count('"created"'), lines.count('"unchanged"')) == (2, 1)


def test_merge_of_tags_that_was_undone_is_no_change(tmp_path):
    write_dumps(tmp_path, 2)
    make_article("The lamp of the mole", tags=["Port"])
    before = content_hash()
    run = load(tmp_path, tag=["Harbour"], publish=True)
    made = merging.merge(Tag.objects.get(name="Harbour"), Tag.objects.get(name="Port"), user=None)
    assert len(services.touched_since(run)) == 2

    merging.undo(made.pk, user=None)

    assert services.touched_since(run) == []
    assert services.undo(run, user=None) == []
    assert content_hash() == before


def test_two_who_undo_a_loading_at_once_keep_nothing_for_the_other_has_done_it(tmp_path, monkeypatch):
    write_dumps(tmp_path, 2)
    load(tmp_path, publish=True)
    before = content_hash()
    made = ImportRun.objects.get()
    run = services.start_run(via="desk", user=None, given="the other's")
    for staged in made.documents.all():
        article = staged.article
        was = accepting.as_it_is(article)
        article.headline += ", again"
        editing.save_article(article, user=None, change="loaded")
        Journal(run=run, staged=staged).changed(article, before=was, after={"version": article.version})
    real = undoing._still_to_do

    def late(asked, documents):
        monkeypatch.setattr(undoing, "_still_to_do", real)
        assert services.undo(ImportRun.objects.get(pk=run.pk), user=None) == []  # the other one is quicker
        return real(asked, documents)

    monkeypatch.setattr(undoing, "_still_to_do", late)
    run.process = ""
    run.save()

    assert services.undo(run, user=None) == []
    assert content_hash() == before
    run.refresh_from_db()
    assert run.kept_at_undo == []


def test_force_takes_that_too(tmp_path):
    before = content_hash()
    run = load(put(tmp_path, "a.txt", make_dump()))
    article = Article.objects.get()
    article.headline = "The editor's headline"
    editing.save_article(article, user=None)

    assert services.undo(run, user=None, force=True) == []

    assert content_hash() == before


def test_what_was_kept_can_be_taken_back_afterwards(tmp_path, capsys):
    before = content_hash()
    run = load(put(tmp_path, "a.txt", make_dump()))
    article = Article.objects.get()
    article.headline = "The editor's headline"
    editing.save_article(article, user=None)
    call_command("undo_import", str(run.pk))
    assert "--force" in capsys.readouterr().out

    call_command("undo_import", str(run.pk), "--force")

    run.refresh_from_db()
    assert (content_hash(), run.kept_at_undo) == (before, [])
    with pytest.raises(CommandError, match="undone already"):
        call_command("undo_import", str(run.pk))


def test_authors_and_tags_that_others_use_stay_until_nobody_does(tmp_path):
    before = content_hash()
    first = load(put(tmp_path, "a.txt", make_dump()), tag=["Harbour"])
    second = load(put(tmp_path, "b.txt", make_dump("Another")), tag=["Harbour"])

    services.undo(first, user=None)
    assert (Author.objects.count(), Tag.objects.count(), Article.objects.count()) == (1, 1, 1)

    services.undo(second, user=None)
    assert content_hash() == before


def test_an_author_whose_bio_was_written_since_stays_and_is_still_found(tmp_path):
    run = load(put(tmp_path, "a.txt", make_dump()))
    Author.objects.update(bio="Written by an editor.")

    services.undo(run, user=None)

    assert AuthorName.objects.get().author == Author.objects.get()


def test_a_new_spelling_of_a_known_author_goes_again(tmp_path):
    author = make_author("Mara Lindqvist")
    run = load(put(tmp_path, "a.txt", make_dump(by="MARA LINDQVIST")))
    assert author.names.count() == 2

    services.undo(run, user=None)

    assert [seen.name for seen in author.names.all()] == ["Mara Lindqvist"]


def test_lines_that_led_to_a_loaded_column_lead_nowhere_again(tmp_path):
    load(put(tmp_path, "a.txt", make_dump(most_read=["The lamp of the mole"])))
    before = content_hash()
    run = load(put(tmp_path, "b.txt", make_dump("The lamp of the mole")))
    assert content_hash() != before

    services.undo(run, user=None)

    assert content_hash() == before


def test_documents_of_an_undone_run_can_not_be_accepted(tmp_path):
    run = load(put(tmp_path, "a.txt", make_dump(posted="")))
    services.undo(run, user=None)

    with pytest.raises(services.NotAcceptableError, match="undone"):
        services.accept(StagedDocument.objects.get(), user=None, publish=False)


def test_a_run_that_is_still_going_on_is_not_undone():
    run = services.start_run(via="desk", user=None, given="a.txt")

    with pytest.raises(services.NotUndoableError, match="still running"):
        services.undo(run, user=None)


def test_an_unknown_run_and_an_undone_one_are_said_in_a_sentence(tmp_path):
    run = load(put(tmp_path, "a.txt", make_dump()))
    call_command("undo_import", str(run.pk))

    for number, words in ((run.pk, "undone already"), (999, "no loading 999")):
        with pytest.raises(CommandError, match=words) as refusal:
            call_command("undo_import", str(number))
        assert refusal.value.returncode == 1
