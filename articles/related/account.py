"""The whole account of one list, for the desk: what stands in it, what waits, what was left out, and why each.

Made when asked for, from the database as it is now; nothing is written. It costs what saving one column costs.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from articles.models import Article
from articles.related import exclusions, rows
from articles.related.comparing import Comparison, compared
from articles.related.reasons import left_out, sentence
from articles.related.scoring import explain, order
from articles.related.selection import Code, Entry, Hand, Left, choose

COMPUTED, PINNED = rows.COMPUTED, rows.PINNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One candidate: what speaks for it (`score`, `parts`, `reason`), and why it is not shown (`code`, `left_out`).

    `code` is "", and so is `left_out` for what is shown. `article` comes without its text. `origin` is a
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
    hand = replace(hand, nowhere=exclusions.among([*pairs, *(pin.id for pin in hand.pinned)]))
    choice = choose(found.column, [rows.entry(one) for one in found.pairs], hand, found.alike)
    pinned = {pin.id for pin in hand.pinned}
    left = [*sorted(choice.left, key=lambda one: one.entry.order), *_blocked(hand, pairs)]
    told = {*(entry.id for entry in choice.shown), *(one.entry.id for one in left)}
    articles = Article.objects.defer("body", "bio_as_printed").in_bulk(told)
    names = {author: name for one in found.known.values() for author, name in one.authors.items()}

    told_parts = _parts(found)

    def judged(entry: Entry, left: Left | None = None) -> Judged:
        pair = pairs.get(entry.id)
        parts = told_parts.get(entry.id, {})
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

    return Account(
        shown=[judged(entry) for entry in choice.shown],
        left=[judged(one.entry, one) for one in left],
        stands_in=bool(choice.stand_ins) and choice.shown == choice.stand_ins,
    )


def _parts(found: Comparison) -> dict[int, dict[str, Any]]:
    """Return the parts of each score, as rows keep them."""
    column, rarities = found.column, found.rarities
    made = [rows.row(column.id, rows.entry(one), explain(column, one, rarities)) for one in found.pairs]
    rows.told_in_print(made)
    return {row.related_id: row.parts for row in made}


def _blocked(hand: Hand, pairs: Container[int]) -> list[Left]:
    """Return what the desk blocks although it is no candidate any more, the newest first."""
    others = sorted((pk for pk in hand.blocked if pk not in pairs), reverse=True)
    return [Left(entry=Entry(id=pk, score=0.0, order=order(0.0, None, pk)), code=Code.BLOCKED) for pk in others]


def _why(left: Left, articles: Mapping[int, Article], names: Mapping[int, str]) -> str:
    if left.code == Code.AUTHOR:
        return left_out(left, names.get(left.other or 0, ""))
    other = articles.get(left.other or 0)
    return left_out(left, other.headline if other else "")
