"""Tags suggested for columns that are here."""

from articles import markup
from articles.editing.subjects.suggester import Suggester, Suggestion, Text
from articles.models import Article


def missing(article: Article) -> list[Suggestion]:
    """Return the tags that fit a column as it was saved and that it has not yet."""
    has = {tag.pk for tag in article.tags.all()}
    return [one for one in Suggester().suggest([text_of(article)])[0] if one.tag.pk not in has]


def text_of(article: Article) -> Text:
    """Return what a column says."""
    return Text(headline=article.headline, body=f"{article.standfirst}\n\n{markup.text(article.body)}")
