"""Stories as news formats have them, made for these tests."""

import json
from typing import Any

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers import read

PARAGRAPHS = "<p>The council has decided to build a bridge.</p><p>Nobody asked those who live beside it.</p>"


def nitf(
    *, head: str = "", body_head: str = "", content: str = PARAGRAPHS, end: str = "", hl1: str = "A bridge too dear"
) -> str:
    """Return a story in NITF."""
    docdata = head or '<docdata><doc-id regsrc="TWN" id-string="b-17"/><date.issue norm="20110403T102000Z"/></docdata>'
    return (
        f"<nitf><head><title>Title</title>{docdata}</head><body><body.head><hedline><hl1>{hl1}</hl1></hedline>"
        f"{body_head}</body.head><body.content>{content}</body.content><body.end>{end}</body.end></body></nitf>"
    )


def news_item(
    *, guid: str = "urn:newsml:town.example:b-17", meta: str = "", content_meta: str = "", content: str = "",
    attributes: str = "", kind: str = "text", rights: str = "",
) -> str:  # fmt: skip
    """Return an item of NewsML-G2."""
    content = (
        content
        or f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{PARAGRAPHS}</body></html></inlineXML>'
    )
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" xml:lang="en-GB" {attributes}>'
        f"<rightsInfo>{rights}</rightsInfo>"
        f'<itemMeta><itemClass qcode="ninat:{kind}"/><versionCreated>2011-04-03T12:00:00Z</versionCreated>'
        f"<firstCreated>2011-04-03T10:20:00Z</firstCreated>{meta}</itemMeta>"
        f"<contentMeta><headline>A bridge too dear</headline>{content_meta}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    """Return a message of NewsML-G2."""
    inner = "".join(items)
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{inner}</itemSet></newsMessage>'


def ninjs(**given: Any) -> dict[str, Any]:
    """Return an item of ninjs 1."""
    return {
        "uri": "urn:town:b-17",
        "type": "text",
        "pubstatus": "usable",
        "firstcreated": "2011-04-03T10:20:00+00:00",
        "versioncreated": "2011-04-03T10:20:00+00:00",
        "headline": "A bridge too dear",
        "byline": "Jane Doe and John Roe",
        "body_html": PARAGRAPHS,
        **given,
    }


def read_wire(content: str | bytes | Any, name: str = "story.xml") -> tuple[Document, ...]:
    """Read a file of a news format."""
    if not isinstance(content, str | bytes):
        content, name = json.dumps(content), "story.json"
    return read(name, content.encode() if isinstance(content, str) else content, ReadOptions())


def codes(document: Document) -> list[str]:
    """Return the codes of a document's notices."""
    return [notice.code for notice in document.notices]
