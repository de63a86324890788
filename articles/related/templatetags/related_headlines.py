"""The list of related headlines on an article's page."""

from typing import Any

from django import template

from articles.models import Article
from articles.related.shown import box

register = template.Library()


@register.inclusion_tag("related/_related_headlines.html")
def related_headlines(article: Article) -> dict[str, Any]:
    """Show what is related to an article and public now, each with its reason; nothing where there is none."""
    return {"box": box(article)}
