"""The same files again: known by their bytes and not read, unless anything about them could be otherwise."""

import json
from dataclasses import replace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editing import services as editing
from articles.importing import control, loading, preparing, recognising, report, runs, services
from articles.importing.documents import Verdict
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.options import Options
from articles.importing.sources import Source
from articles.models import Article, Tag
from tests.builders import make_author
from tests.importing.dumps import make_dump, write_dumps

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(monkeypatch):
    """Return the names of the files that were read, as they are read."""
    names, real = [], preparing.read

    def remember(name, *args, **options):
        names.append(name)
        return real(name, *args, **options)

    monkeypatch.setattr(preparing, "read", remember)
    return names


def load(*files, **options):
    sources = [Source(name=name, content=text.encode()) for name, text in files]
    run = runs.start(via="command", user=None, given="texts", options={})
    return list(loading.load(run, sources, Options(**options)))


def outcomes(steps):
    return [step.outcome for step in steps]


def test_what_is_as_it_was_is_not_read(read):
    files = [("a.txt", make_dump()), ("b.txt", make_dump("Another"))]
    first = load(*files)
    read.clear()

    again = load(*files)

    assert read == []
    assert outcomes(again) == ["unchanged", "unchanged"]
    assert [step.article for step in again] == [step.article for step in first]


def test_its_line_is_that_of_a_file_that_was_read(monkeypatch):
    files = [("a.txt", make_dump(most_read=["One"])), ("b.txt", make_dump("Another", bio="He can be reached at"))]
    load(*files)
    known = load(*files)
    monkeypatch.setattr(recognising.Recogniser, "_rows", lambda *_: {})

    anew = load(*files)

    run = ImportRun.objects.first()
    assert [report.line(step, run) for step in known] == [report.line(step, run) for step in anew]


def test_no_table_but_the_run_s_is_written(tmp_path, capsys, monkeypatch):
    # Once a second a run says how far it is and asks whether to stop: two statements more where the machine is slow.
    monkeypatch.setattr(control, "EVERY", 3600)
    folder = write_dumps(tmp_path / "dumps", 30)
    call_command("import_columns", str(folder), "--publish", "--tag", "Archive")
    rows = {model: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}

    with CaptureQueriesContext(connection) as statements:
        call_command("import_columns", str(folder), "--publish", "--tag", "Archive", "--json")

    written = {one["sql"].split('"')[1] for one in statements if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))}
    assert written == {"importing_importrun"}
    assert len(statements) < 60  # one for each line of JSON, and some for all of them
    for model, before in rows.items():
        if model is not ImportRun:
            assert list(model._base_manager.order_by("pk").values()) == before, model
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert [line["outcome"] for line in lines] == ["unchanged"] * 30
    assert all(line["paragraphs"] and line["tags"] == ["Archive"] for line in lines)


@pytest.mark.parametrize(
    "change",
    [
        {"timezone": "Europe/Oslo"},
        {"format": "text"},
        {"tags": ("Harbour",)},
    ],
)
def test_it_is_read_where_it_may_be_read_otherwise(read, change):
    load(("a.txt", make_dump()))
    read.clear()

    load(("a.txt", make_dump()), **change)

    assert read == ["a.txt"]


def test_it_is_read_by_readers_that_have_changed(read, monkeypatch):
    load(("a.txt", make_dump()))
    read.clear()
    monkeypatch.setattr(recognising, "_program", lambda: "another")

    assert outcomes(load(("a.txt", make_dump()))) == ["unchanged"]
    assert read == ["a.txt"]


def test_a_draft_is_published_all_the_same():
    load(("a.txt", make_dump()))

    assert outcomes(load(("a.txt", make_dump()), publish=True)) == ["updated"]
    assert Article.objects.get().status == "published"


def test_other_bytes_another_name_and_a_second_copy_are_read():
    load(("a.txt", make_dump()))

    assert outcomes(load(("a.txt", make_dump() + "\nMore."))) != ["unchanged"]
    assert outcomes(load(("b.txt", make_dump()))) == ["duplicate"]
    assert outcomes(load(("b.txt", make_dump()), ("a.txt", make_dump()))) == ["duplicate", "duplicate"]
    assert outcomes(load(("a.txt", make_dump()), ("b.txt", make_dump()))) == ["unchanged", "duplicate"]


def test_what_was_undone_deleted_or_lost_its_tag_is_not_taken_for_known():
    steps = load(("a.txt", make_dump()), tags=("Harbour",))
    editing.remove_tags([steps[0].article], Tag.objects.all(), user=None)
    [step] = load(("a.txt", make_dump()), tags=("Harbour",))
    assert [notice.code for notice in step.notices] == ["tag_not_given"]

    editing.delete_article(Article.objects.get(), user=None)
    assert outcomes(load(("a.txt", make_dump()), tags=("Harbour",))) == ["held"]

    services.undo(ImportRun.objects.order_by("pk").first(), user=None, force=True)
    assert outcomes(load(("a.txt", make_dump()), tags=("Harbour",))) == ["created"]


def hold(monkeypatch, text):
    """Load a text with a reader that holds everything."""
    real = preparing.documents

    def held(source, options):
        return [replace(document, verdict=Verdict.HELD) for document in real(source, options)]

    with monkeypatch.context() as patch:
        patch.setattr(preparing, "documents", held)
        assert outcomes(load(("a.txt", text))) == ["held"]
    return StagedDocument.objects.get()


def test_what_was_held_is_made_once_the_reader_can_read_it(monkeypatch):
    held = hold(monkeypatch, make_dump())

    [step] = load(("a.txt", make_dump()))

    assert step.outcome == "created"
    held.refresh_from_db()
    assert (held.state, held.notices[-1]["code"]) == ("left_out", "taken_later")
    assert outcomes(load(("a.txt", make_dump()))) == ["unchanged"]
    services.undo(ImportRun.objects.get(pk=step.staged.run_id), user=None)
    assert outcomes(load(("a.txt", make_dump()))) == ["created"]


def test_what_was_held_for_a_name_is_made_once_it_is_clear():
    namesakes = [make_author("Mara Lindqvist"), make_author("Mara Lindqvist")]
    assert outcomes(load(("a.txt", make_dump()))) == ["held"]
    namesakes[1].merged_into = namesakes[0]
    namesakes[1].save()

    assert outcomes(load(("a.txt", make_dump()))) == ["created"]


def test_what_an_editor_put_aside_stays_there(monkeypatch):
    held = hold(monkeypatch, make_dump())
    services.hold(held, user=None, reason="Ask the lawyer.")

    assert outcomes(load(("a.txt", make_dump()))) == ["held"]
    assert StagedDocument.objects.count() == 1


def test_where_nothing_was_loaded_yet_nothing_is_asked_of_each_file(django_assert_num_queries):
    files = [Source(name=f"{number}.txt", content=make_dump(f"Number {number}").encode()) for number in range(300)]

    with django_assert_num_queries(1):
        assert list(recognising.Recogniser(options=Options()).sort(files)) == files
