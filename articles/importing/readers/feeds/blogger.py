"""What an export of Blogger, which is one big Atom feed, holds besides posts; and drafts of any Atom feed."""

from __future__ import annotations

import re

from articles.importing.documents import Notice, Severity

SCHEME = "http://schemas.google.com/blogger/2008/kind#"
TYPE = re.compile(r"<blogger:type>\s*([A-Z_]+)\s*</blogger:type>")
DRAFT = re.compile(
    r"<(?:\w+:)?draft>\s*yes\s*</|<blogger:status>\s*(?:DRAFT|SCHEDULED|SOFT_TRASHED)\s*</", re.IGNORECASE
)
OTHERS = {
    "comment": "It is a reader's comment on a post.",
    "page": "It is a page of the site and no post.",
    "template": "It is the template of the site.",
    "settings": "It is a setting of the site.",
}


def is_mark(label: str) -> bool:
    """Say whether a label only tells what kind of thing an entry is."""
    return label.startswith(SCHEME)


def kind_of(terms: tuple[str, ...], text: str) -> str:
    """Return what an entry is where that is no post: a key of OTHERS, else ""."""
    said = TYPE.search(text)
    kinds = [said[1].lower()] if said else [term.removeprefix(SCHEME) for term in terms if is_mark(term)]
    return next((kind for kind in kinds if kind in OTHERS), "")


def is_draft(text: str) -> bool:
    """Say whether the source of an entry calls it a draft."""
    return DRAFT.search(text) is not None


def left_out(kind: str) -> Notice:
    """Return the notice on an entry of a kind of OTHERS."""
    code = f"blogger_{kind}"
    return Notice(code=code, message=f"{OTHERS[kind]} (rule: {code})", severity=Severity.NOTE)
