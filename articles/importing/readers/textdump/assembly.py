"""One article's lines made into a `Document`: every line gets a place, or a notice that says it has none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from articles.importing.documents import (
    Credit,
    Document,
    Provenance,
    RankedHeadline,
    Severity,
    Verdict,
)
from articles.importing.readers.language import tell_language
from articles.importing.readers.lines import Line, collapse, is_prose, is_rule, visible
from articles.importing.readers.textdump.asides import find_asides
from articles.importing.readers.textdump.bios import OPENERS, is_heading_of_bio
from articles.importing.readers.textdump.blocks import Block, Kind, make_blocks, mark_headings, to_html
from articles.importing.readers.textdump.body import Body, read_body
from articles.importing.readers.textdump.bylines import Byline, names_only
from articles.importing.readers.textdump.corrections import is_correction
from articles.importing.readers.textdump.dates import Role, is_bare_date
from articles.importing.readers.textdump.dating import Dating, read_dates
from articles.importing.readers.textdump.drafts import QUOTED_LENGTH, Draft
from articles.importing.readers.textdump.furniture import HEADLINE_LABEL, read_tags, split_rubric, without_kicker
from articles.importing.readers.textdump.header import Head, read_head
from articles.importing.readers.textdump.printed_lists import choose_list
from articles.importing.readers.textdump.ranked_lists import RankedList
from articles.importing.readers.textdump.remarks import note_bio, note_missing, place_corrections
from articles.importing.readers.textdump.sources import Source

COLUMN_OF = re.compile(
    r"([가-힣]{2,4})(?:의|\s)\s*(?:[가-힣]+\s*)?(?:칼럼|컬럼|시론|에세이|시평|논단|세상|세상만사|글)"
)
DASH = re.compile(r"^[-–—]\s+(?=\S)")
NAME_REACH = 18
BARE_REACH = 12
KINDS = (
    ("paragraphs", 0.95, {Kind.PARAGRAPH, Kind.QUOTATION}),
    ("a numbered or bulleted list in the text", 0.85, {Kind.NUMBERED, Kind.BULLETED}),
    ("a short line between paragraphs, taken as a sub-heading", 0.6, {Kind.HEADING}),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of an article, each read by its own module."""

    head: Head
    body: Body
    byline: Byline | None
    dating: Dating
    ranked: RankedList | None


def assemble(source: Source, canonical: Source, part: tuple[int, int], number: int) -> Document:
    """Make the document of the lines from one index up to another; `number` counts in a file of several, else 0.

    `canonical` is the same file with every repair made: the identity is taken from it.
    """
    draft = Draft(source, source.lines[part[0] : part[1]])
    aside = _put_aside(draft)
    ranked, others = choose_list([line for line in draft.lines if line.number not in aside], source.runs, source.stamps)
    hidden = set(ranked.all_numbers if ranked else ()) | {line.number for run in others for line in run.lines}
    document = _fill(draft, _find(draft, ranked, hidden | aside))
    notices = draft.close()
    empty = not document.headline and not document.paragraphs
    return replace(
        document,
        source=f"{source.name}#{number}" if number else source.name,
        identity=_identity(canonical, part, hidden, number if empty else None),
        verdict=Verdict.HELD if any(item.severity is Severity.HOLD for item in notices) else Verdict.READY,
        notices=notices,
        provenance=draft.provenance,
    )


def _put_aside(draft: Draft) -> frozenset[int]:
    """The numbers of the lines that are no part of the article."""
    listed = frozenset(line.number for run in draft.source.runs for line in run.lines)
    asides = find_asides(draft.lines, draft.source.stamps, listed)
    for line in asides.pictures:
        message = (
            f"Line {line.number}, “{line.text[:QUOTED_LENGTH]}”, belongs to a picture and was left out of the text."
        )
        draft.note("picture_line", message, line.number, Severity.NOTE)
    return asides.numbers


def _find(draft: Draft, ranked: RankedList | None, hidden: set[int]) -> Found:
    stamps = draft.source.stamps
    main, tail = _around_list(draft, ranked, hidden)
    bare = _bare_dates(draft)
    names = cache(lambda: _later_names(draft.lines))  # few heads need them
    head = read_head(main, {**stamps, **{line.number: () for line in bare}}, names)
    byline = head.byline or _from_rubric(head, names)
    in_head = {line.number for line in main[: head.rest]}
    body = read_body([line for line in main[head.rest :] if line.number not in stamps], tail, byline, head.series)
    if head.bio:
        body.bio = [*make_blocks(head.bio), *body.bio]
        body.bio_rule = ("a line about the author under the byline", 0.8)
    unlabelled = next((line for line in bare if line.number in in_head), None)
    dating = read_dates(draft.lines, stamps, unlabelled, draft.source.zone)
    return Found(head, body, byline or body.byline, dating, ranked)


def _around_list(draft: Draft, ranked: RankedList | None, hidden: set[int]) -> tuple[list[Line], list[Line]]:
    """The lines without those of lists, and what stands behind the list where that cannot be running text."""
    rest = [line for line in draft.lines if line.number not in hidden]
    if ranked is None:
        return rest, []
    last = max(line.number for line in ranked.lines)
    before = [line for line in rest if line.number < last]
    behind = [line for line in rest if line.number > last and line.number not in draft.source.stamps]
    if not any(is_prose(line.text) for line in before):
        return rest, []
    prose = [line for line in behind if is_prose(line.text) or is_correction(line.text)]
    text = next((line for line in prose if not is_correction(line.text)), None)
    if text is not None:
        draft.note("text_after_list", "The text goes on behind the most-read list; it was kept.", text.number)
    if prose:
        return rest, []
    return before, visible(behind)


def _bare_dates(draft: Draft) -> list[Line]:
    """Dates without a label, of which one may be meant as the date of posting where no other is."""
    stamps = draft.source.stamps
    posted = any(stamp.role is Role.PUBLISHED for line in draft.lines for stamp in stamps.get(line.number, ()))
    if posted:
        return []
    seen = islice((line for line in draft.lines if line.text), BARE_REACH)
    return [line for line in seen if line.number not in stamps and is_bare_date(line.text)]


def _later_names(lines: Sequence[Line]) -> frozenset[str]:
    """The first two to four words of the last lines, folded: a bio begins with its author's name."""
    starts = [line.text.lstrip(OPENERS).split(maxsplit=5)[:5] for line in visible(lines)[-NAME_REACH:]]
    return frozenset(
        " ".join(start[:count]).casefold().rstrip(",") for start in starts for count in (2, 3, 4) if len(start) > count
    )


def _from_rubric(head: Head, names: Callable[[], frozenset[str]]) -> Byline | None:
    """A rubric may name the author: "[홍길동 칼럼]", or "[Jane Doe]" where the bio begins with her name."""
    match = COLUMN_OF.fullmatch(head.series)
    named = names_only(head.series) if head.series and head.series.casefold() in names() else None
    people = (Credit(name=match.group(1)),) if match else named.credits if named else ()
    if not people or head.series_line is None:
        return None
    head.byline_lines = [head.series_line]
    return Byline(f"[{head.series}]", people, "the name in the rubric", 0.6)


def _fill(draft: Draft, found: Found) -> Document:
    head, body, byline = found.head, found.body, found.byline
    headline, standfirst = _head_texts(draft, head)
    corrections = place_corrections(draft, body.corrections, found.dating)
    blocks = [_requoted(draft, block) for block in mark_headings(body.blocks)]
    said = [block for block in body.bio if not is_heading_of_bio(block.text)]
    bio = "\n\n".join(draft.requoted(block.text, block.first) for block in said)
    _place_head(draft, found)
    _place_body(draft, blocks, body)
    draft.notices += found.dating.notices
    note_missing(draft, headline, blocks, byline)
    note_bio(draft, bio, body, byline)
    return Document(
        source=draft.source.name,
        format="text",
        identity="",
        headline=headline,
        standfirst=standfirst,
        byline=byline.printed if byline else "",
        credits=byline.credits if byline else (),
        published=found.dating.moments.get(Role.PUBLISHED),
        updated=found.dating.moments.get(Role.UPDATED),
        paragraphs=tuple(block.text for block in blocks),
        body_html=to_html(blocks),
        bio=bio,
        series=head.series,
        tags=_tags(draft, [*head.tag_lines, *body.tag_lines]),
        most_read=_ranked(draft, found.ranked),
        most_read_day=found.ranked.day if found.ranked else None,
        corrections=corrections,
        language=_language(draft, " ".join((headline, standfirst, *(block.text for block in blocks)))),
        text=draft.source.text,
        encoding=draft.source.encoding,
    )


def _requoted(draft: Draft, block: Block) -> Block:
    text = draft.requoted(block.text, block.first)
    return block if text is block.text else replace(block, text=text)


def _head_texts(draft: Draft, head: Head) -> tuple[str, str]:
    headline = collapse(" ".join(line.text for line in head.headline))
    rubric, rest = split_rubric(headline)
    if rest and rubric == head.series:
        headline = rest
    headline = without_kicker(collapse(HEADLINE_LABEL.sub("", headline, count=1)))
    standfirst = collapse(" ".join(line.text for line in head.standfirst))
    standfirst = DASH.sub("", standfirst, count=1) if len(head.standfirst) == 1 else standfirst
    return (
        draft.requoted(headline, head.headline[0].number) if headline else "",
        draft.requoted(standfirst, head.standfirst[0].number) if standfirst else "",
    )


def _place_head(draft: Draft, found: Found) -> None:
    head, byline = found.head, found.byline
    draft.place("headline", _numbers(head.headline), *head.headline_rule)
    draft.place("standfirst", _numbers(head.standfirst), *head.standfirst_rule)
    if byline is not None:
        for key in ("byline", "authors"):
            draft.place(key, _numbers(head.byline_lines or found.body.byline_lines), byline.rule, byline.confidence)
    for role, key in ((Role.PUBLISHED, "published_at"), (Role.UPDATED, "updated_at")):
        if role in found.dating.lines:
            draft.place(key, *_date_place(draft, found.dating.lines[role]))
    if head.series_line is not None:
        draft.place("series", [head.series_line.number], "a rubric before the headline", 0.8)
        message = f"“{head.series}” before the headline was taken as the name of a series."
        draft.note("rubric", message, head.series_line.number, Severity.NOTE)
    if head.uncertain:
        number = head.headline[0].number
        message = f"Line {number} was taken as the headline, although it reads like a sentence."
        draft.note("headline_uncertain", message, number)


def _date_place(draft: Draft, number: int) -> tuple[list[int], str, float]:
    """A label that stands alone has its date on the next line, which has no stamps of its own."""
    stamps = draft.source.stamps
    if number not in stamps:
        return [number], "a date without a label", 0.5
    later = [line.number for line in visible(draft.lines) if line.number > number][:1]
    return [number, *(follow for follow in later if stamps.get(follow) == ())], "a labelled date", 0.98


def _place_body(draft: Draft, blocks: Sequence[Block], body: Body) -> None:
    for rule, confidence, kinds in KINDS:
        draft.place("body", _block_numbers(block for block in blocks if block.kind in kinds), rule, confidence)
    draft.place("bio", _block_numbers(body.bio), *body.bio_rule)
    for block in blocks:
        if is_rule(block.text):
            message = f"Line {block.first} is a drawn line; it was kept in the text."
            draft.note("rule_line", message, block.first, Severity.NOTE)


def _ranked(draft: Draft, ranked: RankedList | None) -> tuple[RankedHeadline, ...]:
    if ranked is None:
        return ()
    draft.place("most_read", _numbers(ranked.lines), ranked.rule, ranked.confidence)
    draft.notices += ranked.notices
    return tuple(
        RankedHeadline(rank=entry.rank, headline=draft.requoted(entry.headline, entry.line or 1), line=entry.line)
        for entry in ranked.entries
    )


def _tags(draft: Draft, lines: Sequence[Line]) -> tuple[str, ...]:
    draft.place("tags", _numbers(lines), "a line of tags", 0.95)
    return tuple(dict.fromkeys(tag for line in lines for tag in read_tags(line.text)))


def _identity(canonical: Source, part: tuple[int, int], hidden: set[int], empty_number: int | None) -> str:
    """Hash what the article says, without its list: the same in every encoding and whatever repair was refused."""
    lines = canonical.lines[part[0] : part[1]]
    texts = [line.text for line in visible(lines) if line.number not in hidden and not is_rule(line.text)]
    if empty_number is not None:
        texts = [str(empty_number), canonical.text]
    said = unicodedata.normalize("NFC", collapse(" ".join(texts)))
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _language(draft: Draft, text: str) -> str:
    language, confidence = tell_language(text)
    if language:
        draft.provenance["language"] = (Provenance(rule="the share of Hangul", confidence=confidence),)
    return language


def _numbers(lines: Iterable[Line]) -> list[int]:
    return [line.number for line in lines]


def _block_numbers(blocks: Iterable[Block]) -> list[int]:
    return [number for block in blocks for number in range(block.first, block.last + 1)]
