"""The list of a run: its documents, what needs an editor first, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from articles.editing import wording
from articles.importing import review, values
from articles.importing.documents import Notice, Severity
from articles.importing.models import ImportRun, StagedDocument
from articles.models import Article

State = StagedDocument.State
OPEN = (State.WAITING, State.HELD)
FILTERS = (
    ("", "All"),
    ("open", "To decide"),
    ("held", "Held"),
    ("accepted", "Accepted"),
    ("left_out", "Left out by a rule"),
    ("rejected", "Left out or not readable"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document in the list of a run."""

    staged: StagedDocument
    authors: str
    posted: str
    notices: list[Notice]

    @property
    def worst(self) -> Notice | None:
        """The warning to read first."""
        return self.notices[0] if self.notices else None

    @property
    def reason(self) -> str:
        """Why it is not to be decided on any more, where none of its notices says so already."""
        reason = "" if self.is_open else self.staged.reason
        return "" if any(notice.message == reason for notice in self.notices) else reason

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided on."""
        return self.staged.state in OPEN

    @property
    def state(self) -> tuple[str, str]:
        """Its state: a key for colours, and words."""
        return state_in_words(self.staged)


def listed(run: ImportRun, state: str) -> QuerySet[StagedDocument]:
    """Return a run's documents: what needs an editor first, the worst before the rest; `state` is one of FILTERS."""
    found = run.documents.order_by(
        Case(
            When(state__in=OPEN, then=Value(0)),
            When(state=State.REJECTED, decided_at=None, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        "rank",
        "id",
    )
    if state == "open":
        return found.filter(state__in=OPEN)
    return found.filter(state=state) if state else found


def rows(ids: Sequence[int]) -> list[Row]:
    """Return the rows of these documents, in this order: one query."""
    found = StagedDocument.objects.select_related("article", "decided_by").defer("own_text", "article__body")
    documents = found.in_bulk(ids)
    return [row(documents[pk]) for pk in ids if pk in documents]


def row(staged: StagedDocument) -> Row:
    """Return a document as the list shows it."""
    notices = sorted(review.notices_of(staged), key=lambda notice: list(Severity).index(notice.severity))
    if not staged.parsed:
        return Row(staged=staged, authors="", posted="", notices=notices)
    now = values.values_of(staged)
    names = ", ".join(credit.name for credit in now.credits)
    posted = wording.moment(now.published.at) if now.published else ""
    return Row(staged=staged, authors=names, posted=posted, notices=notices)


def state_in_words(staged: StagedDocument) -> tuple[str, str]:
    """Return the state of a document: a key for colours, and words for people."""
    if staged.state == State.ACCEPTED:
        return ("accepted", wording.state(staged.article)[1]) if staged.article else ("gone", "accepted, then deleted")
    if staged.state == State.REJECTED:
        return ("rejected", "left out") if staged.decided_at else ("unread", "could not be read")
    if staged.state == State.LEFT_OUT:
        return "left_out", "left out by a rule"
    if staged.state == State.HELD:
        return "held", "held: needs you"
    return ("look", "wants a look") if staged.rank <= StagedDocument.Rank.WARN else ("ready", "ready")


def counted(run: ImportRun) -> list[tuple[str, str, int]]:
    """Return the filters of a list, each with the number of its documents: one query."""
    numbers = dict(run.documents.values_list("state").annotate(number=Count("id")).order_by())
    numbers |= {"": sum(numbers.values()), "open": sum(numbers.get(state, 0) for state in OPEN)}
    return [(key, label, numbers.get(key, 0)) for key, label in FILTERS]


def known_elsewhere(run: ImportRun, total: int) -> int:
    """Return how many documents of a run made no row here because an earlier run has them, undecided or left out."""
    return max(0, sum(map(int, run.counts.values())) - total - len(run.repeats))


def repeats(run: ImportRun) -> list[dict[str, Any]]:
    """Return the documents of a run that were known before, each with its column where it has one: one query."""
    ids = [known["article"] for known in run.repeats if known.get("article")]
    articles = Article.objects.filter(pk__in=ids).only("headline").in_bulk() if ids else {}
    return [{**known, "article": articles.get(known.get("article"))} for known in run.repeats]
