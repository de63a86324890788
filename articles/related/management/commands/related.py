"""Print the related headlines of one article as readers see them, with every part of their scores."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Article
from articles.related.shown import box


class Command(BaseCommand):
    """Show one article's list."""

    help = "Print the related headlines of an article with scores, parts and reasons."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the article."""
        parser.add_argument("article_id", type=int)
        parser.add_argument("--json", action="store_true", help="print one JSON list on stdout")

    def handle(self, *, article_id: int, **options: Any) -> None:
        """Print the list in order, with what stands over it on the page; an empty one where nothing is related."""
        article = Article.objects.filter(pk=article_id).first()
        if article is None:
            raise CommandError(f"There is no article {article_id}.")
        found = box(article)
        if options["json"]:
            names = ("id", "headline", "url", "score", "parts", "reason", "origin")
            rows = [{name: getattr(line, name) for name in names} | {"heading": found.heading} for line in found.lines]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        if found.lines:
            self.stdout.write(f"{found.heading}:")
        for line in found.lines:
            self.stdout.write(f"{line.score:6.3f}  {line.headline} ({line.reason})")
