"""Search and related headlines on a big archive: how long a query, a save and a rebuild take.

    DATABASE_URL=sqlite:////tmp/scale.sqlite3 .venv/bin/python bench/search_scale.py --columns 100000

Makes an archive of invented words in an empty database (Zipf's law, subjects of their own words, tags, columnists,
dates over twenty years), measures, and prints one JSON object a figure. Run it again with `--keep` to measure only.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

# ruff: noqa: E402 the settings must be there before the models
from django.core.management import call_command
from django.db import connection

from articles import search
from articles.models import Article, Byline, Tag, TaggedArticle
from articles.related import services
from articles.related.models import RelatedHeadline
from articles.related.shown import lines
from authors.models import Author

VOCABULARY, SUBJECTS, SUBJECT_WORDS = 60_000, 2_000, 40
TAGS, AUTHORS, BATCH = 1_500, 200, 1_000
FIRST_DAY = datetime(2005, 1, 3, 8, tzinfo=UTC)
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprtv" for vowel in "aeiou"]
RANDOM = np.random.default_rng(20_110_403)


def word(number: int) -> str:
    """Return an invented word; no two numbers give the same one."""
    syllables = []
    number += len(SYLLABLES)
    while number:
        number, at = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[at])
    return "".join(syllables)


WORDS = np.array([word(number) for number in range(VOCABULARY)])


def texts(columns: int, length: int) -> Iterator[tuple[str, str]]:
    """Yield a headline and a body for each column: two words in three from everywhere, one from its subject."""
    common = 1 / np.arange(1, VOCABULARY + 1) ** 1.05
    ranks = np.searchsorted(np.cumsum(common / common.sum()), RANDOM.random(columns * length // 3 * 2))
    ranks = np.minimum(ranks, VOCABULARY - 1).reshape(columns, -1)
    subjects = RANDOM.integers(0, SUBJECTS, columns)
    own = RANDOM.integers(500, VOCABULARY, (SUBJECTS, SUBJECT_WORDS)) if not OWN else OWN[0]
    OWN.append(own)
    for row, subject in zip(ranks, subjects, strict=True):
        mine = own[subject][RANDOM.integers(0, SUBJECT_WORDS, length // 3)]
        words = WORDS[RANDOM.permutation(np.concatenate([row, mine]))]
        yield " ".join(WORDS[own[subject][:2]]) + f" {words[0]}", f"<p>{' '.join(words)}</p>"


OWN: list[Any] = []


def build(columns: int, length: int) -> None:
    """Fill the database through bulk writes, as a load does, without revisions."""
    authors = Author.objects.bulk_create(Author(name=f"Columnist {n}", slug=f"columnist-{n}") for n in range(AUTHORS))
    tags = Tag.objects.bulk_create(Tag(name=f"tag {n}", slug=f"tag-{n}", key=f"tag {n}") for n in range(TAGS))
    step = timedelta(days=365.25 * 20) / columns
    for start in range(0, columns, BATCH):
        some = min(BATCH, columns - start)
        articles = []
        for number, (headline, body) in enumerate(texts(some, length), start=start):
            when = FIRST_DAY + step * number
            articles.append(
                Article(headline=headline, slug=f"column-{number}", body=body, status="published", published_at=when,
                        published_on=when.date(), first_public_at=when)
            )  # fmt: skip
        articles = Article.objects.bulk_create(articles)
        Byline.objects.bulk_create(
            Byline(article=one, author=authors[at])
            for one, at in zip(articles, RANDOM.integers(0, AUTHORS, some), strict=True)
        )
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=one, tag=tags[at])
            for one, row in zip(articles, np.minimum(RANDOM.zipf(1.3, (some, 3)) - 1, TAGS - 1), strict=True)
            for at in set(row.tolist())
        )
        search.index(articles)


def say(what: str, **figures: Any) -> None:
    """Print a figure as one JSON object."""
    print(json.dumps({"what": what, **figures}), flush=True)


def timed(run: Callable[[], Any], times: int = 5) -> dict[str, float]:
    """Return the median and the slowest of a few runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return {"median_ms": round(median(taken), 1), "slowest_ms": round(max(taken), 1)}


def measure_search() -> None:
    """Time the first page and the count of queries of different breadth."""
    sample = Article.objects.order_by("pk")[Article.objects.count() // 2]
    words = sample.body.removeprefix("<p>").split()
    queries = {
        "two words of a headline": " ".join(sample.headline.split()[:2]),
        "one rare word": WORDS[VOCABULARY // 2],
        "two common words": f"{WORDS[3]} {WORDS[8]}",
        "the commonest word": str(WORDS[0]),
        "a phrase": f'"{words[10]} {words[11]} {words[12]}"',
        "a phrase of common words": f'"{WORDS[0]} {WORDS[1]}"',
        "a word without another": f"{WORDS[400]} -{WORDS[2]}",
    }
    for name, typed in queries.items():
        say(f"search: {name}", **one_query(str(typed)))


def one_query(typed: str) -> dict[str, Any]:
    """Return how many articles a query finds, and what its first page and its count take."""
    found = search.search(typed).articles
    return {"found": found.count(), "page": timed(lambda: list(found.all()[:20])), "count": timed(found.count)}


def measure_related() -> None:
    """Time what a save does, and what a page reads."""
    places = np.linspace(1, Article.objects.count() - 1, 12).astype(int).tolist()
    articles = [Article.objects.order_by("pk")[place] for place in places]
    remaining = iter(articles * 3)
    say("related: refresh of one column", **timed(lambda: services.refresh([next(remaining).pk]), len(articles)))
    say("related: list on a page", **timed(lambda: lines(articles[0]), 20))
    say("related: lists", six=sum(len(lines(article)) == 6 for article in articles), of=len(articles))  # noqa: PLR2004 as many as a box has


def main() -> None:
    """Build, rebuild, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=int, default=10_000)
    parser.add_argument("--length", type=int, default=720, help="words a column")
    parser.add_argument("--keep", action="store_true", help="measure what is there")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not options.keep:
        start = time.perf_counter()
        build(options.columns, options.length)
        say("built and indexed", columns=options.columns, seconds=round(time.perf_counter() - start, 1))
        start = time.perf_counter()
        services.rebuild()
        say("related: rebuild", seconds=round(time.perf_counter() - start, 1), rows=RelatedHeadline.objects.count())
    say("engine", vendor=connection.vendor, articles=Article.objects.count())
    measure_search()
    measure_related()
    say("memory", megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main()
