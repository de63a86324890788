"""How good the ranking is on judged documents: the same scoring as on the site, without the display rules. No database.

Two documents are relevant to each other when they share a label; the ranking never sees labels.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.dateparse import parse_date, parse_datetime

from articles.related import ageing, subjects, terms
from articles.related.archive import Archive
from articles.related.columns import Column
from articles.related.terms import Words
from articles.words import prepare

# The least that a list holds, where there are so many documents.
LISTED = 20


@dataclass(frozen=True, slots=True)
class Document:
    """A line of the file: a column with its own id, its words, and the labels that judge it."""

    key: str
    column: Column
    words: tuple[Words, Words]
    labels: frozenset[str]


def read(path: Path) -> list[Document]:
    """Return the documents of a file of JSON lines, plain or gzipped. ValueError names the line that is wrong."""
    tags: dict[str, int] = {}
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [_document(number, line, tags) for number, line in enumerate(lines, start=1) if line.strip()]


def _document(number: int, line: str, tags: dict[str, int]) -> Document:
    try:
        values = json.loads(line)
        key, headline, text = str(values["id"]), str(values.get("headline") or ""), str(values.get("text") or "")
        names = {str(name): tags.setdefault(str(name).casefold(), len(tags)) for name in values.get("tags") or ()}
        published_at = _moment(values.get("date"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"Line {number} is not a document: {error}") from error
    return Document(
        key=key,
        column=Column(id=number, published_at=published_at, tags={pk: name for name, pk in names.items()}),
        words=terms.both(prepare(headline), prepare(text)),
        labels=frozenset(map(str, values.get("labels") or ())),
    )


def _moment(value: Any) -> datetime | None:
    """Return a date as an aware moment; one without a zone is taken as UTC. ValueError where it is none."""
    if value is None:
        return None
    moment = parse_datetime(str(value))
    if moment is None:
        day = parse_date(str(value))
        if day is None:
            raise ValueError(f"“{value}” is not a date")
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def rankings(documents: Sequence[Document]) -> Iterator[list[int]]:
    """Yield for each document the places of the others, best first, at least LISTED of them where there are so many.

    What has nothing in common follows by date and place, as every list of the site has a fixed order to its end.
    """
    holding = Counter(word for document in documents for word in document.words[0].words)
    tagged = Counter(tag for document in documents for tag in document.column.tags)
    archive = Archive(
        [document.column for document in documents],
        (document.words for document in documents),
        public=frozenset(document.column.id for document in documents),
        articles=len(documents),
        holding=holding,
        tags=subjects.known(len(documents), tagged, news=_news(documents)),
    )
    _learn(archive, documents)
    place = {document.column.id: number for number, document in enumerate(documents)}
    rest = sorted(range(len(documents)), key=lambda number: _newest_first(documents[number].column))
    for number, document in enumerate(documents):
        ranked = [place[pair.other.id] for pair in archive.compare(document.column.id).pairs]
        if len(ranked) < LISTED:
            known = {number, *ranked}
            ranked += [other for other in rest if other not in known][: LISTED - len(ranked)]
        yield ranked


def _news(documents: Iterable[Document]) -> dict[int, float]:
    """Return how far each tag is news, by the dates of its documents."""
    dated = [(one.column.published_at.toordinal(), one.column.tags) for one in documents if one.column.published_at]
    moved = ageing.evenly(sorted(day for day, _ in dated))
    days: dict[int, list[float]] = defaultdict(list)
    for day, tags in dated:
        for tag in tags:
            days[tag].append(moved(day))
    return {tag: ageing.news(sorted(some)) for tag, some in days.items()}


def _learn(archive: Archive, documents: Sequence[Document]) -> None:
    """Let the archive be compared by what its words mean, as `rebuilding` does, the documents in order of their ids."""
    order = sorted(range(len(documents)), key=lambda number: documents[number].key)
    words, vectors = archive.fit(order)
    if words:
        archive.take_meanings(np.stack(list(archive.averaged(archive.own_meanings(words, vectors)))))


def _newest_first(column: Column) -> tuple[float, int]:
    return -(column.published_at.timestamp() if column.published_at else 0.0), -column.id


def figures(
    documents: Sequence[Document], lists: Sequence[Sequence[int]], *, of: Container[int] | None = None
) -> dict[str, float | None]:
    """Return P@5, nDCG@10, recall@10 and MAP, each the mean over documents with a relevant other; None without any.

    `of` keeps the mean to documents at these places. A list that is too short loses its missing places. Recall is
    capped: of the ten places or the relevant, the fewer. MAP is over the listed places.
    """
    by_label: dict[str, set[int]] = defaultdict(set)
    for number, document in enumerate(documents):
        for label in document.labels:
            by_label[label].add(number)
    rows = []
    for number, document in enumerate(documents):
        relevant = set().union(*(by_label[label] for label in document.labels)) - {number}
        if relevant and (of is None or number in of):
            rows.append(_measured([other in relevant for other in lists[number]], len(relevant)))
    names = ("P@5", "nDCG@10", "recall@10", "MAP")
    if not rows:
        return dict.fromkeys(names)
    return {name: round(sum(row[at] for row in rows) / len(rows), 4) for at, name in enumerate(names)}


def _measured(hits: Sequence[bool], relevant: int) -> tuple[float, float, float, float]:
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(10, relevant) + 1))
    gained = sum(1 / log2(rank + 1) for rank, hit in enumerate(hits[:10], start=1) if hit)
    precisions = [sum(hits[:rank]) / rank for rank, hit in enumerate(hits, start=1) if hit]
    return (
        sum(hits[:5]) / 5,
        gained / ideal,
        sum(hits[:10]) / min(10, relevant),
        sum(precisions) / min(len(hits), relevant) if hits else 0.0,
    )
