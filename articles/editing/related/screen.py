"""The whole account of a column's related list at the desk: what is shown, what is left out, and why each."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from articles.editing import permissions
from articles.editing.related import deeds
from articles.editing.related.lines import Row, figures, reports, state
from articles.models import Article
from articles.related import shown
from articles.related.account import Judged, account
from articles.related.models import BadMatch, RelatedHeadline
from articles.related.selection import Code
from authors.models import User

# What is left out and told apart from the rest.
APART = {Code.BLOCKED, Code.TOO_LITTLE, Code.NO_ROOM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What is shown, what a rule leaves out or is next, what many others outdo, what is too weak, what is blocked.

    `stands_in` says that nothing was good enough, and that what is shown is more by the author. `is_standing` says
    whether readers see this list already. `reports` are those of columns that are in none of these.
    """

    shown: list[Row]
    waiting: list[Row]
    outdone: list[Row]
    weak: list[Row]
    blocked: list[Row]
    reports: list[BadMatch]
    stands_in: bool
    is_standing: bool


def screen(article: Article, user: User) -> Screen:
    """Return the account of a list as it would be made now. Its queries do not grow with the archive."""
    told, reported = account(article), reports(article)
    everything = [*told.shown, *told.left]
    prefetch_related_objects([one.article for one in everything], "bylines__author")
    rows = [_row(article, user, one, reported.get(one.article.pk)) for one in everything]
    by_id = {row.article.pk: row for row in rows}
    if not permissions.may_publish(user):
        # Other people's drafts, which the desk has pinned.
        by_id = {pk: row for pk, row in by_id.items() if not row.state}

    def those(judged: list[Judged]) -> list[Row]:
        return [by_id[one.article.pk] for one in judged if one.article.pk in by_id]

    return Screen(
        shown=those(told.shown),
        waiting=those([one for one in told.left if one.code not in APART]),
        outdone=those([one for one in told.left if one.code == Code.NO_ROOM]),
        weak=those([one for one in told.left if one.code == Code.TOO_LITTLE]),
        blocked=those([one for one in told.left if one.code == Code.BLOCKED]),
        reports=[report for pk, report in reported.items() if pk not in by_id],
        stands_in=told.stands_in,
        is_standing=_for_readers(article) == [one.article.pk for one in told.shown if not state(one.article)],
    )


def _row(article: Article, user: User, one: Judged, report: BadMatch | None) -> Row:
    origin = RelatedHeadline.Origin.BLOCKED if one.code == Code.BLOCKED else one.origin
    return Row(
        article=one.article,
        why=one.reason,
        origin=origin,
        actions=deeds.offered(article, user, origin, report),
        score=one.score,
        figures=figures(one.parts),
        left_out=one.left_out,
        state=state(one.article),
        report=report,
    )


def _for_readers(article: Article) -> list[int]:
    return [line.id for line in shown.lines(article)]
