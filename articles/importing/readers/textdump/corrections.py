"""Corrections that were printed with a column: "Correction: …", "This article was amended on 5 April", "정정: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from articles.importing.documents import CorrectionKind, DatedMoment, Precision, PrintedCorrection
from articles.importing.readers.lines import collapse
from articles.importing.readers.moments import DATE_FORMS, Reading, read_moment, simplify
from articles.importing.readers.textdump.blocks import Block, Kind

SORTS = {
    CorrectionKind.CORRECTION: (
        r"(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|정정(?:\s*보도)?|바로\s*잡습니다|바로\s*잡음|바로\s*잡기)"
    ),
    CorrectionKind.CLARIFICATION: r"clarifications?",
    CorrectionKind.UPDATE: r"updates?",
}
ON_A_DAY = r"(?=\s+(?:on\s+(?:\w+\.?,?\s+){0,2}\d|to\s+\w))"
DONE = {
    CorrectionKind.CORRECTION: rf"(?:amended|corrected|(?:revised|edited|changed){ON_A_DAY})",
    CorrectionKind.CLARIFICATION: r"clarified",
    CorrectionKind.UPDATE: r"updated",
}
TEXT_WORD = r"(?:article|column|story|piece|essay|op-?ed|editorial|commentary|report|post|page|text|letter|review)"
WORD = re.compile("|".join(rf"(?P<{kind.value}>{sort})" for kind, sort in SORTS.items()), re.IGNORECASE)
DATED = r"(?:\s*[(,]?\s*(?:(?:on|of)\s+)?(?P<day>(?:[^\W\d]+\.?,?\s+){0,2}\d[^():：\n]{0,30}?)\)?)?"
LABEL = re.compile(
    rf"[\[(<【*•■▲※\s]*(?:{WORD.pattern})(?:\s+appended)?{DATED}\s*(?:[:：]|[—–]|\s-\s|[\])>】]+[:：]?)\s*|"
    r"[■▲※\s]*(?P<korean>정정\s*보도|바로\s*잡습니다)[.\s]+(?=\S)",
    re.IGNORECASE,
)
LONE = re.compile(rf"[\[(<【*■▲※\s]*(?:{WORD.pattern}){DATED}[\])>】*\s:：]*", re.IGNORECASE)
MARKS = "*_•■▲※ "
EDITOR = r"(?:(?:editor(?:['’]?s)?['’]?|ed\.?)\s+note|note\s+(?:to|from)\s+(?:the\s+)?(?:readers|editors?)|편집자\s*주)"
MISSAID = (
    r"(?:said|stated|misstated|gave|reported|identified|misidentified|misspell?ed|misspelt|attributed|misattributed|"
    r"named|listed|referred|described|quoted|misquoted|claimed|contained)"
)
SENTENCE = re.compile(
    rf"[\[(*_•■▲※\s]*(?:{EDITOR}\s*[:：.—–-]+[*_\s]*)?"
    rf"(?:(?:this|the\s+above)\s+{TEXT_WORD}\s+(?:was|has\s+been)\s+(?:\w+\s+){{0,2}}?(?:"
    + "|".join(rf"(?P<{kind.value}>{verb})" for kind, verb in DONE.items())
    + rf")\b|an?\s+(?:earlier|previous|original|former)\s+version\s+of\s+this\s+{TEXT_WORD}\b|"
    rf"the\s+original\s+version\s+of\s+this\s+{TEXT_WORD}\b|"
    rf"this\s+{TEXT_WORD}\s+(?:originally|previously|initially|incorrectly|wrongly|mistakenly)\s+{MISSAID}\b|"
    r"(?:이|본)\s*(?:기사|칼럼|글|기고)(?:는|은)?\s.{0,60}?(?:정정|수정|바로\s*잡))",
    re.IGNORECASE,
)
SAID_DAY = re.compile(
    r"(?:amended|corrected|revised|edited|changed|clarified|updated|appended)\s+(?:online\s+|again\s+)?on\s+(?P<day>.{4,40})",
    re.IGNORECASE | re.DOTALL,
)
KOREAN_DAY = re.compile(r"(?P<day>\d{4}[년.\s-]+\d{1,2}[월.\s-]+\d{1,2}일?)[^.]{0,30}?(?:정정|수정|바로\s*잡)")
TO_CORRECT = re.compile(r"\bto\s+(?:correct|fix|amend)\b", re.IGNORECASE)
LAST_DAY = re.compile(
    r"(?:[(\[—–]|\b(?:amended|corrected|revised|clarified|updated|appended)(?:\s+on)?:?)\s*"
    r"(?P<day>(?:[^\W\d]+\.?\s+)?\d[^()\[\]]{3,24})[)\].*_\s]*\Z",
    re.IGNORECASE,
)
TO_THE_DAY = DATE_FORMS[:7]
EXACT = {Precision.MINUTE, Precision.DAY}


def is_correction(text: str) -> bool:
    """Say whether a paragraph is a printed correction by the way it begins."""
    match = LABEL.match(text)
    return (match is not None and match.end() < len(text)) or SENTENCE.match(text) is not None


def part_corrections(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Take the corrections off both ends of a text; give what is left and the corrections."""
    start, end = 0, len(blocks)
    found: list[Block] = []
    while end > 0 and (taken := _last(blocks[:end])):
        found.insert(0, taken[0])
        end -= taken[1]
    if end > 1 and blocks[0].kind is Kind.PARAGRAPH and is_correction(blocks[0].text):
        found.insert(0, blocks[0])
        start = 1
    return list(blocks[start:end]), found


def _last(blocks: Sequence[Block]) -> tuple[Block, int] | None:
    """The correction that ends the blocks and of how many of them it is made; its label may stand above it."""
    last = blocks[-1]
    if last.kind is Kind.PARAGRAPH and is_correction(last.text):
        return last, 1
    if len(blocks) > 1 and LONE.fullmatch(blocks[-2].text):
        label = blocks[-2].text.rstrip(" :：")
        return replace(last, text=f"{label}: {last.text}", first=blocks[-2].first, kind=Kind.PARAGRAPH), 2
    return None


def read_correction(
    block: Block, published: DatedMoment | None, updated: DatedMoment | None, zone: tzinfo
) -> PrintedCorrection:
    """Read the kind and the day of a correction: its own day, else that of an update after the posting, inferred."""
    text = collapse(block.text)
    own = _own_day(text, zone)
    if own is not None and not _is_before(own, published):
        return PrintedCorrection(kind=_kind(text), text=text, on=own.day, line=block.first, precision=own.precision)
    day = _day_of_update(published, updated)
    known = Precision.DAY if day is None else Precision.INFERRED
    return PrintedCorrection(kind=_kind(text), text=text, on=day, line=block.first, precision=known)


def what_became_of(correction: PrintedCorrection) -> str:
    """Return how a correction was taken, as the end of a sentence about it."""
    if correction.on is None:
        return "names no day, so it was taken as one of no known day"
    if correction.precision is Precision.INFERRED:
        return f"names no day, so it was taken as one of the day of the update, {correction.on}"
    return (
        f"was taken as one of {f'{correction.on:%Y-%m}' if correction.precision is Precision.MONTH else correction.on}"
    )


def notice_of(text: str) -> str:
    """Give the text of a correction without its label or bullet, as readers are to be told it."""
    match = LABEL.match(text)
    return (text[match.end() :].strip() or text) if match else text.lstrip(MARKS) or text


def _kind(text: str) -> CorrectionKind:
    match = LABEL.match(text) or SENTENCE.match(text)
    named = [kind for kind in CorrectionKind if match and match.groupdict().get(kind.value)]
    if not named or (named[0] is CorrectionKind.UPDATE and TO_CORRECT.search(text)):
        return CorrectionKind.CORRECTION
    return named[0]


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    precision: Precision


def _is_before(own: _Day, published: DatedMoment | None) -> bool:
    """Whether a correction would be older than its column: then its day was misread, or misprinted."""
    if published is None:
        return False
    posted = published.at.date()
    return own.day < (posted.replace(day=1) if own.precision is Precision.MONTH else posted)


def _own_day(text: str, zone: tzinfo) -> _Day | None:
    label = LABEL.match(text)
    said = SAID_DAY.search(text) or KOREAN_DAY.search(text)
    last = LAST_DAY.search(text)
    of_label = label["day"] if label else None
    for words in (of_label, said and said["day"], last and last["day"]):
        found = next((match for form in TO_THE_DAY if (match := form.search(simplify(words)))), None) if words else None
        if found is not None and (day := _day(found.group(), zone)) and day.precision in EXACT:
            return _Day(day.day, Precision.DAY)
    day = _day(of_label.rstrip(" )"), zone) if of_label else None
    return day if day is not None and day.precision is Precision.MONTH else None


def _day(words: str, zone: tzinfo) -> _Day | None:
    reading = read_moment(words, zone)
    return _Day(reading.moment.at.date(), reading.moment.precision) if isinstance(reading, Reading) else None


def _day_of_update(published: DatedMoment | None, updated: DatedMoment | None) -> date | None:
    later = published is not None and updated is not None and updated.at > published.at
    return updated.at.date() if later and updated is not None and updated.precision in EXACT else None
