"""The content of the paper. One module a subject; import from here."""

from articles.models.article import Article, ArticleQuerySet, Precision
from articles.models.byline import Byline
from articles.models.correction import Correction
from articles.models.image import Image
from articles.models.old_link import OldLink
from articles.models.redirect import Redirect
from articles.models.revision import Revision
from articles.models.searchtext import SearchText
from articles.models.series import Series
from articles.models.tag import Tag, TagAlias, TaggedArticle

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Byline",
    "Correction",
    "Image",
    "OldLink",
    "Precision",
    "Redirect",
    "Revision",
    "SearchText",
    "Series",
    "Tag",
    "TagAlias",
    "TaggedArticle",
]
