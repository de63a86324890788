"""Every feed of the paper, in groups, for the page and for OPML."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.urls import reverse

from articles.models import Article, Byline, Series, Tag, TaggedArticle
from authors.models import Author


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed: its name and the path of the page that it lies beside."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """Feeds of one kind."""

    name: str
    feeds: list[Listed]


def groups() -> list[Group]:
    """Return the feeds of the site, of columnists, subjects and series with a column that the public may see."""
    made = [
        Group(
            "The paper",
            [
                Listed(settings.PAPER_NAME, "/"),
                Listed("Corrections", reverse("articles:corrections")),
                Listed("Most read, day by day", reverse("readership:index")),
            ],
        ),
        Group("Columnists", [Listed(author.name, author.get_absolute_url()) for author in authors()]),
        Group("Subjects", [Listed(tag.name, tag.get_absolute_url()) for tag in tags()]),
        Group("Series", [Listed(series.name, series.get_absolute_url()) for series in all_series()]),
    ]
    return [group for group in made if group.feeds]


def authors() -> list[Author]:
    """Return who has written something public, by name."""
    signed = Byline.objects.filter(author=OuterRef("pk"), article__in=Article.objects.published())
    return list(Author.objects.filter(Exists(signed)))


def tags() -> list[Tag]:
    """Return the subjects of something public, by name."""
    used = TaggedArticle.objects.filter(tag=OuterRef("pk"), content_object__in=Article.objects.published())
    return list(Tag.objects.filter(Exists(used), merged_into=None).order_by(Lower("name"), "id"))


def all_series() -> list[Series]:
    """Return the series with a public part, by name."""
    return list(Series.objects.filter(Exists(Article.objects.published().filter(series=OuterRef("pk")))))
