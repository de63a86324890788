"""What templates show of most-read lists."""

from django import template

from articles.models import Article
from articles.readership import lists

register = template.Library()


@register.simple_tag
def most_read_lists(article: Article | None = None) -> lists.Beside:
    """Return the lists beside a column (`sidebar`) and at its foot (`printed`), in one query."""
    return lists.beside(article)
