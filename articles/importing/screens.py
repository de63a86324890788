"""One document on its page, beyond `review`: marks, where each value came from, what may be meant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property

from articles import markup
from articles.editing import wording
from articles.editing.subjects.suggester import Suggestion
from articles.importing import marking, review, suggesting, values
from articles.importing.documents import Severity
from articles.importing.listing import OPEN
from articles.importing.marking import Piece
from articles.importing.models import StagedDocument
from articles.models import Article
from articles.readership import matching

SURE, FAIRLY, UNSURE = 0.95, 0.8, 0.5
LIKE_ENOUGH = 90  # percent: a line of a printed list and a headline of ours are the same column
FEW_LINES, BEFORE, BEHIND, MOST_LINES = 600, 15, 40, 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line of the source in pieces; `use` says what became of it: "used", "blank", "unused" or "other"."""

    number: int
    pieces: list[Piece]
    use: str
    warned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the value of a field came from, for the line below it."""

    key: str
    line: int | None
    words: str
    is_unsure: bool
    is_edited: bool
    read: str


class Screen:
    """One document as its page shows it: `review.View` with marks, origins and suggestions."""

    def __init__(self, staged: StagedDocument) -> None:
        """Take a document with its run and file."""
        self.staged = staged
        self.view = review.show(staged)

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Where each field came from."""
        return {field.name: self._origin(field) for field in self.view.fields}

    def _origin(self, field: review.Field) -> Origin:
        line = next((line.number for line in self.view.lines if field.name in line.fields), None)
        return Origin(
            key=marking.KEYS.get(field.name, ""),
            line=line,
            words=f"{field.found}; {sureness(field.confidence)}" if field.found else "",
            is_unsure=field.is_unsure,
            is_edited=field.is_edited,
            read=in_words(field.name, field.read) if field.is_edited else "",
        )

    @cached_property
    def source(self) -> list[SourceLine]:
        """The lines of the source that concern this document, with their marks."""
        lines = self.view.lines
        marked = [line.number for line in lines if line.fields]
        first, last = (marked[0], marked[-1]) if marked else (1, len(lines))
        is_shared = "#" in self.staged.source
        start, stop = (0, len(lines)) if len(lines) <= FEW_LINES else (max(0, first - BEFORE), last + BEHIND)
        wanted = self._wanted()
        return [
            SourceLine(
                number=line.number,
                pieces=marking.pieces(line.text, line.fields, wanted),
                use=use(line, outside=is_shared and not first <= line.number <= last),
                warned=line.warned,
            )
            for line in lines[start:stop][:MOST_LINES]
        ]

    def _wanted(self) -> dict[str, list[str]]:
        read = self.staged.parsed
        if not read:
            return {}
        return {
            "headline": [read["headline"]],
            "credits": [part for credit in read["credits"] for part in (credit["name"], credit["title"]) if part],
            "most_read": [line["headline"] for line in read["most_read"]],
            "series": [read["series"]],
        }

    @property
    def is_shortened(self) -> bool:
        """Whether the file has more lines than are shown."""
        return len(self.source) < len(self.view.lines)

    @property
    def has_unused(self) -> bool:
        """Whether some line with text in it was not used."""
        return any(line.use == "unused" for line in self.source)

    @cached_property
    def matches(self) -> dict[int, Article]:
        """Columns of ours that the lines of the printed list mean, by the place of the line."""
        found = {}
        for place, line in enumerate(self.view.values.most_read[:10] if self.view.values else ()):
            best = matching.suggest(line.headline, limit=1)
            if best and best[0][1] >= LIKE_ENOUGH:
                found[place] = best[0][0]
        return found

    @cached_property
    def suggested_tags(self) -> list[Suggestion]:
        """Tags that fit the text and that it has not yet, each with the words that caused it."""
        return suggesting.missing(self.staged)

    @cached_property
    def place(self) -> tuple[int, int, int]:
        """Its number among all documents of the run, how many there are, and how many are still open."""
        documents = self.staged.run.documents
        is_before = Q(rank__lt=self.staged.rank) | Q(rank=self.staged.rank, id__lt=self.staged.pk)
        numbers = documents.aggregate(
            before=Count("id", filter=is_before), total=Count("id"), open=Count("id", filter=Q(state__in=OPEN))
        )
        return numbers["before"] + 1, numbers["total"], numbers["open"]

    @property
    def doubts(self) -> int:
        """How many warnings want a look or stop."""
        return sum(warned.notice.severity is not Severity.NOTE for warned in self.view.warnings)


def use(line: review.Line, *, outside: bool) -> str:
    """Return what became of a line of the source."""
    if line.fields:
        return "used"
    if not line.text.strip():
        return "blank"
    return "other" if outside else "unused"


def sureness(confidence: float | None) -> str:
    """Return how sure a rule is, in words."""
    if confidence is None or confidence >= SURE:
        return "sure"
    if confidence >= FAIRLY:
        return "fairly sure"
    return "not sure: look at it" if confidence >= UNSURE else "a guess: look at it"


def in_words(name: str, value: Any) -> str:
    """Return a value as it was read, for the note beside an edited field."""
    if not value:
        return "nothing"
    if name in values.MOMENTS:
        return wording.moment(datetime.fromisoformat(value))
    if name == "credits":
        return ", ".join(credit["name"] for credit in value)
    if name == "most_read":
        return f"{len(value)} line{'' if len(value) == 1 else 's'}, first “{value[0]['headline']}”"
    plain = markup.text(markup.clean(value)) if name == "body_html" else str(value)
    return f"“{markup.shorten(' '.join(plain.split()), length=160)}”"


def next_undecided(staged: StagedDocument) -> StagedDocument | None:
    """Return the document to decide on after this one: the next in order of review, else the first; held ones rest."""
    queue = review.to_decide(staged.run).filter(decided_at=None).exclude(pk=staged.pk)
    is_after = Q(rank__gt=staged.rank) | Q(rank=staged.rank, id__gt=staged.pk)
    return queue.filter(is_after).first() or queue.first()


def address(staged: StagedDocument) -> str:
    """Return where a document is reviewed."""
    return reverse("importing:document", args=[staged.run_id, staged.pk])
