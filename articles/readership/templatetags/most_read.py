"""What templates show of most-read lists."""

from django import template
from django.template import Context

from articles.models import Article
from articles.readership import lists

register = template.Library()


@register.simple_tag(takes_context=True)
def most_read_lists(context: Context, article: Article | None = None) -> lists.Beside:
    """Return the lists beside a column (`sidebar`) and at its foot (`printed`).

    One query a page, though the two stand in two blocks of it: the page keeps the answer while it is rendered.
    """
    key = f"most read beside {article.pk if article else 'nothing'}"
    found: lists.Beside | None = context.render_context.get(key)
    if found is None:
        context.render_context[key] = found = lists.beside(article)
    return found
