"""The reader of text dumps of article pages: from bytes to documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.importing.documents import (
    Document,
    Lesson,
    Notice,
    ReadOptions,
    Severity,
    UnreadableError,
    Verdict,
)
from articles.importing.readers.decoding import Decoded, decode
from articles.importing.readers.kinds import refuse_markup, refuse_other_kinds
from articles.importing.readers.lines import Line, make_line
from articles.importing.readers.sniffing import Sample
from articles.importing.readers.textdump.articles_apart import Page, split
from articles.importing.readers.textdump.assembly import assemble
from articles.importing.readers.textdump.dates import find_date_lines
from articles.importing.readers.textdump.lessons import choose, marked, teach, wants
from articles.importing.readers.textdump.ranked_lists import find_runs
from articles.importing.readers.textdump.repairs import HTML_ENTITIES, decode_entities, repair_file
from articles.importing.readers.textdump.sources import Source

LONGEST = 3_000_000  # characters of a column, the same as of a web page
MOST_LINES = 1_000_000  # of a file, which may hold many columns


def fits(sample: Sample) -> bool:
    """Take whatever no other reader wants: `read` refuses what is no text."""
    return True


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every article of a text file; at least one document, held where it cannot be understood.

    Raises UnreadableError for an empty file, another kind of file and an unknown encoding, ValueError for an unknown
    time zone.
    """
    refuse_other_kinds(name, content)
    decoded = decode(name, content)
    refuse_markup(name, decoded.text)
    return read_decoded(name, decoded, options)


def read_decoded(name: str, decoded: Decoded, options: ReadOptions) -> tuple[Document, ...]:
    """Read every article of a text that is decoded already; other readers come here with paragraphs nobody labelled.

    Raises UnreadableError for a text without a word or with far too many lines, ValueError for an unknown time zone.
    """
    zone = _zone(options.timezone)
    if len(decoded.text) > LONGEST and decoded.text.count("\n") > MOST_LINES:
        message = f"{name} has more than {MOST_LINES:,} lines: part it into several files."
        raise UnreadableError(message, code="too_big")
    source = _source(name, decoded, zone, options.refused_repairs)
    canonical = _source(name, decoded, zone, frozenset()) if options.refused_repairs else source
    if not any(line.text for line in canonical.lines):
        raise UnreadableError(f"{name} is empty: there is nothing in it that could be printed.", code="empty_file")
    documents = _documents(source, canonical)
    return _by_lessons(documents, source, canonical, options.lessons) if options.lessons else documents


def _documents(source: Source, canonical: Source) -> tuple[Document, ...]:
    parts = split(Page.of(source.lines, source.stamps, source.runs))
    return tuple(
        _too_long(source, number if len(parts) > 1 else 0)
        if _is_too_long(source, part)
        else assemble(source, canonical, part, number if len(parts) > 1 else 0)
        for number, part in enumerate(parts, start=1)
    )


def _is_too_long(source: Source, part: tuple[int, int]) -> bool:
    """Whether some lines are more than any column."""
    return len(source.text) > LONGEST and sum(len(line.text) for line in source.lines[slice(*part)]) > LONGEST


def _too_long(source: Source, number: int) -> Document:
    """Return what is said of a part of a file that is more than any column; its bytes are kept."""
    name = f"{source.name}#{number}" if number else source.name
    message = f"{name} has more than {LONGEST:,} characters: no column is that long. Part it, if it holds several."
    notice = Notice(code="too_big", message=message, severity=Severity.HOLD)
    return Document(source=name, format="text", identity="", verdict=Verdict.REJECTED, notices=(notice,))


def _by_lessons(
    documents: tuple[Document, ...], source: Source, canonical: Source, lessons: Sequence[Lesson]
) -> tuple[Document, ...]:
    """Read again by lessons what could not be understood without them."""
    lines, taught = teach(source.lines, lessons) if any(map(wants, documents)) else ((), {})
    if not taught:
        return documents
    read = replace(source, lines=lines, stamps=find_date_lines(lines), runs=find_runs(lines))
    return choose(documents, [marked(document, taught) for document in _documents(read, canonical)])


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"There is no time zone called {name!r}; give one such as Asia/Seoul."
        raise ValueError(message) from error


def _source(name: str, decoded: Decoded, zone: ZoneInfo, refused: frozenset[str]) -> Source:
    text, repaired = repair_file(decoded.text, refused)
    printed = text.split("\n")
    numbered = enumerate(printed, start=1) if "&" in text else ()
    entities = tuple(number for number, line in numbered if decode_entities(line) != line)
    if entities:
        repaired[HTML_ENTITIES] = entities
    lines = _lines(printed, decode=bool(entities) and HTML_ENTITIES not in refused)
    return Source(
        name=name,
        text=text,
        encoding=decoded.encoding,
        zone=zone,
        refused=refused,
        lines=lines,
        stamps=find_date_lines(lines),
        runs=find_runs(lines),
        repaired=repaired,
        notices=decoded.notices,
    )


def _lines(printed: Sequence[str], *, decode: bool) -> list[Line]:
    shown = (decode_entities(line) for line in printed) if decode else iter(printed)
    return [make_line(number, line) for number, line in enumerate(shown, start=1)]
