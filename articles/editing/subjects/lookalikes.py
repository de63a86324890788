"""Tags to tidy: those of no column, of one alone, and those that look like another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from unicodedata import normalize

import numpy as np
from django.db.models import Count
from rapidfuzz import fuzz, process

from articles.editing.models import KeptTag, TagsApart
from articles.models import Article, Tag, TaggedArticle
from articles.words import stem
from authors.models import User

# Percent: two keys that are this alike may be two spellings of one. Short words differ by a letter and in meaning.
ALIKE, SHORTEST = 86, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A tag and how many columns have it."""

    tag: Tag
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two tags that look alike: the one used more is the one to keep; `why` says what makes them look so."""

    keep: Counted
    other: Counted
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A tag of one column, and that column."""

    tag: Tag
    column: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Untidy:
    """What there is to tidy."""

    alike: list[Pair]
    unused: list[Tag]
    once: list[Once]

    @property
    def number(self) -> int:
        """How much there is of it."""
        return len(self.alike) + len(self.unused) + len(self.once)


def untidy() -> Untidy:
    """Return what there is to tidy, but for what somebody has looked at and keeps: seven queries."""
    counts = dict(TaggedArticle.objects.order_by().values_list("tag").annotate(columns=Count("pk")))
    tags = list(Tag.objects.filter(merged_into=None).order_by("name", "pk"))
    kept = set(KeptTag.objects.values_list("tag", flat=True))
    apart = set(TagsApart.objects.values_list("first", "second"))
    parents = {tag.parent_id for tag in tags}
    once = [tag for tag in tags if counts.get(tag.pk) == 1 and tag.pk not in kept]
    known = {tag.pk: Counted(tag=tag, columns=counts.get(tag.pk, 0)) for tag in tags}
    return Untidy(
        alike=[
            _pair(known[one], known[other], why)
            for (one, other), why in sorted(alike({tag.pk: tag.key for tag in tags}).items())
            if (one, other) not in apart
        ],
        unused=[tag for tag in tags if tag.pk not in counts and tag.pk not in kept and tag.pk not in parents],
        once=_with_columns(once),
    )


def _with_columns(tags: Sequence[Tag]) -> list[Once]:
    rows = TaggedArticle.objects.filter(tag__in=[tag.pk for tag in tags]).select_related("content_object")
    columns = {row.tag_id: row.content_object for row in rows.defer("content_object__body")}
    return [Once(tag=tag, column=columns[tag.pk]) for tag in tags if tag.pk in columns]


def _pair(one: Counted, other: Counted, why: str) -> Pair:
    """Put the one that more columns have first, then the shorter, then the older."""
    keep, less = sorted((one, other), key=lambda it: (-it.columns, len(it.tag.name), it.tag.pk))
    return Pair(keep=keep, other=less, why=why)


def alike(keys: Mapping[int, str]) -> dict[tuple[int, int], str]:
    """Return pairs of ids, the smaller first, whose keys look alike, each with the reason. Pure."""
    found: dict[tuple[int, int], str] = {}
    for why, form in (
        ("differ by a space or hyphen", lambda key: key.replace(" ", "")),
        ("singular and plural", lambda key: " ".join(map(stem, key.split()))),
        ("the same words in another order", lambda key: " ".join(sorted(map(stem, key.split())))),
    ):
        groups: dict[str, list[int]] = defaultdict(list)
        for pk, key in keys.items():
            groups[form(key)].append(pk)
        for same in groups.values():
            for one, other in combinations(sorted(same), 2):
                found.setdefault((one, other), why)
    for one, other in _near(keys):
        found.setdefault((one, other), "differ by a letter or two")
    return found


def _near(keys: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield pairs whose keys are nearly the same, letter by letter; syllables count by their letters.

    Only what begins with the same letter is compared, so that ten thousand tags take a second and not a minute.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    letters = {pk: normalize("NFD", key) for pk, key in keys.items()}
    for pk, spelt in letters.items():
        if len(spelt) >= SHORTEST:
            blocks[spelt[0]].append(pk)
    for block in blocks.values():
        ids = sorted(block)
        words = [letters[pk] for pk in ids]
        scores = process.cdist(words, words, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        for one, other in zip(*np.nonzero(np.triu(scores, k=1)), strict=True):
            if _figures(words[one]) == _figures(words[other]):
                yield ids[one], ids[other]


def _figures(key: str) -> list[str]:
    """Return the figures of a key: a budget of 2011 is none of 2012."""
    return [word for word in key.split() if word.isdigit()]


def tell_apart(pairs: Iterable[tuple[int, int]], *, user: User | None) -> None:
    """Keep that tags are not the same."""
    TagsApart.objects.bulk_create(
        (TagsApart(first_id=min(pair), second_id=max(pair), user=user) for pair in pairs),
        ignore_conflicts=True,
    )
