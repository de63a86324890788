"""The sentence at the end of a bio that promises an address and breaks off: "He can be reached at"."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"\S@\S|https?://|\bwww\.|\d{3}[-.\s]\d{3,4}|(?<!\w)@\w")
SENTENCE_START = re.compile(r"(?:^|(?<=[.!?。]\s)|(?<=[.!?][\"”’)\]]\s)|(?<=\n))\s*(?=\S)")
MOST = 160  # characters; a cut-off contact is a short sentence
MAIL = r"(?:e-?mails?(?:\s+address)?|mail|address|twitter|x|facebook|phone|telephone|contact)"
PERSON = r"(?:him|her|them|us|me|it|the\s+(?:author|writer|columnist)s?)"
WHOSE = r"(?:his|her|their|my|our|its|the\s+(?:author|writer|columnist)(?:['’]s)?)"
SUBJECT_WORDS = 4  # before the promise: “Professor Kim Tong and”
BY = r"(?:\s+(?:at|by|on|via|through|in|to))?"
TAIL = rf"{BY}(?:\s+{MAIL})?{BY}"
DANGLING = tuple(
    re.compile(promise, re.IGNORECASE)
    for promise in (
        rf"(?:can|may|could|should|will)\s+be\s+(?:reached|contacted|e-?mailed|followed){TAIL}",
        rf"(?:reach|contact|e-?mail|write(?:\s+to)?|mail|follow)\s+{PERSON}{TAIL}",
        rf"{WHOSE}\s+{MAIL}(?:\s+(?:is|are|at))?",
        r"(?:send|direct|address)\s+(?:your\s+)?(?:comments?|e-?mails?|questions?|letters?|feedback)(?:\s+(?:to|at))?",
        r"(?:e-?mail|contact)(?:\s+(?:is|at|to))?",
        r"(?:연락처|이메일|전자우편|메일|문의|트위터)(?:\s*주소)?(?:은|는|이|가)?",
    )
)


def dangling_contact(bio: str) -> str:
    """Give the cut-off sentence at the end of a bio, "" where there is none.

    The sentence is given as it stands, without white space at its ends, so that `bio.rstrip()` ends with it.
    """
    text = bio.rstrip()
    tail = text[-MOST:]
    starts = [match.end() for match in SENTENCE_START.finditer(tail)]
    if not starts:
        return ""
    sentence = tail[starts[-1] :]
    if len(sentence) == len(tail) and len(text) > MOST:
        return ""
    return sentence if _is_dangling(sentence) else ""


def _is_dangling(sentence: str) -> bool:
    if ADDRESS.search(sentence):
        return False
    open_end = sentence.rstrip(" :.…-–—<(").rstrip()
    return any(_ends_with(pattern, open_end) for pattern in DANGLING)


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the promise is the last thing said; before it only a subject ("He", "Prof. Kim", "and") may stand."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found is not None and found.end() == len(text) and len(text[: found.start()].split()) <= SUBJECT_WORDS
