"""What an editor may do about a headline in a related list, who may, and how it is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles.editing import permissions
from articles.models import Article
from articles.related import desk
from articles.related.models import BadMatch, RelatedHeadline
from authors.models import User

Origin = RelatedHeadline.Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who may, what is done about another column in the list of one, what its button says, and what is said after."""

    may: Callable[[Article, User], bool]
    do: Callable[[Article, Article, User, str], Any]
    label: str
    said: str


def may_choose(article: Article, user: User) -> bool:
    """Whether somebody may say what stands in a list: whoever may publish."""
    return permissions.may_publish(user)


def may_report(article: Article, user: User) -> bool:
    """Whether somebody may say that a headline is out of place: whoever may change the column."""
    return user.has_perm("articles.change_article") and permissions.may_change(article, user)


def _may_both(article: Article, user: User) -> bool:
    return may_choose(article, user) and may_report(article, user)


def _pin(article: Article, other: Article, user: User, note: str) -> None:
    desk.pin(article, other, user)


def _unpin(article: Article, other: Article, user: User, note: str) -> None:
    desk.unpin(article, other, user)


def _block(article: Article, other: Article, user: User, note: str) -> None:
    desk.block(article, other, user)


def _unblock(article: Article, other: Article, user: User, note: str) -> None:
    desk.unblock(article, other, user)


def _report_and_block(article: Article, other: Article, user: User, note: str) -> None:
    desk.report(article, other, user, note)
    desk.block(article, other, user)


def _take_back(article: Article, other: Article, user: User, note: str) -> None:
    desk.take_back_report(article, other, user)


# By the name in the address.
DEEDS = {
    "pin": Deed(may=may_choose, do=_pin, label="Pin", said="is pinned"),
    "unpin": Deed(may=may_choose, do=_unpin, label="Unpin", said="is no longer pinned"),
    "block": Deed(may=may_choose, do=_block, label="Block", said="is blocked from this list"),
    "unblock": Deed(may=may_choose, do=_unblock, label="Undo the block", said="is no longer blocked"),
    "report": Deed(
        may=may_report, do=desk.report, label="Bad match", said="is reported as a bad match; the list stays as it is"
    ),
    "report-and-block": Deed(
        may=_may_both, do=_report_and_block, label="Bad match and block", said="is reported as a bad match and blocked"
    ),
    "take-back": Deed(may=may_report, do=_take_back, label="Not a bad match", said="is no longer reported"),
}
_BY_ORIGIN = {
    Origin.PINNED: ("unpin", "block"), Origin.COMPUTED: ("pin", "block"), Origin.BLOCKED: ("unblock",)
}  # fmt: skip


def offered(article: Article, user: User, origin: str, report: BadMatch | None) -> tuple[tuple[str, str], ...]:
    """Return what this user may do about a line of an origin, each deed's name with its label."""
    names = [*_BY_ORIGIN[Origin(origin)], "take-back" if report else "report"]
    if origin != Origin.BLOCKED and not report:
        names.append("report-and-block")
    return tuple((name, DEEDS[name].label) for name in names if DEEDS[name].may(article, user))
