"""Every value that a reader gives says where it stood, by which rule, and how sure that is; whatever the format."""

import json

import pytest

from articles.importing.readers import read
from tests.importing.readers.dumps import BIO, BODY, BYLINE, DATES, HEADLINE, dump, ranked

TEXT = "The ferry left at nine with nobody aboard, and the ticket office called it a full house of the old kind."
PAGE = f"""<!doctype html><html><head><title>Full house</title><meta name="author" content="Mina Park">
<meta property="article:published_time" content="2012-04-03T09:30:00+09:00"></head><body><article><h1>Full house</h1>
<p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""
GHOST = {
    "posts": [
        {"id": "g1", "title": "Full house", "html": f"<p>{TEXT}</p>", "status": "published", "type": "post",
         "visibility": "public", "published_at": "2012-04-03T00:30:00.000Z"},
    ],
    "users": [{"id": "u1", "name": "Mina Park"}],
    "posts_authors": [{"post_id": "g1", "author_id": "u1"}],
    "tags": [{"id": "t1", "name": "Ferries"}],
    "posts_tags": [{"post_id": "g1", "tag_id": "t1"}],
}  # fmt: skip
NINJS = {
    "uri": "urn:full:house", "type": "text", "versioncreated": "2012-04-03T09:30:00+09:00", "headline": "Full house",
    "byline": "By Mina Park", "body_xhtml": f"<p>{TEXT}</p>", "subject": [{"name": "Ferries"}],
}  # fmt: skip
FILES = {
    "dump.txt": dump(HEADLINE, DATES, BYLINE, BODY, BIO, ranked()),
    "page.html": PAGE,
    "ghost.json": json.dumps({"db": [{"meta": {"version": "5.0.0"}, "data": GHOST}]}),
    "item.json": json.dumps(NINJS),
    "2012-04-03-full-house.md": f"---\ntitle: Full house\nauthor: Mina Park\ntags: [ferries]\n---\n\n{TEXT}\n",
    "table.csv": f'Headline,Author,Date,Text,Tags\nFull house,Mina Park,2012-04-03,"{TEXT}",ferries\n',
}
VALUES = {
    "headline": "headline", "authors": "credits", "published_at": "published", "updated_at": "updated",
    "body": "body_html", "bio": "bio", "tags": "tags", "most_read": "most_read", "language": "language",
    "standfirst": "standfirst",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_value_says_where_it_stood(name):
    [document] = read(name, FILES[name].encode())

    given = {place for place, field in VALUES.items() if getattr(document, field)}

    assert {"headline", "authors", "published_at", "body", "language"} <= given
    assert given <= set(document.provenance)
    assert all(place.rule and 0 < place.confidence <= 1 for name in given for place in document.provenance[name])
