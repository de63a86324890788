"""The reader of text dumps of article pages: from bytes to documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.importing.documents import Document, Lesson, ReadOptions, UnreadableError
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

    Raises UnreadableError for a text without a word, ValueError for an unknown time zone.
    """
    zone = _zone(options.timezone)
    source = _source(name, decoded, zone, options.refused_repairs)
    canonical = _source(name, decoded, zone, frozenset()) if options.refused_repairs else source
    if not any(line.text for line in canonical.lines):
        raise UnreadableError(f"{name} is empty: there is nothing in it that could be printed.", code="empty_file")
    documents = _documents(source, canonical)
    return _by_lessons(documents, source, canonical, options.lessons) if options.lessons else documents


def _documents(source: Source, canonical: Source) -> tuple[Document, ...]:
    parts = split(Page.of(source.lines, source.stamps, source.runs))
    return tuple(
        assemble(source, canonical, part, number if len(parts) > 1 else 0) for number, part in enumerate(parts, start=1)
    )


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
