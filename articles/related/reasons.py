"""Why a headline is in a list, or is not, in a sentence for people. Plain text, never HTML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from articles.related.models import RelatedHeadline
from articles.related.selection import OLDER, Code, Left
from articles.words import fold

# A sentence stands in small type under a headline: so many names at most, and so many characters.
NAMES = 3
LONGEST = 90
# Of a row whose parts say nothing that a reader would understand.
UNTOLD = "On a related subject"

_TAG = re.compile(r"<[^>]*>|[<>]")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_LEFT_OUT = {
    Code.BLOCKED: "Blocked by the desk",
    Code.NOWHERE: "Offered nowhere, the desk says",
    Code.SAME_TEXT: "A second printing of this column",
    Code.TOO_LITTLE: "Too little in common",
    Code.NEXT: "Next in line: six others come first",
    Code.NO_ROOM: "Many others have more in common",
}


def reason(row: RelatedHeadline) -> str:
    """Return the one reason that says most: “Both on North Korea and denuclearisation”."""
    return sentence(row.origin, row.parts)


def sentence(origin: str, parts: Mapping[str, Any]) -> str:
    """Return the reason for a row's origin and parts: never empty, a line of plain text of some ninety characters.

    It is the closest bond that is told: what the desk did, an answer, a link, the series, then names that both carry
    or hold, then the author or the words, whichever counted for more.
    """
    if origin == RelatedHeadline.Origin.PINNED:
        return "Picked by the desk"
    if origin == RelatedHeadline.Origin.BLOCKED:
        return "Blocked by the desk"
    return _bond(parts) or _subject(parts) or _author_or_words(parts) or UNTOLD


def _bond(parts: Mapping[str, Any]) -> str:
    """Return what ties two columns whatever they are about; "" for nothing."""
    if "answers" in parts:
        return "Answers this column" if _who(parts["answers"]) == "related" else "This column answers it"
    if "link" in parts:
        return "Links to this column" if _who(parts["link"]) == "related" else "Linked from this column"
    series = _plain(_said(parts, "series").get("name"))
    return _shortened(f"Same series: {series}") if series else ""


def _who(part: Any) -> Any:
    return part.get("who") if isinstance(part, Mapping) else None


def _subject(parts: Mapping[str, Any]) -> str:
    """Return the names that both columns carry as tags, or hold in their texts; "" for none."""
    names = [name for key in ("tags", "people", "places") for name in _said(parts, key).get("names") or ()]
    return _listed_after("Both on ", names)


def _author_or_words(parts: Mapping[str, Any]) -> str:
    by, text = _said(parts, "author"), _said(parts, "text")
    told_by = _listed_after("Also by ", by.get("names") or ())
    told_text = _listed_after("Both write of ", text.get("words") or ())
    if told_by and (not told_text or by.get("score", 0) >= text.get("score", 0)):
        return told_by
    if told_text:
        return told_text
    return "Alike in their words" if text else "By the same author" if by else ""


def _said(parts: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a part; an empty one where there is none."""
    part = parts.get(key)
    return part if isinstance(part, Mapping) else {}


def _listed_after(beginning: str, names: Iterable[Any]) -> str:
    """Return a sentence of the first few names, as many as there is room for; "" for none."""
    told = _once(names)[:NAMES]
    while len(told) > 1 and len(beginning + listed(told)) > LONGEST:
        told.pop()
    return _shortened(beginning + listed(told)) if told else ""


def _once(names: Iterable[Any]) -> list[str]:
    """Return plain names, each once: one that is part of another says nothing more (“Korea” beside “North Korea”)."""
    plain = [name for name in (_plain(name) for name in names) if name]
    keys = [f" {fold(name)} " for name in plain]
    return [
        name
        for place, (name, key) in enumerate(zip(plain, keys, strict=True))
        if not any(key in other and (key != other or at < place) for at, other in enumerate(keys) if at != place)
    ]


def _plain(name: Any) -> str:
    """Return a name as one line without markup."""
    return " ".join(_TAG.sub(" ", str(name or "")).split())


def _shortened(text: str) -> str:
    """Return a sentence that fits, cut between words where it has to be."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    whole = cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > LONGEST // 2 else cut).rstrip(' ,;:')}…"


def listed(names: Sequence[str]) -> str:
    """Return names as English lists them: “A”, “A and B”, “A, B and C”."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def left_out(left: Left, name: str) -> str:
    """Return why a candidate is not in a list; `name` is that of `left.other`, a headline or an author's name."""
    if left.code == Code.AUTHOR:
        nth = _ORDINALS[left.number] if left.number < len(_ORDINALS) else "further one"
        return f"A {nth} by {name}" if name else f"A {nth} by one columnist"
    if left.code == Code.TWIN:
        return f"Twin of another in the list: “{name}”" if name else "Twin of another in the list"
    if left.code == Code.GAVE_WAY:
        place = f"Gave its place to {'an older' if left.side == OLDER else 'a newer'} one"
        return f"{place}: “{name}”" if name else place
    return _LEFT_OUT[left.code]
