"""Word files of two converters' tests: constructs, no columns; each is held, and no word of it is lost."""

import json
import re
from pathlib import Path

import pytest

from articles.importing.documents import Document, Verdict
from articles.importing.readers import read

pytestmark = pytest.mark.shared

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "importing" / "docx"
EXPECTED = FOLDER / "expected.jsonl"
ROWS = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()] if EXPECTED.is_file() else []


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def said(document: Document) -> set[str]:
    """Return every word that was read, whichever field it went to."""
    printed = (document.headline, document.standfirst, document.byline, document.bio, *document.paragraphs)
    ranked = (line.headline for line in document.most_read)
    return words(" ".join((*printed, *document.tags, *ranked, *(each.text for each in document.corrections))))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_every_word_is_read_and_an_editor_is_asked(row: dict) -> None:
    documents = read(row["file"], (FOLDER / row["file"]).read_bytes())

    assert {document.verdict for document in documents} == {Verdict.HELD}
    assert {document.format for document in documents} == {"docx"}
    assert words(" ".join(row["paragraphs"])) <= set().union(*map(said, documents))


def test_the_set_is_there() -> None:
    if not FOLDER.is_dir():
        pytest.skip("There is no ../shared here.")
    assert len(ROWS) == len(list(FOLDER.glob("*.docx")))
