"""The student newspaper's columns in Markdown, row by row as their README says."""

import json
from functools import cache
from pathlib import Path

import pytest

from articles.importing.documents import Precision, ReadOptions, Standing, Verdict
from articles.importing.readers import read
from articles.importing.readers.dated import zone_called
from articles.importing.readers.moments import read_moment
from tests.importing.beside import FilesBeside

pytestmark = pytest.mark.shared

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "importing" / "markdown"
EXPECTED = FOLDER / "expected.jsonl"
ROWS = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()] if EXPECTED.is_file() else []
SEOUL = zone_called("Asia/Seoul")


@cache
def options():
    paths = sorted(path for path in (FOLDER / "content").rglob("*") if path.is_file())
    files = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}
    return ReadOptions(beside=FilesBeside(files))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: Path(row["file"]).stem)
def test_column_is_read_as_expected(row):
    [document] = read(row["file"], (FOLDER / row["file"]).read_bytes(), options())

    assert document.format == "markdown"
    assert document.verdict is Verdict.READY
    assert document.headline == row["headline"]
    assert document.standfirst == (row["standfirst"] or "")
    assert [credit.name for credit in document.credits] == row["authors"]
    assert [credit.key for credit in document.credits] == row["author_ids"]
    assert document.published == read_moment(row["date"], SEOUL).moment
    assert (document.published.precision is Precision.DAY) == (":" not in row["date"])
    told = [notice.message for notice in document.notices if notice.code == "unknown_author"]
    assert len(told) == len(row["unknown"])
    assert all(any(f"“{key}”" in message for message in told) for key in row["unknown"])
    assert document.terms
    assert not any(mark in document.body_html for mark in ("{{", "}}", "{%", "%}", "{:"))


def test_mark_of_a_draft_is_kept_and_said():
    drafts = []
    for row in ROWS:
        content = (FOLDER / row["file"]).read_bytes()
        [document] = read(row["file"], content, options())
        is_draft = document.standing is Standing.DRAFT
        assert is_draft == (b"\ndraft: true" in content or b"\npublished: false" in content)
        assert is_draft == any(notice.code == "draft_in_source" for notice in document.notices)
        drafts += [document] if is_draft else []

    assert len(drafts) == 2


@pytest.mark.parametrize(
    "path", sorted((FOLDER / "content" / "authors").glob("*/_index.md")), ids=lambda p: p.parent.name
)
def test_page_of_an_author_is_left_out_by_its_rule(path):
    [document] = read(path.relative_to(FOLDER).as_posix(), path.read_bytes(), options())

    assert document.verdict is Verdict.LEFT_OUT
    assert document.headline
    assert [notice.code for notice in document.notices] == ["author_page"]
