"""`manage.py lead_links`: lead links to columns whose page came by the clock, and back those whose page went."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.importing import links


class Command(BaseCommand):
    """Looks at all links of loaded columns; what a person does is followed at once, the clock once a day."""

    help = "Lead links between loaded columns after pages came or went by their dates."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lead, and say how many texts changed."""
        self.stdout.write(f"{links.lead_all()} columns changed.")
