"""What every template may use: the paper's name and origin. No query, no session."""

from django.conf import settings
from django.http import HttpRequest


def paper(request: HttpRequest) -> dict[str, object]:
    """Return the paper's name, description and origin, and the absolute address of this page without its query."""
    return {
        "paper_name": settings.PAPER_NAME,
        "paper_description": settings.PAPER_DESCRIPTION,
        "site_url": settings.SITE_URL,
        "page_url": settings.SITE_URL + request.path,
    }
