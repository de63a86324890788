"""What the loader's screens show: runs with their counts, documents worst first, and one document beside its source.

for row in runs(limit=50): row.run, row.open, row.counts
view = show(staged)
view.lines      the source, line by line, each with the fields that were found in it
view.fields     each field: what was read, what an editor changed, and where it was found, in a sentence
view.warnings   each with its severity and the repair that can be refused or taken back
view.people     for each name of the byline, who it may be and what was chosen
view.previous, view.next   among the documents still to be decided on, worst first
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from articles.importing import document_json, people, values
from articles.importing.dated_notices import date_meant
from articles.importing.documents import Document, Notice, Provenance, Severity
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.people import Candidate
from articles.importing.values import Values
from authors.models import Author

# Which provenance speaks of which field of the form; the rest have the same name.
_NAMES = {
    "published_at": "published_at", "published": "published_at", "updated": "updated_at", "body": "body_html",
    "paragraphs": "body_html", "authors": "credits", "byline": "credits",
}  # fmt: skip
FIELDS = (
    "headline", "credits", "published_at", "updated_at", "standfirst", "series", "body_html", "bio", "corrections",
    "most_read", "language", "kind", "legacy_url",
)  # fmt: skip
_SURE = 0.8
_SHAKY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run with the number of documents that still wait for an editor, and of all by state."""

    run: ImportRun
    open: int
    by_state: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the source; `fields` were found in it, the first of them colours it."""

    number: int
    text: str
    fields: tuple[str, ...]
    warned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the form. `value` is the editor's where there is one, else what was read."""

    name: str
    value: Any
    read: Any
    is_edited: bool
    found: str
    confidence: float | None

    @property
    def is_unsure(self) -> bool:
        """Whether its rule is one that an editor should check."""
        return self.confidence is not None and self.confidence < _SURE and not self.is_edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning; its repair can be refused, or taken back where `is_refused`; `date` is the date that it is about."""

    notice: Notice
    is_refused: bool = False
    date: str = ""

    @property
    def stops(self) -> bool:
        """Whether it keeps the document from being accepted without an editor."""
        return self.notice.severity is Severity.HOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name of the byline: who it may be, and what was chosen (an author, `people.NEW`, or None yet).

    `proposed` is what accepting will do where nothing is chosen: the one author of that name, NEW, or None where
    several have it and an editor must choose.
    """

    index: int
    name: str
    title: str
    candidates: list[Candidate]
    chosen: Author | str | None
    proposed: Author | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One document, as the review screen shows it."""

    staged: StagedDocument
    values: Values | None
    lines: list[Line]
    fields: list[Field]
    warnings: list[Warned]
    people: list[Person]
    number: int
    total: int
    previous: StagedDocument | None
    next: StagedDocument | None


def runs(*, limit: int = 50) -> list[RunRow]:
    """Return the newest runs with their counts: two queries."""
    found = list(ImportRun.objects.select_related("user").order_by("-id")[:limit])
    counted = StagedDocument.objects.filter(run__in=found).values_list("run", "state").annotate(number=Count("id"))
    by_run: dict[int, dict[str, int]] = {}
    for run_id, state, number in counted.order_by():
        by_run.setdefault(run_id, {})[state] = number
    return [_row(run, by_run.get(run.pk, {})) for run in found]


def documents(run: ImportRun, *, state: str = "") -> QuerySet[StagedDocument]:
    """Return a run's documents, the worst first, without the heavy columns; `state` keeps one state."""
    found = run.documents.select_related("article").defer("own_text").worst_first()
    return found.filter(state=state) if state else found


def to_decide(run: ImportRun | None = None) -> QuerySet[StagedDocument]:
    """Return what waits for an editor (of one run, or of all), the worst first."""
    found = StagedDocument.objects.open().select_related("run").worst_first()
    return found.filter(run=run) if run else found


def notices_of(staged: StagedDocument) -> list[Notice]:
    """Return the warnings of a document: the reader's, then the loader's."""
    read = staged.parsed.get("notices", []) if staged.parsed else []
    return [document_json.load_notice(notice) for notice in [*read, *staged.notices]]


def show(staged: StagedDocument) -> View:
    """Return everything that the review screen shows of a document."""
    document = values.document_of(staged)
    now = values.values_of(staged) if document else None
    before, after, number, total = _neighbours(staged)
    return View(
        staged=staged,
        values=now,
        lines=_lines(document, staged.text, notices_of(staged)),
        fields=_fields(document, staged) if document else [],
        warnings=_warnings(staged),
        people=_people(now, staged.author_choices) if now else [],
        number=number,
        total=total,
        previous=before,
        next=after,
    )


def place_in_words(place: Provenance) -> str:
    """Return where a value was found as a sentence of its own: “Line 4, first line after the dates”."""
    if place.lines is None:
        where = f"“{place.selector}”" if place.selector else ""
    elif place.lines[0] == place.lines[1]:
        where = f"Line {place.lines[0]}"
    else:
        where = f"Lines {place.lines[0]} to {place.lines[1]}"
    sentence = f"{where}, {place.rule}" if where else place.rule[:1].upper() + place.rule[1:]
    return f"{sentence} (a guess)" if place.confidence < _SHAKY else sentence


def _row(run: ImportRun, by_state: dict[str, int]) -> RunRow:
    open_states = (StagedDocument.State.WAITING.value, StagedDocument.State.HELD.value)
    is_undone = run.status == ImportRun.Status.UNDONE
    return RunRow(run=run, open=0 if is_undone else sum(by_state.get(s, 0) for s in open_states), by_state=by_state)


def _neighbours(staged: StagedDocument) -> tuple[StagedDocument | None, StagedDocument | None, int, int]:
    """Return the documents before and after one in the order of review, its number, and how many there are."""
    queue = to_decide(staged.run)
    is_before = Q(rank__lt=staged.rank) | Q(rank=staged.rank, id__lt=staged.pk)
    is_after = Q(rank__gt=staged.rank) | Q(rank=staged.rank, id__gt=staged.pk)
    before = queue.filter(is_before)
    return before.reverse().first(), queue.filter(is_after).first(), before.count() + 1, queue.count()


def _lines(document: Document | None, text: str, notices: Sequence[Notice]) -> list[Line]:
    marked: dict[int, list[str]] = {}
    for name, places in (document.provenance if document else {}).items():
        for place in places:
            first, last = place.lines or (1, 0)
            for number in range(first, last + 1):
                marked.setdefault(number, []).append(_NAMES.get(name, name))
    warned = {notice.line for notice in notices if notice.line is not None and notice.severity is not Severity.NOTE}
    return [
        Line(number=number, text=line, fields=tuple(dict.fromkeys(marked.get(number, []))), warned=number in warned)
        for number, line in enumerate(text.split("\n"), start=1)
    ]


def _fields(document: Document, staged: StagedDocument) -> list[Field]:
    read = values.plain(document)
    places: dict[str, list[Provenance]] = {}
    for name, found in document.provenance.items():
        places.setdefault(_NAMES.get(name, name), []).extend(found)
    return [
        Field(
            name=name,
            value=staged.edits.get(name, read[name]),
            read=read[name],
            is_edited=name in staged.edits,
            found=". ".join(dict.fromkeys(place_in_words(place) for place in places.get(name, []))),
            confidence=min((place.confidence for place in places.get(name, [])), default=None),
        )
        for name in FIELDS
    ]


def _warnings(staged: StagedDocument) -> list[Warned]:
    """Return the warnings, worst first. A refused repair of which the reader says nothing is said here."""
    refused = dict.fromkeys(staged.refused_repairs)
    notices = notices_of(staged)
    silent = [code for code in refused if code not in {notice.repair for notice in notices}]
    notices += [
        Notice(code=code, message="Kept as printed, by an editor.", severity=Severity.NOTE, repair=code)
        for code in silent
    ]
    order = list(Severity)
    has_posted = bool((staged.parsed or {}).get("published"))
    found = [
        Warned(
            notice=notice,
            is_refused=notice.repair in refused,
            date=date_meant(notice, staged.text, has_posted=has_posted),
        )
        for notice in notices
    ]
    return sorted(found, key=lambda warned: order.index(warned.notice.severity))


def _people(now: Values, choices: dict[str, int | str]) -> list[Person]:
    decided = [people.chosen(choices, index, credit) for index, credit in enumerate(now.credits)]
    chosen = Author.objects.in_bulk([choice for choice in decided if isinstance(choice, int)])
    return [
        Person(
            index=index,
            name=credit.name,
            title=credit.title,
            candidates=_candidates(credit.name, _chosen(decided[index], chosen)),
            chosen=_chosen(decided[index], chosen),
            proposed=_proposed(credit.name),
        )
        for index, credit in enumerate(now.credits)
    ]


def _candidates(name: str, meant: Author | str | None) -> list[Candidate]:
    """Return who a name may mean; whom a lesson says it means is among them, however the name is spelt."""
    found = people.authors_for(name)
    if not isinstance(meant, Author) or any(candidate.author == meant for candidate in found):
        return found
    return [Candidate(author=meant, seen_as=name, is_exact=False, likeness=0.0, recent=None), *found]


def _chosen(choice: int | str | None, known: dict[int, Author]) -> Author | str | None:
    return known.get(choice) if isinstance(choice, int) else choice


def _proposed(name: str) -> Author | str | None:
    known = people.exact(name)
    if not known:
        return people.NEW
    return known[0] if len(known) == 1 else None
