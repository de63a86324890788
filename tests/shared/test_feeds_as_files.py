"""The shared feeds, item by item as another parser read them: number, titles, links, people, labels and moments."""

import html
import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest

from articles.importing.documents import Verdict
from articles.importing.readers import read

pytestmark = pytest.mark.shared

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "importing" / "feeds"
FEEDS = sorted(path for path in FOLDER.glob("*") if path.suffix in {".rss", ".atom"})
# FeedBurner counts clicks at an address of its own; where the column really stood, the feed says beside it.
COUNTED = {"encoding.rss"}


def plain(text):
    text = re.sub(r"<[^>]+>", "", html.unescape(html.unescape(text or "")))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def items_of(path):
    expected = path.with_name(f"{path.stem}.expected.json")
    encoding = "iso-8859-1" if path.name in COUNTED else "utf-8"
    return json.loads(expected.read_text(encoding, errors="replace"))["feed"]["items"]


def same(one, other):
    """Whether two texts are one, but for what the other parser lost in decoding."""
    return re.fullmatch(re.escape(plain(other)).replace("�", "."), plain(one)) is not None


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_items_are_read_as_expected(path):
    expected = items_of(path)

    documents = read(path.name, path.read_bytes())

    assert len(documents) == len(expected)
    for document, item in zip(documents, expected, strict=True):
        assert same(document.headline, item.get("title"))
        if item.get("creator") or item.get("author"):
            assert document.byline == plain(item.get("creator") or item.get("author"))
        assert all(credit.name in document.byline for credit in document.credits)
        assert [term.name for term in document.terms] == list(dict.fromkeys(map(named, item.get("categories", ()))))
        moment = document.published and document.published.at
        if item.get("isoDate"):
            assert moment.replace(microsecond=0) == datetime.fromisoformat(item["isoDate"]).replace(microsecond=0)
        if path.name not in COUNTED:
            assert document.legacy_url == (urljoin("https://github.com/", item["link"]) if item.get("link") else "")
        assert document.verdict in {Verdict.READY, Verdict.HELD}
        assert document.verdict is Verdict.READY or document.notices


def named(category):
    return plain(category["_"] if isinstance(category, dict) else category)


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_content_is_kept_whole(path):
    for document, item in zip(read(path.name, path.read_bytes()), items_of(path), strict=True):
        content = item.get("content:encoded") or item.get("content") or ""
        apart = plain(re.sub(r"<[^>]*>", r" \g<0> ", html.unescape(content)))
        wanted = [word for part in apart.split() if "�" not in part for word in re.findall(r"\w+", part)]
        found = set(re.findall(r"\w+", f"{' '.join(document.paragraphs)} {document.body_html} {document.standfirst}"))
        missing = [word for word in wanted if word not in found]
        assert len(missing) <= 1 + len(wanted) / 50
