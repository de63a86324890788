"""The list of related headlines on an article's page."""

from typing import Any

from django import template

from articles.models import Article
from articles.related.shown import Line, lines

register = template.Library()


@register.inclusion_tag("related/_related_headlines.html")
def related_headlines(article: Article) -> dict[str, Any]:
    """Show what is related to an article and public now, each with its reason; nothing where there is none."""
    return {"article": article, "lines": lines(article)}


@register.filter
def why(line: Line) -> str:
    """Return who wrote it, when and why it is there, as one line: “Tong Kim, 2012 · both on North Korea”."""
    written = ", ".join([*line.authors, str(line.published_on.year)])
    return f"{written} · {line.reason[:1].lower()}{line.reason[1:]}" if line.reason else written
