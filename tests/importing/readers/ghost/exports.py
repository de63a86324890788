"""Exports of Ghost made for tests."""

import json

from articles.importing.readers import read

HTML = "<p>The ferry was late again, and nobody on the quay was surprised.</p>"


def post(**given):
    """Return a row of the table of posts."""
    return {
        "id": "64b0c0ffee64b0c0ffee0001",
        "uuid": "0b6d9a52-8f0e-4f3c-9a43-2a0a5a1f0001",
        "title": "The ferry is late",
        "slug": "the-ferry-is-late",
        "html": HTML,
        "type": "post",
        "status": "published",
        "visibility": "public",
        "created_at": "2021-05-01T00:00:00.000Z",
        "updated_at": "2021-05-02T08:00:00.000Z",
        "published_at": "2021-05-02T07:08:09.000Z",
    } | given


def lexical(*children):
    """Return the body of Ghost 5 and 6."""
    return json.dumps({"root": {"children": list(children), "type": "root", "version": 1}})


def words(text, bits=0):
    """Return a run of text in Lexical."""
    return {"type": "extended-text", "text": text, "format": bits}


def paragraph(*children):
    """Return a paragraph in Lexical."""
    return {"type": "paragraph", "children": list(children)}


def mobiledoc(*sections, cards=(), atoms=(), markups=()):
    """Return the body of Ghost 1 to 4."""
    kept = {"version": "0.3.1", "cards": cards, "atoms": atoms, "markups": markups, "sections": sections}
    return json.dumps(kept)


def export(*posts, version="5.82.1", **tables):
    """Return the value of an export."""
    return {"db": [{"meta": {"exported_on": 1700000000000, "version": version}, "data": {"posts": posts, **tables}}]}


def read_value(value):
    """Return the documents of a value that is written as JSON."""
    return read("export.json", json.dumps(value).encode())


def read_post(tables=None, **given):
    """Return the document of one post."""
    [document] = read_value(export(post(**given), **(tables or {})))
    return document


def codes(document):
    """Return the codes of a document's notices."""
    return {notice.code for notice in document.notices}
