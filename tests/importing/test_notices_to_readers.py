"""Printed corrections become notices of the column, and go and come back with the loading."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.editing.content_hash import content_hash
from articles.importing import loading, runs, services
from articles.importing.documents import CorrectionKind, PrintedCorrection
from articles.importing.models import ImportRun
from articles.importing.options import Options
from articles.importing.sources import Source
from articles.models import Article, Correction
from tests.importing.at_desk import address, desk, loaded
from tests.importing.dumps import make_dump
from tests.importing.sourced import as_bytes, exported, make_document

pytestmark = pytest.mark.django_db
__all__ = ["exported"]
SAID = "The pier has forty lamps, not fourteen."
TEXT = make_dump(paragraphs=("The council has lit a pier on which nobody reads.", f"Correction: {SAID}"))
UPDATED = TEXT.replace("Updated : 2012-05-06", "Updated : 2012-05-08")


def put(folder, text):
    (folder / "column.txt").write_text(text, encoding="utf-8")
    return str(folder / "column.txt")


def load(*documents):
    """Load a file of documents with ids of their own; return the run."""
    run = runs.start(via="command", user=None, given="export.json", options={})
    source = Source(name="export.json", content=as_bytes(*documents))
    list(loading.load(run, [source], Options(publish=True)))
    return run


def printed(text, day=8):
    on = date(2012, 5, day) if day else None
    return PrintedCorrection(kind=CorrectionKind.CORRECTION, text=text, on=on, line=9)


def rows():
    return list(Correction.objects.values_list("kind", "issued_on", "issued_precision", "note"))


def test_correction_is_a_row_of_the_column_and_shown(tmp_path, client):
    call_command("import_columns", put(tmp_path, UPDATED), publish=True)

    article = Article.objects.get()
    assert rows() == [("correction", date(2012, 5, 8), "inferred", SAID)]
    assert "forty lamps" not in article.body
    assert article.updated_at.isoformat() == "2012-05-08T01:30:00+00:00"
    assert SAID in client.get(article.get_absolute_url()).text
    assert SAID in client.get(reverse("articles:corrections")).text


def test_correction_of_no_known_day_is_a_row_that_says_so(tmp_path, client):
    call_command("import_columns", put(tmp_path, TEXT), publish=True)

    article = Article.objects.get()
    assert rows() == [("correction", None, "day", SAID)]
    assert SAID not in article.body
    assert "Correction, date not known." in client.get(article.get_absolute_url()).text
    assert "date not known" in client.get(reverse("articles:corrections")).text
    assert "Correction, date not known:" in client.get("/feed.json").json()["items"][0]["content_html"]
    assert (
        client.get("/corrections/feed.json").json()["items"][0]["_broadsheet"]["date_published_precision"] == "unknown"
    )


def test_loading_twice_makes_one_row_and_undo_takes_it(tmp_path, capsys):
    path = put(tmp_path, UPDATED)
    before = content_hash()
    call_command("import_columns", path, publish=True)
    run = ImportRun.objects.latest("pk")
    loaded_hash = content_hash()

    call_command("import_columns", path, publish=True, json=True)

    assert '"outcome": "unchanged"' in capsys.readouterr().out
    assert len(rows()) == 1
    assert services.undo(run, user=None) == []
    assert (rows(), content_hash()) == ([], before)
    call_command("import_columns", path, publish=True)
    assert content_hash() == loaded_hash


@pytest.mark.usefixtures("exported")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((), (printed("Correction: One."),)),
        ((printed("Correction: One."),), ()),
        ((printed("Correction: One."),), (printed("Correction: One."), printed("Clarification: Two.", 9))),
        ((printed("Correction: One."),), (printed("Correction: Two.", 9),)),
        ((printed("Correction: One.", None),), (printed("Correction: One."),)),
        ((printed("Correction: One."),), (printed("Correction: One.", None),)),
    ],
)
def test_changed_source_changes_the_rows_and_undo_brings_them_back(first, second):
    document = make_document(corrections=first)
    load(document)
    before, rows_before = content_hash(), rows()

    run = load(replace(document, corrections=second))

    assert [note for *_, note in rows()] == [text.text.split(": ")[1] for text in second]
    assert services.undo(run, user=None) == []
    assert (rows(), content_hash()) == (rows_before, before)
    load(replace(document, headline="Another headline", corrections=second))
    assert Article.objects.get().headline == "Another headline"


def test_correction_is_shown_to_the_editor():
    client = desk()
    staged = loaded(client, UPDATED)

    page = client.get(address(staged)).text

    assert "Corrections found on the page" in page
    assert f"Correction: {SAID}" in page
    assert "a correction of about 8 May 2012: the day of the update" in page


def test_editor_is_told_of_a_correction_of_no_known_day():
    client = desk()
    staged = loaded(client, TEXT)

    assert "a correction of no known day" in client.get(address(staged)).text
