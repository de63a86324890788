"""Lines that say when a column was posted and updated, in many spellings, English and Korean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest

from articles.importing.readers.lines import Line, collapse
from articles.importing.readers.moments import (
    DATE_FORMS,
    KOREAN_TIME,
    MONTH,
    NO_YEAR,
    TWO_DIGIT_YEAR,
    ZONE_NAME,
    simplify,
)
from articles.importing.readers.textdump.bylines import Byline, read_byline


class Role(StrEnum):
    """What a date says: when it was first published, or last changed."""

    PUBLISHED = "published"
    UPDATED = "updated"


PUBLISHED_WORDS = (
    r"(?:first\s+|date\s+)?(?:posted|published|entered|released|issued|created)(?:\s+online)?(?:\s+on|\s+at|\s+date)?|"
    r"(?:publication|release|publishing|posting|pub)\s*date|date\s+of\s+publication|input(?:\s+date|\s+time)?|date(?:\s+and\s+time)?|"
    r"(?:기사|최초|신문|지면)?\s*(?:입력|등록|게시|작성|발행|게재|송고|승인)(?:\s*(?:일시|일자|시간|시각|날짜|일))?|날짜|일시"
)
UPDATED_WORDS = (
    r"(?:last\s+|date\s+)?(?:updated?|modified|revised|edited|changed|modification)(?:\s+on|\s+at|\s+date)?|revision\s+date|"
    r"(?:기사|최종|마지막)?\s*(?:수정|업데이트|갱신|변경)(?:\s*(?:일시|일자|시간|시각|날짜|일))?"
)
LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s|/,;·(\[※▲■●~])|(?<=\d)(?=[가-힣]))(?:(?P<published>{PUBLISHED_WORDS})|(?P<updated>{UPDATED_WORDS}))"
    r"(?P<colon>\s*[:=]\s*|\s*\|\s*(?=\d)|\s*[-–—]\s+(?=\w)|(?=\s+(?:[a-z]{3,9}\.?,?\s+){0,2}[\d(])|(?<=[가-힣])(?=\d)|\s*$)",
    re.IGNORECASE,
)
DECORATION = re.compile(r"^[\s\[(<※▲△■□●○◆◇*•·|~-]+")
PLACEHOLDER = re.compile(r"(?:n/?a|none|unknown|not known|tba|tbd|null|미정|없음|모름|[-–—?.])?")
DATE_WORD = re.compile(
    MONTH.replace("?P<month>", "?:")
    + r"|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[월화수목금토일]요일|\([월화수목금토일]\)|오전|오후|[년월일시분초]|"
    r"\b(?:a\.?m|p\.?m|noon|midnight|at|on|the|of|local|time|uhr|st|nd|rd|th|hours?|minutes?|days?|weeks?|months?|years?|ago|"
    r"yesterday|today|tomorrow|now|last|this|evening|morning|afternoon|night|early|late)\b|어제|오늘|전|방금|"
    r"\b(?:[a-z]{1,2}t|[a-z]{1,3}st|[a-z]{1,3}dt|utc|gmt|cest|cet|msk|z)\b|(?<=\d)(?:st|nd|rd|th|t|z|am|pm|h)(?=\d|\b)"
)
HINT = re.compile(r"[\d:：=]")  # what any line with a label and a value has
RELATIVE = re.compile(r"\bago\b|yesterday|today|어제|오늘|\d\s*(?:시간|분|일)\s*전|방금")
POSTED_BY = re.compile(
    r"((?:posted|published|written)\s+by\s+.+?)\s*(?:[,|]|\bon\b|\bat\b)\s*(\S*\s*\S*\d.*)", re.IGNORECASE
)
LONGEST_LINE = 160
LONGEST_LABEL = 30
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Stamp:
    """One label of a date line and the value printed beside it ("" where there is none)."""

    role: Role
    value: str


def read_stamps(text: str) -> tuple[Stamp, ...]:
    """Give the labelled dates of a line that holds nothing else; () for any other line.

    "Published in 2011 by two brothers" is not one; "Posted : 2014-02-31 27:90" is, although there is no such day.
    """
    if not text or len(text) > LONGEST_LINE or not HINT.search(text):
        return ()
    plain = DECORATION.sub("", simplify(text))
    labels = list(LABEL.finditer(plain))
    if not labels:
        return ()
    return _value_first(plain, labels) if labels[0].start() else _label_first(plain, labels)


def find_date_lines(lines: Sequence[Line]) -> dict[int, tuple[Stamp, ...]]:
    """Give the stamps of every date line by its number; a label may stand alone above its date."""
    found: dict[int, tuple[Stamp, ...]] = {}
    seen = [line for line in lines if line.text]
    for line, following in zip_longest(seen, seen[1:]):
        if line.number in found:  # the date below a lone label
            continue
        stamps = read_stamps(line.text) or part_byline(line.text)[1]
        open_label = not stamps[-1].value if stamps else _is_lone_label(line.text)
        if open_label and following is not None and is_bare_date(following.text):
            found[line.number] = (Stamp(stamps[-1].role if stamps else _lone_role(line.text), following.text),)
            found[following.number] = ()
        elif stamps:
            found[line.number] = stamps
    return found


def part_byline(text: str) -> tuple[Byline | None, tuple[Stamp, ...]]:
    """Part a byline from the dates behind it: "By X | April 3, 2011", "By X | Posted: …", "Posted by X on …"."""
    plain = collapse(text)
    if len(plain) > LONGEST_LINE or not HINT.search(plain):
        return None, ()
    posted = POSTED_BY.fullmatch(plain)
    if posted:
        byline, stamps = read_byline(posted.group(1)), read_stamps(f"Posted : {posted.group(2)}")
        return (byline, stamps) if byline and stamps else (None, ())
    parts = [part.strip() for part in plain.split("|")]
    if len(parts) > 1 and is_bare_date(parts[1]):
        byline, stamps = read_byline(parts[0]), _stamps_of_parts(parts[1:])
        return (byline, stamps) if byline and stamps else (None, ())
    label = next((match for match in LABEL.finditer(plain) if match.start()), None)
    if label is None:
        return None, ()
    byline, stamps = read_byline(plain[: label.start()].rstrip(" |/,;·([")), read_stamps(plain[label.start() :])
    return (byline, stamps) if byline and stamps else (None, ())


def _stamps_of_parts(parts: Sequence[str]) -> tuple[Stamp, ...]:
    """Read what bars part behind a byline: the date of posting, which needs no label there, and labelled ones."""
    first = Stamp(Role.PUBLISHED, simplify(parts[0]))
    others = [read_stamps(part) for part in parts[1:]]
    return (first, *(stamp for stamps in others for stamp in stamps)) if all(others) else ()


def _is_lone_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and bool(LABEL.fullmatch(DECORATION.sub("", simplify(text))))


def _lone_role(text: str) -> Role:
    match = LABEL.fullmatch(DECORATION.sub("", simplify(text)))
    return _role(match) if match else Role.PUBLISHED


def is_bare_date(text: str) -> bool:
    """A line that is a whole date without a label."""
    plain = simplify(text)
    return len(plain) <= LONGEST_LINE and any(form.search(plain) for form in DATE_FORMS[:7]) and _is_datelike(plain)


def _label_first(plain: str, labels: list[re.Match[str]]) -> tuple[Stamp, ...]:
    ends = [match.start() for match in labels[1:]] + [len(plain)]
    stamps = []
    for match, end in zip(labels, ends, strict=True):
        value = plain[match.end() : end].strip(" |/,;·()[]<>※▲■~")
        if not _is_datelike(value) and not (_has_colon(match) and _begins_as_date(value)):
            return ()
        stamps.append(Stamp(_role(match), "" if PLACEHOLDER.fullmatch(value) else value))
    return tuple(stamps)


def _value_first(plain: str, labels: list[re.Match[str]]) -> tuple[Stamp, ...]:
    """Read "2015.10.07 16:15 입력", where the label stands behind."""
    stamps, start = [], 0
    for match in labels:
        value = plain[start : match.start()].strip(" |/,;·()[]")
        if match["colon"].strip(" |") or not _is_datelike(value):
            return ()
        stamps.append(Stamp(_role(match), value))
        start = match.end()
    return tuple(stamps) if not plain[start:].strip(" |/,;·()[].") else ()


@lru_cache(maxsize=64)  # a column that was never changed has one date twice
def _is_datelike(value: str) -> bool:
    """Only words and figures of which dates are made, whether or not they make one."""
    rest = ZONE_NAME.sub(" ", KOREAN_TIME.sub(" ", value))
    known = any(form.search(rest) for form in (*DATE_FORMS[:11], TWO_DIGIT_YEAR, NO_YEAR))
    relative = RELATIVE.search(rest)
    year_only = re.fullmatch(r"\d{4}\s*년?\.?", rest)
    if not (known or relative or year_only or re.fullmatch(r"[\d\s:./-]{4,}", rest)):
        return False
    return not re.search(r"[^\W\d_]", DATE_WORD.sub(" ", rest))


def _begins_as_date(value: str) -> bool:
    """After a colon nothing, a dash, or a whole date with something behind it are still the value of a date line."""
    starts = any(form.match(value) for form in DATE_FORMS[:7]) and len(value) <= LONGEST_VALUE
    return starts or bool(PLACEHOLDER.fullmatch(value))


def _has_colon(match: re.Match[str]) -> bool:
    return ":" in match["colon"] or "=" in match["colon"]


def _role(match: re.Match[str]) -> Role:
    return Role.PUBLISHED if match["published"] else Role.UPDATED
