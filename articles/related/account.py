"""The whole account of one list, for the desk: what stands in it, what waits, what was left out, and why each.

Made when asked for, from the database as it is now; nothing is written. It costs what saving one column costs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.models import Article
from articles.related import rows
from articles.related.comparing import compared
from articles.related.reasons import left_out, sentence
from articles.related.scoring import Column, explain
from articles.related.selection import Code, Entry, Left, choose

COMPUTED, PINNED = rows.COMPUTED, rows.PINNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One candidate: what speaks for it (`score`, `parts`, `reason`), and why it is not shown (`code`, `left_out`).

    `code` is "" and so is `left_out` for what is shown. `article` comes without its text. `origin` is a
    `RelatedHeadline.Origin`; the score and parts of what is pinned are as if it were not.
    """

    article: Article
    origin: str
    score: float
    parts: Mapping[str, Any]
    reason: str
    code: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account of one list: `shown` in order, and `left` by what speaks for them, the best first.

    `stands_in` says that nothing was good enough, and that what is shown is more by the author.
    """

    shown: list[Judged]
    left: list[Judged]
    stands_in: bool


def account(article: Article) -> Account:
    """Return what would be shown beside an article were its list made now, and every other candidate with its reason.

    Whether a column is public at this moment is not asked here: the page does that (`shown.lines`), and so can the
    caller, of `Judged.article`. Some ten queries.
    """
    hand = rows.lists_of([article.pk])[article.pk].hand
    found = next(compared([article.pk], beside=[pin.id for pin in hand.pinned]))
    pairs = {one.other.id: one for one in found.pairs}
    choice = choose(found.column, [rows.entry(one) for one in found.pairs], hand, found.alike)
    pinned = {pin.id for pin in hand.pinned}
    told = [*choice.shown, *(left.entry for left in choice.left)]
    articles = Article.objects.defer("body", "bio_as_printed").in_bulk({entry.id for entry in told})
    names = _names(pairs[entry.id].other for entry in told if entry.id in pairs)

    def judged(entry: Entry, left: Left | None = None) -> Judged:
        pair = pairs.get(entry.id)
        parts = explain(found.column, pair, found.rarities) if pair else {}
        origin = PINNED if entry.id in pinned else COMPUTED
        return Judged(
            article=articles[entry.id],
            origin=origin,
            score=pair.score if pair else 0.0,
            parts=parts,
            reason=sentence(origin, parts),
            code=left.code if left else "",
            left_out=_why(left, articles, names) if left else "",
        )

    left = sorted(choice.left, key=lambda one: one.entry.order)
    return Account(
        shown=[judged(entry) for entry in choice.shown],
        left=[judged(one.entry, one) for one in left],
        stands_in=bool(choice.stand_ins) and choice.shown == choice.stand_ins,
    )


def _names(columns: Iterable[Column]) -> dict[int, str]:
    return {author: name for column in columns for author, name in column.authors.items()}


def _why(left: Left, articles: Mapping[int, Article], names: Mapping[int, str]) -> str:
    if left.code == Code.AUTHOR:
        return left_out(left, names.get(left.other or 0, ""))
    other = articles.get(left.other or 0)
    return left_out(left, other.headline if other else "")
