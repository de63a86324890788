"""What the desk opens on: what waits for somebody, what is under way, what has just appeared."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.editing import permissions, wording
from articles.models import Article, ArticleQuerySet
from articles.readership import watching

LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing in a section: what it is, where it leads, and what is said of it."""

    what: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with some lines, and where the rest is. `empty` is said where there are none."""

    heading: str
    lines: list[Line] = field(default_factory=list)
    more_url: str = ""
    more: str = "All"
    empty: str = ""
    is_pressing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody may begin with: a label and where it leads."""

    label: str
    url: str


# Apps above this one (the loader) put their sections first: functions from a request to a section, or None.
sources: list[Callable[[HttpRequest], Section | None]] = []
# And their steps, in the same way.
steps: list[Callable[[HttpRequest], Step | None]] = []


def sections(request: HttpRequest) -> list[Section]:
    """Return the sections for a user: two queries each."""
    user: Any = request.user
    if not user.has_perm("articles.view_article"):
        return []
    mine = permissions.visible_to(Article.objects.all(), user)
    now = timezone.now()
    published = Q(status=Article.Status.PUBLISHED)
    by_save, soonest = ("-modified_at", "-id"), ("published_at", "id")
    first = [section for source in sources if (section := source(request))]
    drafts = Q(status=Article.Status.DRAFT)
    silent = _most_read_is_silent(now)
    return [
        *first,
        *([silent] if silent else []),
        _section("In review", mine.filter(status__in=["in_review", "approved"]).order_by(*by_save), "in_review"),
        _section("Drafts", mine.filter(drafts).order_by(*by_save), "draft", empty="No drafts."),
        _section("Scheduled", mine.filter(published, published_at__gt=now).order_by(*soonest), "scheduled"),
        _section(
            "Newest on the site",
            mine.published(at=now).newest_first(),
            "published",
            empty="Nothing is on the site yet.",
        ),
    ]


def _most_read_is_silent(at: datetime) -> Section | None:
    """Return why there is no new most-read list, where a paper that could have one has none."""
    why = watching.silence(at=at)
    if not why:
        return None
    method, lists = (
        reverse("readership:method"),
        f"{reverse('admin:readership_mostreadlist_changelist')}?kind__exact=counted",
    )
    line = Line(what="No most-read list could be made lately", url=method, note=why)
    return Section(heading="Most read", lines=[line], more_url=lists, more="The lists that were", is_pressing=True)


def next_steps(request: HttpRequest) -> list[Step]:
    """Return what the user may begin with, the most likely first."""
    user: Any = request.user
    first = [step for make in steps if (step := make(request))]
    if user.has_perm("articles.add_article"):
        first.append(Step(label="Write a column", url=reverse("admin:articles_article_add")))
    return first


def _section(heading: str, found: ArticleQuerySet, state: str, *, empty: str = "None.") -> Section:
    articles = found.defer("body", "bio_as_printed").prefetch_related("bylines")[:LINES]
    every = f"{reverse('admin:articles_article_changelist')}?state={state}"
    return Section(heading=heading, lines=[_line(article) for article in articles], more_url=every, empty=empty)


def _line(article: Article) -> Line:
    names = ", ".join(byline.name for byline in article.bylines.all()) or "unsigned"
    url = reverse("admin:articles_article_change", args=[article.pk])
    return Line(what=article.headline, url=url, note=f"{names} · {wording.state(article)[1]}")
