"""When a page was published and changed: from structured data, the head, the page itself, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from htmldate import find_date

from articles.importing.documents import DatedMoment, Precision
from articles.importing.readers.moments import Fault, read_moment
from articles.importing.readers.textdump.dates import Role
from articles.importing.readers.web.claims import Claim, plain, tidy
from articles.importing.readers.web.labelled_lines import labelled_dates
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.places import in_reading_order, near_heading, path_of
from articles.importing.readers.web.structured import first_text
from articles.importing.readers.web.submitted import submitted_on

PUBLISHED = {
    "article:published_time": 0.9, "og:published_time": 0.9, "article:published": 0.9,
    "og:article:published_time": 0.9,
    "parsely-pub-date": 0.9, "sailthru.date": 0.85, "datepublished": 0.85, "dc.date.issued": 0.85,
    "dcterms.issued": 0.85,
    "dc.date.created": 0.85, "dc:date.created": 0.85, "dcterms.created": 0.85, "citation_online_date": 0.8,
    "citation_publication_date": 0.8,
    "pubdate": 0.85, "publishdate": 0.85, "publish-date": 0.85, "publication_date": 0.85, "published_time": 0.85,
    "cxenseparse:recs:publishtime": 0.85,
    "cxenseparse:publishtime": 0.85, "ptime": 0.8, "displaydate": 0.8, "article.published": 0.85,
    "article_date_original": 0.85, "originalpublicationdate": 0.85,
    "rnews:datepublished": 0.85, "date": 0.75, "dc.date": 0.75, "dc:date": 0.75, "datecreated": 0.75,
    "datepublication": 0.8, "article.created": 0.8,
}  # fmt: skip
UPDATED = {
    "article:modified_time": 0.9, "og:updated_time": 0.75, "article:modified": 0.9, "dc.date.modified": 0.85,
    "dcterms.modified": 0.85,
    "datemodified": 0.85, "lastmod": 0.8, "last-modified": 0.7, "utime": 0.8, "lastupdated": 0.8,
}  # fmt: skip
IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-](0?[1-9]|[12]\d|"
    r"3[01])(?=[/_.-]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
EPOCH = re.compile(r"(1\d{9})(\d{3})?")
ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FIRST_YEAR = 1990
SURE_ENOUGH = 0.85
WEAK = 0.75  # of a date that may be that of the page, the file or the first draft
LONGEST_LINE = 120
LABEL_LENGTH = 16
MOST_LOOKED_AT = 60
MOST_SEARCHED = 1_000_000
WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?[+-](?!00:?00)\d\d:?\d\d")
TIMES = (
    ".//time | .//*[@itemprop='datePublished'] | .//abbr[contains(@class, 'published')] | "
    ".//*[@content][contains(@property, 'dc:date') or contains(@property, 'dc:created')]"
)
DATE_BOX = re.compile(
    r"(?:^|[\s_-])(?:date|dates?line|published|posted|pubdate|timestamp|datum|fecha|dateline|entry-date|post-date|"
    r"publish)(?:$|[\s_-])|date|timestamp|publish",
    re.I,
)
LABELS = re.compile(
    r"\b(?:published|posted|updated|on|at|am|last|first|date|by|datum|uhr|um|el|le|vom)\b\s*:?(?!\s*\.?m\b)",
    re.IGNORECASE,
)
FOREIGN_MONTHS = {
    word: english
    for english, words in (
        ("jan", "januar janvier enero gennaio janeiro januari jänner styczeń leden ledna"), ("feb",
        "februar février febrero febbraio fevereiro februari feber únor února"),
        ("mar", "märz mars marzo março maart mrt březen března"), ("apr",
        "avril abril aprile april duben dubna"), ("may", "mai mayo maggio maio mei maj květen května"),
        ("jun", "juni juin junio giugno junho červen června"), ("jul",
        "juli juillet julio luglio julho červenec července"), ("aug",
        "august août agosto augustus augusti srpen srpna"),
        ("sep", "septembre septiembre settembre setembro září"), ("oct",
        "oktober octobre octubre ottobre outubro okt říjen října"),
        ("nov", "novembre noviembre novembro listopad listopadu"), ("dec",
        "dezember décembre diciembre dicembre dezembro dez prosinec prosince"),
    )
    for word in words.split()
}  # fmt: skip
FOREIGN = re.compile(r"\b(?:" + "|".join(sorted(FOREIGN_MONTHS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
ONE_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
WITHIN = re.compile(
    rf"(?:{ONE_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\.?[\s-]+{ONE_MONTH},?[\s-]+\d{{4}}|"
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}\s*년\s*\d{1,2}\s*월\s*\d{1,2}\s*일)"
    r"(?:(?:\s*[,@|–-]?\s*|T)(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:[A-Z]{2,4}\b|"
    r"[+-]\d{2}:?\d{2}))?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment that a place of the page names; `claim` says which."""

    moment: DatedMoment
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a page was published and changed, and whether places of it name days that differ."""

    published: Moment | None
    updated: Moment | None
    differ: str = ""


def find_dates(page: Page, zone: tzinfo) -> Dating:
    """Return when a page was published and changed; the day of its address settles what places do not agree on."""
    updated = next(_moments(_updated_claims(page), zone), None)
    published = list(_moments(_published_claims(page), zone))
    if not published or published[0].claim.weight <= WEAK:
        published = [*_moments(_visible_claims(page), zone), *published] or _searched(page, zone)
    published = [_in_local_time(each, page) for each in published[:1]] + published[1:]
    day = day_of_address(page.link or page.address)
    if day is not None and (not published or _is_later_copy(published[0].moment, day)):
        settled = _inferred(day, zone, page)
        same = next((each for each in published if abs((each.moment.at.date() - day).days) <= 1), None)
        differ = f"{published[0].claim.value} ({published[0].claim.rule})" if published else ""
        return Dating(published=same or settled, updated=updated, differ=differ)
    if not published:
        return Dating(published=None, updated=updated)
    return Dating(published=_first_told(published, updated), updated=updated)


def _in_local_time(found: Moment, page: Page) -> Moment:
    """Give a moment of Greenwich the zone in which the page names the same moment once more, where it does."""
    at = found.moment.at
    if at.utcoffset() != timedelta(0) or found.moment.precision is not Precision.MINUTE:
        return found
    for match in WITH_OFFSET.finditer(page.text[:MOST_SEARCHED]):
        try:
            other = datetime.fromisoformat(re.sub(r"\.\d+", "", match[0]).replace(" ", "T"))
        except ValueError:
            continue
        if other == at:
            return replace(found, moment=replace(found.moment, at=other))
    for element in page.tree.xpath(".//time[@datetime]")[:2]:
        offset = _offset_to(at, element.get("datetime"))
        if offset is not None:
            return replace(found, moment=replace(found.moment, at=at.astimezone(timezone(offset))))
    return found


def _offset_to(at: datetime, local: str) -> timedelta | None:
    """How far a time without a zone is from Greenwich, if it is the same moment."""
    try:
        there = datetime.fromisoformat(local.strip())
    except ValueError:
        return None
    if there.tzinfo is not None or not (there.hour or there.minute):
        return None
    offset = there - at.replace(tzinfo=None)
    is_zone = abs(offset) <= timedelta(hours=14) and offset % timedelta(minutes=15) == timedelta(0)
    return offset if is_zone and offset else None


def _searched(page: Page, zone: tzinfo) -> list[Moment]:
    """What a search through the whole page finds: likely, but inferred."""
    try:
        found = find_date(deepcopy(page.tree), original_date=True, url=page.link or None)
        day = date.fromisoformat(found) if found else None
    except (ValueError, TypeError, AttributeError, RecursionError):  # what a damaged page does to the search
        return []
    if day is None:
        return []
    moment = DatedMoment(at=datetime(day.year, day.month, day.day, tzinfo=zone), precision=Precision.INFERRED)
    return [
        Moment(
            moment=moment,
            claim=Claim(value=day.isoformat(), selector="html", rule="a date found in the page", weight=0.5),
        )
    ]


def day_of_address(address: str) -> date | None:
    """Return the day that an address names, as those of many papers do; None where it names none."""
    found = IN_ADDRESS.search(address.lower())
    if not found:
        return None
    year, month, day = (found[1] or found[4]), (found[2] or found[5]), (found[3] or found[6])
    try:
        return date(int(year), MONTHS.index(month) + 1 if month.isalpha() else int(month), int(day))
    except ValueError:
        return None


def read_value(value: str, zone: tzinfo) -> DatedMoment | None:
    """Return the moment that a value names; None where it names none, or not one alone."""
    epoch = EPOCH.fullmatch(value)
    if epoch:
        return DatedMoment(at=datetime.fromtimestamp(int(epoch[1]), UTC), precision=Precision.MINUTE)
    if ISO.match(value):
        try:
            at = datetime.fromisoformat(re.sub(r"\.\d+", "", value.strip()).replace(" UTC", "Z"))
        except ValueError:
            pass
        else:
            return _if_possible(
                DatedMoment(at=at if at.tzinfo else at.replace(tzinfo=zone), precision=Precision.MINUTE)
            )
    reading = read_moment(value, zone)
    return None if isinstance(reading, Fault) else _if_possible(reading.moment)


def _if_possible(moment: DatedMoment) -> DatedMoment | None:
    return moment if moment.at.year >= FIRST_YEAR and moment.precision is not Precision.YEAR else None


def _moments(claims: Iterator[Claim], zone: tzinfo) -> Iterator[Moment]:
    for claim in claims:
        moment = read_value(claim.value, zone)
        if moment is not None:
            yield Moment(moment=moment, claim=claim)


def _published_claims(page: Page) -> Iterator[Claim]:
    yield from _structured(page, "datePublished")
    for claim in page.head.claims(PUBLISHED):
        if "itemprop=" not in claim.selector:
            yield claim
    yield from (
        Claim(value=each.value, selector=each.selector, rule=each.rule, weight=WEAK)
        for each in _structured(page, "dateCreated")
    )


def _updated_claims(page: Page) -> Iterator[Claim]:
    yield from _structured(page, "dateModified")
    for claim in page.head.claims(UPDATED):
        if "itemprop=" not in claim.selector:
            yield claim
    yield from labelled_dates(page, Role.UPDATED)


def _structured(page: Page, *keys: str) -> Iterator[Claim]:
    for thing, weight in ((page.article, 0.95), (page.item, 0.9)):
        for key in keys:
            value = first_text(thing.get(key))
            if value:
                place = "script[type='application/ld+json']" if thing is page.article else f'[itemprop="{key}"]'
                yield Claim(value=value, selector=place, rule=f"the {key} of its structured data", weight=weight)


def _visible_claims(page: Page) -> Iterator[Claim]:
    """Yield the dates that stand on the page as such: time elements, then boxes named for a date."""
    for element in in_reading_order(page, page.tree.xpath(TIMES))[:MOST_LOOKED_AT]:
        for value in (element.get("datetime"), element.get("content"), element.text_content()):
            if value:
                yield Claim(value=bare_date(value), selector=path_of(element), rule="a time on the page", weight=0.8)
    yield from submitted_on(page)
    yield from labelled_dates(page, Role.PUBLISHED)
    for element in near_heading(page):
        value = bare_date(text) if len(text := plain(element)) < LONGEST_LINE and not len(element) else ""
        if value and len(value) >= len(text) - LABEL_LENGTH and WITHIN.fullmatch(value):
            yield Claim(value=value, selector=path_of(element), rule="a date beside the heading", weight=0.75)
    named = [
        each
        for each in page.tree.xpath(".//*[@class or @id]")
        if DATE_BOX.search(f"{each.get('class', '')} {each.get('id', '')}")
    ]
    for element in in_reading_order(page, named)[:MOST_LOOKED_AT]:
        text = element.text_content()
        if len(text) < LONGEST_LINE:
            yield Claim(value=bare_date(text), selector=path_of(element), rule="a date on the page", weight=0.7)


def bare_date(text: str) -> str:
    """Return the date of a line, in English words, without what stands around it."""
    plain = LABELS.sub(" ", tidy(text))
    plain = FOREIGN.sub(lambda match: FOREIGN_MONTHS[match[0].lower()], plain)
    plain = re.sub(
        r"(?<=\d)\s+(?:de|del|of)\s+(?=[a-z])|(?<=[a-z])\s+(?:de|del|of)\s+(?=\d{4})", " ", plain, flags=re.IGNORECASE
    )
    plain = re.sub(r"(?<=\d)\.\s*(?=[A-Za-z])", " ", plain)
    found = WITHIN.search(plain)
    return found[0] if found else plain[:LONGEST_LINE]


def _is_later_copy(moment: DatedMoment, day: date) -> bool:
    """An address is made once, on the day of publication; a value that is days later is that of a copy or a change."""
    return moment.at.date() - day > timedelta(days=1)


def _first_told(published: list[Moment], updated: Moment | None) -> Moment:
    """The surest value; an earlier one where that is the moment of the last change."""
    first = published[0]
    if updated is None or first.moment.at.date() != updated.moment.at.date():
        return first
    earlier = [
        each
        for each in published
        if each.moment.at.date() < first.moment.at.date() and each.claim.weight >= SURE_ENOUGH
    ]
    return earlier[0] if earlier else first


def _inferred(day: date, zone: tzinfo, page: Page) -> Moment:
    moment = DatedMoment(at=datetime(day.year, day.month, day.day, tzinfo=zone), precision=Precision.INFERRED)
    claim = Claim(value=day.isoformat(), selector="link[rel=canonical]", rule="the day in its address", weight=0.7)
    return Moment(moment=moment, claim=claim)
