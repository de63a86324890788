"""Write the search words of every article anew: after an upgrade that changes how words are prepared."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles import search
from articles.models import Article


class Command(BaseCommand):
    """Go through all articles, public or not."""

    help = "Write the search words of every article anew, with progress. Safe while the site runs."

    def handle(self, **options: Any) -> None:
        """Index article by article in batches, each in a transaction of its own."""
        articles = Article.objects.order_by("pk")
        total = articles.count()
        search.index(self._counted(articles.iterator(chunk_size=500), total))
        self.stderr.write(f"Indexed {total} articles.")

    def _counted(self, articles: Iterator[Article], total: int) -> Iterator[Article]:
        yield from tqdm(articles, total=total, unit=" articles", file=self.stderr, mininterval=0.5)
