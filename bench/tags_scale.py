"""How long subjects take in a big archive: learning, suggesting, the pages of tags, and (with --deeds) merging.

    DATABASE_URL=sqlite:////tmp/tags.db .venv/bin/python bench/tags_scale.py --columns 100000 [--tags 1000] [--deeds]

Fills an empty database with invented columns (three tags of a long-tailed choice each, 120 indexed words, some of them
the tags' own, and a body of 4 kB) unless it holds that many already, then prints one JSON object a line: what was done,
seconds, and the peak of memory so far in MB. Read the figures as ratios of one machine.
"""

import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

# ruff: noqa: E402 the settings must be there before the models
from django.core.management import call_command
from django.test import Client

from articles.editing.subjects import kept
from articles.editing.subjects.suggester import Suggester, Text
from articles.models import Article, SearchText, Tag, TaggedArticle
from articles.models.article import guid_for

BATCH = 1_000
BODY = "<p>" + "A sentence of seven words, said again. " * 110 + "</p>"
BEGIN = datetime(1990, 1, 1, tzinfo=UTC)


@contextmanager
def timed(what: str, **facts: int) -> Iterator[None]:
    """Print how long something took."""
    start = time.perf_counter()
    yield
    seconds = round(time.perf_counter() - start, 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"what": what, "seconds": seconds, "peak_mb": peak, **facts}), flush=True)


class Inventor:
    """Makes up columns, the same every time."""

    def __init__(self, tags: int) -> None:
        """Give each tag some words of its own."""
        self.random = random.Random(7)  # noqa: S311 no secret
        self.tags = tags
        self.common = [f"common{number}" for number in range(20_000)]
        self.own = [[f"own{tag}x{number}" for number in range(25)] for tag in range(tags)]

    def choose(self) -> list[int]:
        """Return three tags: few have many columns, many have few."""
        return sorted({int(self.tags * self.random.random() ** 3) for _ in range(3)})

    def words(self, tags: list[int]) -> str:
        """Return the words of a column on some tags."""
        own = [word for tag in tags for word in self.random.choices(self.own[tag], k=8)]
        return " ".join([*own, *self.random.choices(self.common, k=96)])


def fill(columns: int, tags: int) -> None:
    """Write the invented columns, straight into the tables."""
    made = Inventor(tags)
    rows = Tag.objects.bulk_create(
        Tag(name=f"Subject {number}", slug=f"subject-{number}", key=f"subject {number}") for number in range(tags)
    )
    for start in range(0, columns, BATCH):
        numbers = range(start, min(start + BATCH, columns))
        articles = Article.objects.bulk_create(
            Article(
                headline=f"Column {number}", slug=f"column-{number}", status="published", guid=guid_for(f"b{number}"),
                published_at=BEGIN + timedelta(hours=number), published_on=(BEGIN + timedelta(hours=number)).date(),
                first_public_at=BEGIN + timedelta(hours=number), body=BODY,
            )
            for number in numbers
        )  # fmt: skip
        chosen = [made.choose() for _ in articles]
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=article, tag=rows[tag])
            for article, some in zip(articles, chosen, strict=True)
            for tag in some
        )
        SearchText.objects.bulk_create(
            SearchText(article=article, headline=f"column {start}", text=made.words(some))
            for article, some in zip(articles, chosen, strict=True)
        )


def pages() -> None:
    """Ask for the pages of subjects, the second time as the first: nothing of them is kept."""
    client = Client()
    for address in ("/tags/", "/tags/subject-0/", "/tags/subject-0/?page=50", "/tags/subject-900/"):
        with timed(f"page {address}", status=client.get(address).status_code):
            client.get(address)


def suggesting(tags: int) -> None:
    """Suggest for one column, and for a thousand at once."""
    made = Inventor(tags)
    texts = [Text(headline="Column", body=made.words(made.choose())) for _ in range(1_000)]
    with timed("suggest for one"):
        Suggester().suggest(texts[:1])
    suggester = Suggester()
    with timed("suggest for 1,000, a hundred at a time"):
        for start in range(0, len(texts), 100):
            suggester.suggest(texts[start : start + 100])


def main() -> None:
    """Fill, learn, suggest, show."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=int, default=10_000)
    parser.add_argument("--tags", type=int, default=1_000)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Article.objects.count() < options.columns:
        with timed("fill", columns=options.columns):
            fill(options.columns, options.tags)
    with timed("learn"):
        kept.learn()
    suggesting(options.tags)
    pages()


if __name__ == "__main__":
    main()
