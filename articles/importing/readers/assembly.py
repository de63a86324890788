"""One article's lines made into a `Document`: every line gets a place, or a notice that says it has none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.contact import dangling_contact
from articles.importing.documents import Credit, Document, Notice, Provenance, RankedHeadline, Severity, Verdict
from articles.importing.readers import repairs
from articles.importing.readers.blocks import Block, Kind, mark_headings, to_html
from articles.importing.readers.body import Body, read_body
from articles.importing.readers.bylines import Byline
from articles.importing.readers.dates import Role, is_bare_date
from articles.importing.readers.dating import Dating, read_dates
from articles.importing.readers.header import HEADLINE_LABEL, Head, read_head, read_tags, split_rubric
from articles.importing.readers.lines import Line, collapse, hangul_share, is_prose, is_rule, visible
from articles.importing.readers.printed_lists import choose_list
from articles.importing.readers.quotes import requote
from articles.importing.readers.ranked_lists import RankedList
from articles.importing.readers.sources import Source

COLUMN_OF = re.compile(
    r"([가-힣]{2,4})(?:의|\s)\s*(?:[가-힣]+\s*)?(?:칼럼|컬럼|시론|에세이|시평|논단|세상|세상만사|글)"
)
CORRECTION = re.compile(
    r"(?:corrections?|clarifications?|editor[’']s\s+note|정정(?:\s*보도)?|바로잡습니다|바로\s*잡습니다)\s*[:：—–-]",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|is|a|that|it|for|on|was|with|as|be|are|this|by|not|who|or|what|how)\b", re.IGNORECASE
)
KOREAN_SHARE = 0.3
ENOUGH_WORDS = 12
NAME_REACH = 8
UNPLACED = "Line {}, “{}”, has no place in the article and was left out."


@dataclass(slots=True)
class _Draft:
    """What is gathered on the way to a document."""

    source: Source
    lines: Sequence[Line]
    notices: list[Notice] = field(default_factory=list)
    provenance: dict[str, tuple[Provenance, ...]] = field(default_factory=dict)
    quoted: list[int] = field(default_factory=list)
    half_quoted: list[int] = field(default_factory=list)

    def note(self, code: str, message: str, line: int | None = None, severity: Severity = Severity.WARN) -> None:
        self.notices.append(Notice(code=code, message=message, line=line, severity=severity))

    def place(self, key: str, numbers: Iterable[int], rule: str, confidence: float) -> None:
        found = tuple(Provenance(lines=span, rule=rule, confidence=confidence) for span in self.source.spans(numbers))
        self.provenance[key] = (*self.provenance.get(key, ()), *found)

    def requoted(self, text: str, line: int) -> str:
        """Repair the quotation marks of one field, unless that was refused."""
        result = requote(text)
        self.quoted += [line] if result.made else []
        self.half_quoted += [line] if result.unmatched else []
        return text if repairs.TEX_QUOTES in self.source.refused else result.text


def assemble(source: Source, canonical: Source, first: int, end: int, number: int) -> Document:
    """Make the document of the lines from index `first` up to `end`; `number` counts within a file of several.

    `canonical` is the same file with every repair made: the identity is taken from it.
    """
    draft = _Draft(source, source.lines[first:end])
    ranked, others = choose_list(draft.lines, source.runs, source.stamps)
    listed = {line.number for line in ranked.lines} if ranked else set()
    extra = {line.number for run in others for line in run.lines}
    main, tail = _around_list(draft, ranked, listed | extra)
    bare = _bare_dates(draft)
    head = read_head(main, {**source.stamps, **{line.number: () for line in bare}}, _later_names(draft.lines))
    body = read_body([line for line in main[head.rest :] if line.number not in source.stamps], tail, head.byline)
    dating = read_dates(draft.lines, source.stamps, _in_head(bare, main[: head.rest]), source.zone)
    byline = head.byline or body.byline or _from_rubric(head)
    document = _fill(draft, head, body, byline, dating, ranked)
    return _finish(draft, document, canonical, (first, end), number, listed | extra)


def _around_list(draft: _Draft, ranked: RankedList | None, hidden: set[int]) -> tuple[list[Line], list[Line]]:
    """The lines without those of lists, and what stands behind the list where that cannot be running text."""
    rest = [line for line in draft.lines if line.number not in hidden]
    if ranked is None:
        return rest, []
    last = max(line.number for line in ranked.lines)
    before = [line for line in rest if line.number < last]
    behind = [line for line in rest if line.number > last and line.number not in draft.source.stamps]
    if not any(is_prose(line.text) for line in before):
        return rest, []
    if any(is_prose(line.text) for line in behind):
        draft.note(
            "text_after_list", "The text goes on behind the most-read list; it was kept.", visible(behind)[0].number
        )
        return rest, []
    return before, visible(behind)


def _bare_dates(draft: _Draft) -> list[Line]:
    stamps = draft.source.stamps
    posted = any(stamp.role is Role.PUBLISHED for line in draft.lines for stamp in stamps.get(line.number, ()))
    return [] if posted else [line for line in draft.lines if line.number not in stamps and is_bare_date(line.text)]


def _in_head(bare: list[Line], head: Sequence[Line]) -> Line | None:
    return next((line for line in bare if line in head), None)


def _later_names(lines: Sequence[Line]) -> frozenset[str]:
    """The first two to four words of the last lines, folded: a bio begins with its author's name."""
    words = [line.text.split() for line in visible(lines)[-NAME_REACH - 10 :]]
    return frozenset(
        " ".join(line[:count]).casefold().rstrip(",") for line in words for count in (2, 3, 4) if len(line) > count
    )


def _from_rubric(head: Head) -> Byline | None:
    match = COLUMN_OF.fullmatch(head.series)
    if not match or head.series_line is None:
        return None
    head.byline_lines = [head.series_line]
    return Byline(f"[{head.series}]", (Credit(name=match.group(1)),), "the name in the rubric", 0.6)


def _fill(
    draft: _Draft, head: Head, body: Body, byline: Byline | None, dating: Dating, ranked: RankedList | None
) -> Document:
    blocks = mark_headings(body.blocks)
    headline, standfirst = _head_texts(draft, head)
    paragraphs = tuple(draft.requoted(block.text, block.first) for block in blocks)
    shown = [Block(block.kind, text, block.first, block.last) for block, text in zip(blocks, paragraphs, strict=True)]
    bio = "\n\n".join(draft.requoted(block.text, block.first) for block in body.bio)
    _place_head(draft, head, byline, body, dating)
    _place_body(draft, blocks, body)
    entries = _ranked(draft, ranked)
    draft.notices += dating.notices
    _note_missing(draft, headline, blocks, byline)
    _note_bio(draft, bio, body, byline)
    return Document(
        source=draft.source.name,
        format="text",
        identity="",
        headline=headline,
        standfirst=standfirst,
        byline=byline.printed if byline else "",
        credits=byline.credits if byline else (),
        published=dating.moments.get(Role.PUBLISHED),
        updated=dating.moments.get(Role.UPDATED),
        paragraphs=paragraphs,
        body_html=to_html(shown),
        bio=bio,
        series=head.series,
        tags=_tags(draft, [*head.tag_lines, *body.tag_lines]),
        most_read=entries,
        most_read_day=ranked.day if ranked else None,
        language=_language(draft, " ".join((headline, standfirst, *paragraphs))),
        text=draft.source.text,
        encoding=draft.source.encoding,
    )


def _head_texts(draft: _Draft, head: Head) -> tuple[str, str]:
    headline = collapse(" ".join(line.text for line in head.headline))
    rubric, rest = split_rubric(headline)
    if rest and collapse(rubric) == head.series:
        headline = rest
    headline = collapse(HEADLINE_LABEL.sub("", headline, count=1))
    standfirst = collapse(" ".join(line.text for line in head.standfirst))
    return (
        draft.requoted(headline, head.headline[0].number) if headline else "",
        draft.requoted(standfirst, head.standfirst[0].number) if standfirst else "",
    )


def _place_head(draft: _Draft, head: Head, byline: Byline | None, body: Body, dating: Dating) -> None:
    draft.place("headline", _numbers(head.headline), *head.headline_rule)
    draft.place("standfirst", _numbers(head.standfirst), *head.standfirst_rule)
    if byline is not None:
        lines = head.byline_lines or body.byline_lines
        draft.place("byline", _numbers(lines), byline.rule, byline.confidence)
        draft.place("authors", _numbers(lines), byline.rule, byline.confidence)
    if head.series_line is not None:
        draft.place("series", [head.series_line.number], "a rubric before the headline", 0.8)
        message = f"“{head.series}” before the headline was taken as the name of a series."
        draft.note("rubric", message, head.series_line.number, Severity.NOTE)
    for role, key in ((Role.PUBLISHED, "published_at"), (Role.UPDATED, "updated_at")):
        if role in dating.lines:
            number = dating.lines[role]
            labelled = bool(draft.source.stamps.get(number)) or number in draft.source.stamps
            draft.place(
                key,
                _date_lines(draft, number),
                "a labelled date" if labelled else "a date without a label",
                0.98 if labelled else 0.5,
            )
    for line in head.rules:
        draft.note("rule_line", f"Line {line.number} is only a drawn line.", line.number, Severity.NOTE)
    if head.uncertain:
        message = f"Line {head.headline[0].number} was taken as the headline, although it reads like a sentence."
        draft.note("headline_uncertain", message, head.headline[0].number)


def _date_lines(draft: _Draft, number: int) -> list[int]:
    """A label that stands alone has its date on a later line, which has no stamps of its own."""
    later = [line.number for line in visible(draft.lines) if line.number > number][:1]
    return [number, *(follow for follow in later if draft.source.stamps.get(follow) == ())]


def _place_body(draft: _Draft, blocks: Sequence[Block], body: Body) -> None:
    for rule, confidence, kinds in (
        ("paragraphs", 0.95, {Kind.PARAGRAPH, Kind.QUOTATION}),
        ("a numbered or bulleted list in the text", 0.85, {Kind.NUMBERED, Kind.BULLETED}),
        ("a short line between paragraphs, taken as a sub-heading", 0.6, {Kind.HEADING}),
    ):
        numbers = [n for block in blocks if block.kind in kinds for n in range(block.first, block.last + 1)]
        draft.place("body", numbers, rule, confidence)
    draft.place("bio", [n for block in body.bio for n in range(block.first, block.last + 1)], *body.bio_rule)
    for block in blocks:
        if CORRECTION.match(block.text):
            draft.note(
                "correction_found",
                f"Line {block.first} is a correction or a note; it was kept in the text.",
                block.first,
                Severity.NOTE,
            )
        elif is_rule(block.text):
            draft.note(
                "rule_line", f"Line {block.first} is a drawn line; it was kept in the text.", block.first, Severity.NOTE
            )


def _ranked(draft: _Draft, ranked: RankedList | None) -> tuple[RankedHeadline, ...]:
    if ranked is None:
        return ()
    draft.place("most_read", _numbers(ranked.lines), ranked.rule, ranked.confidence)
    draft.notices += ranked.notices
    return tuple(
        RankedHeadline(rank=entry.rank, headline=draft.requoted(entry.headline, entry.line or 1), line=entry.line)
        for entry in ranked.entries
    )


def _tags(draft: _Draft, lines: Sequence[Line]) -> tuple[str, ...]:
    draft.place("tags", _numbers(lines), "a line of tags", 0.95)
    return tuple(dict.fromkeys(tag for line in lines for tag in read_tags(line.text)))


def _note_missing(draft: _Draft, headline: str, blocks: Sequence[Block], byline: Byline | None) -> None:
    if not headline:
        draft.note("no_headline", "No headline was found.", severity=Severity.HOLD)
    if not blocks:
        draft.note("no_body", "No text of an article was found.", severity=Severity.HOLD)
    if byline is None and blocks:
        draft.note("no_byline", "No byline was found: an unsigned editorial?", severity=Severity.NOTE)


def _note_bio(draft: _Draft, bio: str, body: Body, byline: Byline | None) -> None:
    dangling = dangling_contact(bio)
    if dangling:
        message = f"The bio breaks off after “{dangling}”: the address is missing. Readers are not shown that sentence."
        draft.note("bio_cut_off", message, body.bio[-1].last)
    if bio and byline is None:
        draft.note("bio_without_byline", "There is a bio but no byline: name the author.", body.bio[0].first)
    if body.byline is not None:
        draft.note(
            "byline_at_end",
            f"The author was taken from line {body.byline_lines[0].number}, at the end.",
            body.byline_lines[0].number,
        )


def _finish(
    draft: _Draft, document: Document, canonical: Source, part: tuple[int, int], number: int, listed: set[int]
) -> Document:
    _note_repairs(draft)
    _note_file(draft)
    _account_for_all(draft)
    held = any(notice.severity is Severity.HOLD for notice in draft.notices)
    empty = not document.headline and not document.paragraphs
    return replace(
        document,
        source=f"{draft.source.name}#{number}" if number else draft.source.name,
        identity=_identity(canonical, part, listed, number if empty else None),
        verdict=Verdict.HELD if held else Verdict.READY,
        notices=tuple(sorted(draft.notices, key=lambda notice: notice.line or 0)),
        provenance={key: found for key, found in draft.provenance.items() if found},
    )


def _note_repairs(draft: _Draft) -> None:
    own = {line.number for line in draft.lines}
    for code, lines in draft.source.repaired.items():
        concerned = tuple(number for number in lines if number in own)
        if concerned:
            draft.notices.append(repairs.repair_notice(code, concerned, draft.source.refused))
    if draft.quoted:
        lines = tuple(sorted(set(draft.quoted)))
        draft.notices.append(repairs.repair_notice(repairs.TEX_QUOTES, lines, draft.source.refused))
    for line in sorted(set(draft.half_quoted)):
        message = f"Back-quotes in line {line} have no partner of their own kind: see whether the quotation ends where it should."
        draft.note("tex_quotes_unmatched", message, line)


def _note_file(draft: _Draft) -> None:
    """What concerns the whole file is said in each document, what concerns a line where the damage is."""
    damaged = any("\ufffd" in line.text for line in draft.lines)
    draft.notices += [notice for notice in draft.source.notices if notice.line is None or damaged]


def _account_for_all(draft: _Draft) -> None:
    """Say of every line that got no place that it has none."""
    known = {notice.line for notice in draft.notices}
    for found in draft.provenance.values():
        for item in found:
            first, last = item.lines or (1, 0)
            known.update(range(first, last + 1))
    for line in visible(draft.lines):
        if line.number in known:
            continue
        if is_rule(line.text):
            draft.note("rule_line", f"Line {line.number} is only a drawn line.", line.number, Severity.NOTE)
        else:
            draft.note("unplaced_text", UNPLACED.format(line.number, line.text[:200]), line.number)


def _identity(canonical: Source, part: tuple[int, int], listed: set[int], empty_number: int | None) -> str:
    """Hash what the article says, without its list: the same in every encoding and whatever repair was refused."""
    first, end = part
    texts = [line.text for line in canonical.lines[first:end] if line.number not in listed and not is_rule(line.text)]
    if empty_number is not None:
        texts = [str(empty_number), canonical.text]
    said = unicodedata.normalize("NFC", collapse(" ".join(texts)))
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _language(draft: _Draft, text: str) -> str:
    """ "ko" or "en" by the letters; "" where they do not tell."""
    share = hangul_share(text)
    words = text.split()
    english = share < KOREAN_SHARE and len(ENGLISH.findall(text)) * ENOUGH_WORDS >= len(words) > 0
    language = "ko" if share >= KOREAN_SHARE else "en" if english else ""
    if language:
        confidence = max(share, 1 - share)
        draft.provenance["language"] = (
            Provenance(rule="the share of Hangul among the letters", confidence=round(confidence, 2)),
        )
    return language


def _numbers(lines: Iterable[Line]) -> list[int]:
    return [line.number for line in lines]
