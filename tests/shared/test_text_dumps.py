"""The shared dumps and encodings, compared as their READMEs say."""

import html
import json
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from articles.importing.documents import Severity, Verdict
from articles.importing.readers import read

pytestmark = pytest.mark.shared

SHARED = Path(__file__).resolve().parents[3] / "shared"
DUMPS = SHARED / "importing" / "textdumps"
ENCODINGS = SHARED / "importing" / "encodings"
SEED = SHARED / "seed" / "000_affafa6300bc8ceb.txt"
RECORDS = ENCODINGS / "expected.jsonl"
ENCODED = [json.loads(line) for line in RECORDS.read_text("utf-8").splitlines()] if RECORDS.is_file() else []


def plain(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", html.unescape(text or ""))).strip()


def minute(moment):
    return moment and moment.at.strftime("%Y-%m-%dT%H:%M")


def values(document):
    return {
        "headline": plain(document.headline),
        "byline": plain(document.byline),
        "authors": [plain(person.name).casefold() for person in document.credits],
        "posted": minute(document.published),
        "updated": minute(document.updated),
        "deck": plain(document.standfirst),
        "body": [plain(text) for text in document.paragraphs],
        "bio": plain(document.bio),
        "most_read": [plain(item.headline) for item in document.most_read],
    }


def expected_values(article):
    return {
        "headline": plain(article["headline"]),
        "byline": plain(article["byline"]),
        "authors": [plain(name).casefold() for name in article["authors"]],
        "posted": article["posted"],
        "updated": article["updated"],
        "deck": plain(article["deck"]),
        "body": [plain(text) for text in article["body"]],
        "bio": plain(article["bio"]),
        "most_read": [plain(headline) for headline in article["most_read"]],
    }


@pytest.mark.parametrize("number", range(1, 13))
def test_dump_is_read_as_expected(number):
    path = DUMPS / f"d{number:02}.txt"
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))

    documents = read(path.name, path.read_bytes())

    assert [values(document) for document in documents] == [expected_values(item) for item in expected["articles"]]
    held = expected.get("outcome") == "held"
    assert all((document.verdict is Verdict.HELD) == held for document in documents)


@pytest.mark.parametrize("record", ENCODED, ids=lambda record: record["file"])
def test_encoding_gives_the_same_document(record):
    [wanted] = read("expected.txt", (ENCODINGS / record["expected"]).read_bytes())

    [document] = read(record["file"], (ENCODINGS / record["file"]).read_bytes())

    if record["lossless"]:
        assert values(document) == values(wanted)
        assert document.identity == wanted.identity
    else:
        assert document.notices
        ours, theirs = plain(document.text), plain(wanted.text)[: len(plain(document.text)) + 1]
        assert SequenceMatcher(None, ours, theirs, autojunk=False).quick_ratio() > 0.98


def test_seed_is_read_as_the_issue_says():
    [document] = read(SEED.name, SEED.read_bytes())

    assert document.headline == "Track II diplomacy on N. Korea"
    assert [person.name for person in document.credits] == ["Tong Kim"]
    assert document.published.at.isoformat() == document.updated.at.isoformat() == "2011-04-03T16:55:00+09:00"
    assert len(document.paragraphs) == 15
    assert document.paragraphs[0].startswith("Given Washington")
    assert document.paragraphs[-1].endswith("your take?")
    assert document.bio.startswith("Tong Kim is a research professor")
    assert (document.most_read[0].rank, document.most_read[-1].rank, document.most_read_day) == (1, 10, None)
    printed = re.findall(r"^  • (\d+)\. (.*)$", SEED.read_text("utf-8"), re.MULTILINE)
    assert [(str(item.rank), item.headline) for item in document.most_read] == printed


def test_seed_has_its_warnings_and_no_more():
    [document] = read(SEED.name, SEED.read_bytes())

    warnings = {notice.code for notice in document.notices if notice.severity is Severity.WARN}
    assert warnings == {"tex_quotes", "tex_quotes_unmatched", "bio_cut_off"}
    assert document.verdict is Verdict.READY
