"""Word documents of two converters' tests: every word is found in what was read, and each is held, as it should be."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from articles import markup
from articles.importing.documents import ReadOptions, Verdict
from articles.importing.readers import read, tell_format

pytestmark = pytest.mark.shared

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "importing" / "docx"
EXPECTED = FOLDER / "expected.jsonl"
ROWS = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()] if EXPECTED.is_file() else []
NOTE_MARK = re.compile(r"\[\d+\]")
SIGNS = str.maketrans({"\u00ad": None, "\u2011": None})  # hyphens that are elements of the file, and no text there


@cache
def document_of(name):
    [document] = read(name, (FOLDER / name).read_bytes(), ReadOptions())
    return document


def codes(name):
    return {notice.code for notice in document_of(name).notices}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: Path(row["file"]).stem)
def test_every_word_is_read_and_the_document_is_held(row):
    document = document_of(row["file"])

    assert tell_format(row["file"], (FOLDER / row["file"]).read_bytes()) == "docx"
    assert document.verdict is Verdict.HELD
    fields = (document.headline, document.standfirst, document.byline, document.series, document.bio)
    said = NOTE_MARK.sub("", markup.printable(" ".join([*fields, *document.paragraphs]).translate(SIGNS)))
    for paragraph in row["paragraphs"]:
        for word in markup.printable(paragraph).split():
            assert word.strip("\uf028") in said
    assert "words_not_read" not in codes(row["file"])
    assert document.body_html == markup.clean(document.body_html)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.docx")), ids=lambda path: path.stem)
def test_every_file_of_the_folder_is_accounted_for(path):
    assert path.name in {row["file"] for row in ROWS}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("pandoc--comments.docx", "comments_left_out"),
        ("pandoc--track_changes_deletion.docx", "tracked_changes"),
        ("mammoth--text-box.docx", "text_box"),
        ("mammoth--tiny-picture.docx", "no_body"),
        ("mammoth--single-paragraph.docx", "no_body"),
    ],
)
def test_what_is_not_as_it_stands_is_said(file, code):
    assert code in codes(file)


@pytest.mark.parametrize(
    ("file", "markup_"),
    [
        ("pandoc--lists.docx", "<ol><li>one</li><li>two<ol><li>a</li>"),
        ("pandoc--block_quotes.docx", "<blockquote><p>"),
        ("pandoc--links.docx", '<a href="http://google.com">external link</a>'),
        ("pandoc--notes.docx", '<li id="endnote-1">'),
        ("pandoc--headers.docx", "<h3>Third level</h3>"),
        ("pandoc--inline_formatting.docx", "<s>strikethrough</s>"),
        ("mammoth--tables.docx", "<td><p>Bottom right</p></td>"),
        ("mammoth--footnotes.docx", '<li id="footnote-2">'),
    ],
)
def test_constructs_are_kept(file, markup_):
    assert markup_ in document_of(file).body_html


@pytest.mark.parametrize("file", ["pandoc--image.docx", "mammoth--tiny-picture.docx"])
def test_pictures_are_parts_of_the_file(file):
    [picture] = document_of(file).pictures

    assert picture.address.startswith("_parts/word/media/")
    assert picture.address in document_of(file).body_html
