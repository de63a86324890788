"""What became of each document of a run, as a table to keep: a line a warning, with the words that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Q
from django.urls import reverse

from articles import spreadsheets
from articles.importing import listing
from articles.importing.documents import Severity
from articles.importing.models import ImportRun, StagedDocument

A_BATCH = 200
LONGEST = 500
# “code” is the rule by which something is said, “text” what stands in the source at that place.
HEADS = (
    "source", "outcome", "state", "headline", "by", "posted", "column", "line", "code", "severity", "message", "reason",
    "text",
)  # fmt: skip
State = StagedDocument.State


def report(run: ImportRun, *, stopped: bool = False) -> Iterator[str]:
    """Return the lines of a run's report, made one by one; `stopped`: only what is held or could not be read."""
    return spreadsheets.lines(HEADS, _table(run, stopped=stopped))


def _table(run: ImportRun, *, stopped: bool) -> Iterator[tuple[Any, ...]]:
    for ids in _batches(_ids(run, stopped=stopped)):
        for staged in _rows(ids):
            yield from _cells(staged)
    for known in () if stopped else listing.repeats(run):
        article = known["article"]
        begin = (known["source"], known["outcome"], "", str(article or ""), "", "", _address(article))
        yield (*begin, *[""] * (len(HEADS) - len(begin)))


def _ids(run: ImportRun, *, stopped: bool) -> list[int]:
    found = run.documents.order_by("position")
    if stopped:
        found = found.filter(Q(state=State.HELD) | Q(state=State.REJECTED, decided_at__isnull=True))
    return list(found.values_list("pk", flat=True))


def _rows(ids: Sequence[int]) -> list[StagedDocument]:
    """Return documents with their text, but without the bytes that they came in: one query."""
    found = StagedDocument.objects.select_related("article", "decided_by", "source_file")
    documents = found.defer("article__body", "source_file__content").in_bulk(ids)
    return [documents[pk] for pk in ids if pk in documents]


def _cells(staged: StagedDocument) -> Iterator[tuple[Any, ...]]:
    """Yield a line for each warning of a document, and one where it has none."""
    row = listing.row(staged)
    known = (staged.source, staged.outcome, row.state[1], staged.headline, row.authors, row.posted)
    begin = (*known, _address(staged.article))
    text_of_file = staged.text if row.notices else ""
    lines, instead = text_of_file.split("\n"), "" if text_of_file else without_text(staged)
    for notice in row.notices:
        text = instead or _words_at(lines, notice.line, is_whole=notice.severity is Severity.HOLD)
        yield (
            *begin, notice.line or "", notice.code, notice.severity.value, notice.message, staged.reason, text,
        )  # fmt: skip
    if not row.notices:
        yield (*begin, "", "", "", "", staged.reason, "")


def _words_at(lines: Sequence[str], line: int | None, *, is_whole: bool) -> str:
    """Return the line that a warning is about; the beginning of the text where what stops it is in no one line."""
    if line is not None and line <= len(lines):
        return lines[line - 1].strip()[:LONGEST]
    return "\n".join(lines).strip()[:LONGEST] if is_whole else ""


def without_text(staged: StagedDocument) -> str:
    """Return what stands in place of the words of what is no text: its file’s kind, size and hash, and where it is."""
    file = staged.source_file
    if file is None:
        return "[its bytes were not kept]"
    kind = PurePosixPath(file.name).suffix or staged.format or "unnamed"
    where = reverse("importing:source", args=[staged.run_id, staged.pk])
    return f"[not text: {kind}, {file.size:,} bytes, sha256 {file.sha256}; the bytes: {where}]"


def _address(article: Any) -> str:
    """Return where a column is edited."""
    return reverse("admin:articles_article_change", args=[article.pk]) if article else ""


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids in parts that fit into one query."""
    for start in range(0, len(ids), A_BATCH):
        yield ids[start : start + A_BATCH]
