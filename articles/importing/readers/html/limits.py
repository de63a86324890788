"""What no honest page has, taken out before a parser meets it."""

from __future__ import annotations

import re

# Nothing of a name or a tag is given back (`+`): that would take a name of a million letters apart a million times.
LONG_TAG = re.compile(r"<(/?[A-Za-z][\w:-]*+)[^<>]{20000,}+>")
ATTRIBUTE = re.compile(r"\s[^\s=<>\"']+\s*=")
MOST_ATTRIBUTES = 500
_UNREAD = re.compile(r"<(script|style)\b(?![^<>]{0,300}ld\+json)[^<>]*+>|<!--(?!\[if)", re.IGNORECASE)
_ENDS = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "": re.compile("-->"),
}
_COMMENT, _END_OF_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL), "-->"


def without_stuffed_tags(text: str) -> str:
    """Return markup in which a tag of very many attributes has none: parsers compare each with all others.

    A long tag of few attributes (a picture that is written into the page) stays.
    """
    return LONG_TAG.sub(_emptied, text)


def _emptied(tag: re.Match[str]) -> str:
    return f"<{tag[1]}>" if len(ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES else tag[0]


def without_comments(text: str, instead: str = "") -> str:
    """Take comments out of markup; one that is never closed loses its mark only, so that no text goes with it.

    None is looked for behind the last end of one: each that is opened there would be searched for to the end.
    """
    before, end, behind = text.rpartition(_END_OF_COMMENT)
    return (_COMMENT.sub(instead, before + end) + behind).replace("<!--", "")


def without_scripts(text: str) -> str:
    """Take scripts that are no data, styles and comments out of markup; what is never closed stays.

    The end of a kind is looked for until there is none: each one that is opened would be searched for to the end.
    """
    parts: list[str] = []
    at, never_closed = 0, set()
    for opening in _UNREAD.finditer(text):
        kind = (opening[1] or "").lower()
        if opening.start() < at or kind in never_closed:
            continue
        end = _ENDS[kind].search(text, opening.end())
        if end is None:
            never_closed.add(kind)
            continue
        parts.append(text[at : opening.start()])
        at = end.end()
    return " ".join([*parts, text[at:]])
