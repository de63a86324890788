import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.editing.content_hash import content_hash
from articles.editing.services import publish, save_article, unpublish
from articles.importing import rereading, rereads, services
from articles.importing.documents import Document, Lesson, LessonKind
from articles.importing.kept_files import KeptFiles
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.importing.rereads import Kind
from articles.importing.teaching import lessons
from articles.models import Article, Revision
from tests.builders import make_user
from tests.importing.at_desk import desk, load
from tests.importing.dumps import make_dump
from tests.importing.teaching.test_taught import DMY, undated

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path) -> ImportRun:
    """One column that is public, and one document that is held for its date."""
    (tmp_path / "a.txt").write_text(make_dump("The ferry"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(undated("03.04.05"), encoding="utf-8")
    call_command("import_columns", str(tmp_path), publish=True)
    return ImportRun.objects.get()


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the reader find another headline in one file."""
    read = rereading.read

    def improve(name: str) -> None:
        def reads_better(source: str, *given, **more) -> tuple[Document, ...]:
            found = read(source, *given, **more)
            return tuple(
                replace(document, headline="Read better") if source == name else document for document in found
            )

        monkeypatch.setattr(rereading, "read", reads_better)

    return improve


def edited(article: Article) -> None:
    article.standfirst = "Written by an editor"
    save_article(article, user=make_user(), change=Revision.Change.TYPO)


def kinds(run: ImportRun) -> dict[str, Kind]:
    return {found.staged.source: found.kind for found in rereads.compare(run)}


def test_same_reader_makes_no_difference(run: ImportRun) -> None:
    assert set(kinds(run).values()) == {Kind.SAME}


def test_differences_are_said_first_and_nothing_is_written(run: ImportRun, better, capsys) -> None:
    better("a.txt")
    before = content_hash()

    call_command("reread_run", str(run.pk), json=True)

    said = json.loads(capsys.readouterr().out)
    assert (said["source"], said["kind"], said["outcome"]) == ("a.txt", "column", None)
    assert said["changes"] == [{"field": "headline", "was": "The ferry", "now": "Read better", "is_edited": False}]
    assert content_hash() == before
    assert ImportRun.objects.count() == 1


def test_column_that_nobody_changed_gets_a_version_and_undo_takes_it_back(run: ImportRun, better) -> None:
    better("a.txt")
    before = content_hash()

    call_command("reread_run", str(run.pk), apply=True)

    new = ImportRun.objects.latest("pk")
    article = Article.objects.get()
    assert (article.headline, article.status) == ("Read better", "published")
    assert (new.options["rereads"], new.program_version, new.counts) == (
        run.pk,
        run.program_version,
        {"updated": 1, "unchanged": 1},
    )
    services.undo(new, user=None)
    assert content_hash() == before
    assert Article.objects.get().headline == "The ferry"


def test_reading_again_twice_gives_a_column_one_version(run: ImportRun, better) -> None:
    better("a.txt")
    call_command("reread_run", str(run.pk), apply=True)
    version = Article.objects.get().version

    call_command("reread_run", str(run.pk), apply=True)

    assert Article.objects.get().version == version
    assert ImportRun.objects.latest("pk").counts == {"unchanged": 2}
    services.undo(ImportRun.objects.get(counts__updated=1), user=None)
    assert kinds(run)["a.txt"] is Kind.COLUMN


def test_column_changed_since_is_kept_unless_it_is_asked_for(run: ImportRun, better, capsys) -> None:
    better("a.txt")
    edited(Article.objects.get())
    assert kinds(run)["a.txt"] is Kind.TOUCHED

    call_command("reread_run", str(run.pk), apply=True)
    assert Article.objects.get().headline == "The ferry"
    assert "changed the column since" in capsys.readouterr().out

    call_command("reread_run", str(run.pk), apply=True, take=["a.txt"])
    assert Article.objects.get().headline == "Read better"


def test_publishing_a_draft_by_hand_is_no_change_of_what_was_read(better, tmp_path) -> None:
    (tmp_path / "a.txt").write_text(make_dump("The ferry"), encoding="utf-8")
    call_command("import_columns", str(tmp_path))
    run, article = ImportRun.objects.get(), Article.objects.get()
    publish(article, user=make_user())
    hashed = content_hash()
    better("a.txt")
    assert kinds(run) == {"a.txt": Kind.COLUMN}

    new, _ = rereads.apply(run, user=None, via="command")

    article.refresh_from_db()
    assert (article.headline, article.status) == ("Read better", "published")
    assert services.undo(new, user=None) == []
    assert content_hash() == hashed


def test_change_of_text_and_then_publishing_is_an_editors_change(better, run: ImportRun) -> None:
    better("a.txt")
    edited(Article.objects.get())
    unpublish(Article.objects.get(), user=make_user())

    assert kinds(run)["a.txt"] is Kind.TOUCHED


def test_held_document_goes_on_once_it_can_be_read_and_comes_back_with_undo(run: ImportRun) -> None:
    lessons.teach(Lesson(kind=LessonKind.DATE_PATTERN, pattern=DMY), user=None)
    assert kinds(run) == {"a.txt": Kind.SAME, "b.txt": Kind.OPEN}

    new, _ = rereads.apply(run, user=None, via="command")

    staged = StagedDocument.objects.get(source="b.txt")
    assert (staged.state, staged.fault, staged.headline) == ("waiting", "", "A bridge too dear")
    services.undo(new, user=None)
    staged.refresh_from_db()
    assert (staged.state, staged.fault, staged.headline) == ("held", "no_date", "03.04.05")


def test_what_was_decided_since_is_not_put_back(run: ImportRun) -> None:
    lessons.teach(Lesson(kind=LessonKind.DATE_PATTERN, pattern=DMY), user=None)
    new, _ = rereads.apply(run, user=None, via="command")
    services.accept(StagedDocument.objects.get(source="b.txt"), user=None, publish=False)

    services.undo(new, user=None)

    assert StagedDocument.objects.get(source="b.txt").state == "accepted"
    assert Article.objects.count() == 2


@pytest.mark.parametrize(("take", "headline"), [([], "By hand"), (["b.txt"], "Read better")])
def test_editors_value_stays_unless_it_is_asked_for(run: ImportRun, better, take: list[str], headline: str) -> None:
    services.edit(StagedDocument.objects.get(source="b.txt"), {"headline": "By hand"}, user=make_user())
    better("b.txt")

    rereads.apply(run, user=None, via="command", take=take)

    staged = StagedDocument.objects.get(source="b.txt")
    assert staged.headline == headline
    assert staged.parsed["headline"] == "Read better"


def test_reading_that_would_be_held_is_not_forced_on_a_column(run: ImportRun) -> None:
    SourceFile.objects.filter(name="a.txt").update(content=SourceFile.objects.get(name="b.txt").content)

    new, done = rereads.apply(run, user=None, via="command")

    assert [(found.kind, outcome) for found, outcome in done] == [(Kind.WORSE, "held")]
    assert Article.objects.get().headline == "The ferry"
    assert new.status == "finished"


def test_what_an_editor_decided_against_is_left_alone(run: ImportRun, better) -> None:
    services.reject(StagedDocument.objects.get(source="b.txt"), user=None)
    better("b.txt")

    assert kinds(run) == {"a.txt": Kind.SAME}


def test_loaded_again_after_it_was_read_again_it_is_unchanged(run: ImportRun, better, tmp_path) -> None:
    better("a.txt")
    rereads.apply(run, user=None, via="command")

    call_command("import_columns", str(tmp_path / "a.txt"))

    assert ImportRun.objects.latest("pk").counts == {"unchanged": 1}
    assert Article.objects.count() == 1


def test_file_of_several_is_read_once_for_all(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(make_dump(f"Part {n}", posted=f"2013-01-0{n} 09:00") for n in (1, 2, 3))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    call_command("import_columns", str(tmp_path))
    calls = []
    read = rereading.read
    monkeypatch.setattr(rereading, "read", lambda *given, **more: calls.append(1) or read(*given, **more))

    assert len(list(rereads.compare(ImportRun.objects.get()))) == 3
    assert len(calls) == 1


def test_unknown_or_undone_loading_is_said(run: ImportRun) -> None:
    services.undo(run, user=None)

    for number, why in ((run.pk, "was undone"), (999, "no loading 999")):
        with pytest.raises(CommandError, match=why) as refusal:
            call_command("reread_run", str(number))
        assert refusal.value.returncode == 2


def test_desk_shows_what_would_differ_and_takes_what_is_ticked(run: ImportRun, better) -> None:
    better("a.txt")
    edited(Article.objects.get())
    client = desk()
    page = reverse("importing:reread", args=[run.pk])

    shown = client.get(page)
    client.post(page)
    assert Article.objects.get().headline == "The ferry"
    client.post(page, {"take": "a.txt"})

    assert "<ins>Read better</ins>" in shown.text
    assert "Somebody has changed the column since." in shown.text
    assert Article.objects.get().headline == "Read better"


def test_desk_leaves_a_big_loading_to_the_command(run: ImportRun, better, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.importing.views.rereading.MOST", 1)
    better("a.txt")
    client = desk()

    assert f"manage.py reread_run {run.pk} --apply" in client.get(reverse("importing:reread", args=[run.pk])).text
    client.post(reverse("importing:reread", args=[run.pk]))

    assert ImportRun.objects.count() == 1


def test_files_beside_are_found_again(tmp_path) -> None:
    load(desk(), make_dump("One"))
    run = ImportRun.objects.get()
    kept = KeptFiles(run)

    assert list(kept.names()) == [StagedDocument.objects.get().source]
    assert kept.read(kept.names()[0]) == StagedDocument.objects.get().source_file.raw
    assert kept.read("nowhere.txt") is None


def test_file_that_no_reader_reads_is_no_news(tmp_path) -> None:
    (tmp_path / "a.json").write_text('{"words": [1, 2, 3]}', encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_columns", str(tmp_path / "a.json"))

    assert kinds(ImportRun.objects.get()) == {"a.json": Kind.SAME}
