"""The shared exports of Ghost, compared row by row with what a short independent script found."""

import json
import re

import pytest
from django.core.management import call_command

from articles.importing.documents import Standing, Verdict
from articles.importing.readers import read, tell_format
from tests.shared.test_text_dumps import SHARED

pytestmark = pytest.mark.shared

EXPORTS = SHARED / "importing" / "ghost"
RECORDS = EXPORTS / "expected.jsonl"
EXPECTED = [json.loads(line) for line in RECORDS.read_text().splitlines()] if RECORDS.is_file() else []
MARKS = re.compile(r"<!--|__GHOST_URL__|\{\{|\}\}|\bkg-")
DRAFTS = {"draft", "scheduled"}


def documents(record):
    return read(record["file"], (EXPORTS / record["file"]).read_bytes())


@pytest.mark.parametrize("record", EXPECTED, ids=lambda record: record["file"])
def test_every_post_is_accounted_for(record):
    found = documents(record)

    assert tell_format(record["file"], (EXPORTS / record["file"]).read_bytes()) == "ghost"
    assert len(found) == record["posts"]
    for document, row in zip(found, record["list"], strict=True):
        codes = {notice.code for notice in document.notices}
        assert (document.verdict is Verdict.LEFT_OUT) == (row["type"] == "page") == ("ghost_page" in codes)
        assert ("no_status" in codes) == (row["status"] is None), document.source
        assert (document.standing is Standing.DRAFT) == (row["status"] in DRAFTS), document.source


@pytest.mark.parametrize("record", EXPECTED, ids=lambda record: record["file"])
def test_each_post_says_what_it_is(record):
    for document, row in zip(documents(record), record["list"], strict=True):
        [body] = document.provenance.get("body", (None,))
        assert document.legacy_id == ("" if row["id"] is None else str(row["id"]))
        assert document.headline == (row["title"] or ""), document.source
        assert [credit.name for credit in document.credits] == row["authors"], document.source
        # A tag without a name is none that a reader could follow; it is reported.
        assert list(document.tags) == [tag for tag in row["tags"] if tag], document.source
        assert (body and body.rule) == (row["body"] and f"the post's {row['body']}"), document.source


@pytest.mark.parametrize("record", EXPECTED, ids=lambda record: record["file"])
def test_no_mark_of_a_card_or_template_is_left_unless_it_is_said(record):
    for document in documents(record):
        codes = {notice.code for notice in document.notices}
        assert not MARKS.search(document.body_html) or "template_mark" in codes, document.source


@pytest.mark.django_db
def test_the_command_says_the_same(capsys):
    call_command("import_columns", str(EXPORTS), dry_run=True, json=True)

    lines = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    exports = [line for line in lines if line["format"] == "ghost"]
    assert len(exports) == sum(record["posts"] for record in EXPECTED)
    assert {line["outcome"] for line in exports} <= {"created", "held", "left_out", "duplicate"}
    assert all(line["warnings"] for line in exports if line["outcome"] != "created")
