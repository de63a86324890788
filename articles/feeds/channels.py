"""What lies in each feed. Adding a feed is one function here and one line in `urls`.

A function is given `load`, which brings the newest of a scope or a part of its archive, and says what the scope is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import attribution, dates
from articles.attribution import one_line
from articles.feeds import columns, content
from articles.feeds.entries import FeedChannel, FeedEntry
from articles.feeds.history import Load, Stretch
from articles.models import Article, Byline, Correction, Series, Tag, TaggedArticle
from authors.models import Author

Named = TypeVar("Named", Author, Tag, Series)
MOST_CORRECTIONS = 50
MOST_TAGS = 4
# Atom asks for a date of change even where nothing is in a feed.
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)


class MovedError(Exception):
    """The feed lies beside another page; `path` is that page's."""

    def __init__(self, path: str) -> None:
        """Keep the path."""
        super().__init__(path)
        self.path = path


def site(load: Load) -> FeedChannel:
    """Return the newest columns of the paper."""
    stretch = load(Article.objects.all())
    return _of_columns(stretch, path="/", title=settings.PAPER_NAME, description=settings.PAPER_DESCRIPTION)


def author(load: Load, slug: str) -> FeedChannel:
    """Return the newest columns of a columnist; Http404 if there is none, MovedError if merged into another."""
    stretch = load(Article.objects.filter(pk__in=Byline.objects.filter(author__slug=slug).values("article")))
    loaded = (line.author for article in stretch.articles[:1] for line in article.bylines.all())
    found = _named([slug], loaded, _known(Author.objects.select_related("merged_into"), merged=True))[0]
    if found.merged_into:
        raise MovedError(found.merged_into.get_absolute_url())
    return _of_columns(
        stretch,
        path=found.get_absolute_url(),
        title=f"{found.name} – {settings.PAPER_NAME}",
        description=f"Columns by {found.name} in {settings.PAPER_NAME}.",
    )


def tag(load: Load, slug: str) -> FeedChannel:
    """Return the newest columns on a subject, or on each of several (`a+b`); Http404 if there is no such subject.

    MovedError for a subject that was merged into another, and for subjects in another order than their page has.
    """
    slugs = slug.split("+")
    if len(slugs) > MOST_TAGS:
        raise Http404("That is too many subjects at once.")
    scope = Article.objects.all()
    for one in slugs:
        scope = scope.filter(pk__in=TaggedArticle.objects.filter(tag__slug=one).values("content_object"))
    stretch = load(scope)
    loaded = (subject for article in stretch.articles[:1] for subject in article.tags.all())
    found = _named(slugs, loaded, _known(Tag.objects.select_related("merged_into"), merged=True))
    subjects = sorted({subject.merged_into or subject for subject in found}, key=lambda subject: subject.slug)
    canonical = "+".join(subject.slug for subject in subjects)
    path = reverse("articles:tag", args=[canonical])
    if canonical != slug:
        raise MovedError(path)
    names = " + ".join(subject.name for subject in subjects)
    return _of_columns(
        stretch,
        path=path,
        title=f"{names} – {settings.PAPER_NAME}",
        description=f"Columns on {names} in {settings.PAPER_NAME}.",
    )


def series(load: Load, slug: str) -> FeedChannel:
    """Return the newest parts of a series; Http404 if there is none."""
    stretch = load(Article.objects.filter(series__slug=slug))
    loaded = (article.series for article in stretch.articles[:1] if article.series)
    found = _named([slug], loaded, _known(Series.objects.all()))[0]
    return _of_columns(
        stretch,
        path=found.get_absolute_url(),
        title=f"{found.name} – {settings.PAPER_NAME}",
        description=found.description or f"The series “{found.name}” in {settings.PAPER_NAME}.",
    )


def corrections(_load: Load) -> FeedChannel:
    """Return the newest notices; that of a retracted column tells its day and not its headline."""
    notices = Correction.objects.filter(article__in=Article.objects.readable()).newest_first()
    latest = list(notices.select_related("article")[:MOST_CORRECTIONS])
    return of_entries(
        [_notice(correction) for correction in latest],
        path=reverse("articles:corrections"),
        title=f"Corrections – {settings.PAPER_NAME}",
        description=f"What {settings.PAPER_NAME} has corrected, clarified and retracted.",
        changed_at=max((correction.created_at for correction in latest), default=None),
    )


def _named(slugs: Sequence[str], loaded: Iterable[Named], among: QuerySet[Named]) -> list[Named]:
    """Return what the slugs name: what came with the articles, else from the database; Http404 if one is missing."""
    found = {one.slug: one for one in loaded if one.slug in slugs}
    if len(found) < len(set(slugs)):
        found = {one.slug: one for one in among.filter(slug__in=slugs)}
    if len(found) < len(set(slugs)):
        raise Http404("There is no such feed.")
    return list(found.values())


def _known(among: QuerySet[Named], *, merged: bool = False) -> QuerySet[Named]:
    """Keep what a column has named in public, even if it is off the site now, and what was merged if wanted.

    A columnist or subject of nothing but drafts has no feed, not even an empty one; a subscriber keeps theirs.
    """
    now = timezone.now()
    lifted = Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now)
    once_public = Article.objects.filter(lifted, first_public_at__isnull=False, published_at__lte=now)
    named = Q(articles__in=once_public)
    return among.filter(named | Q(merged_into__isnull=False) if merged else named).distinct()


def _of_columns(stretch: Stretch, *, path: str, title: str, description: str) -> FeedChannel:
    moments = [
        moment
        for article in stretch.articles
        for moment in (article.last_changed_at, article.embargoed_until, getattr(article, "scope_saved_at", None))
        if moment is not None
    ]
    entries = [columns.entry(article) for article in stretch.articles]
    channel = of_entries(
        entries, path=path, title=title, description=description, changed_at=max(moments, default=None)
    )
    return replace(channel, part=stretch.part, older=stretch.older, newer=stretch.newer)


def of_entries(
    entries: Sequence[FeedEntry], *, path: str, title: str, description: str, changed_at: datetime | None
) -> FeedChannel:
    """Return a channel of entries; parts of the site above this one make theirs with it too."""
    languages = {entry.language for entry in entries}
    return FeedChannel(
        id=f"tag:{settings.TAG_URI_AUTHORITY}:feed{path}",
        path=path,
        title=one_line(title),
        description=one_line(description),
        language=languages.pop() if len(languages) == 1 else settings.LANGUAGE_CODE,
        rights=f"© {settings.PAPER_NAME}",
        publisher=attribution.publisher(),
        updated=max((entry.updated for entry in entries), default=NOTHING_YET),
        changed_at=changed_at,
        entries=tuple(entries),
    )


def _notice(correction: Correction) -> FeedEntry:
    article = correction.article
    # A feed asks for a date: that of the column stands in for one that nobody knows, and the text says so.
    known = correction.issued_on or article.published_on
    day = dates.start_of(known) if known else dates.in_paper_zone(correction.created_at)
    posted = date_format(article.published_on, "j F Y") if article.published_on else ""
    about = f"a column of {posted}" if article.is_retracted else article.headline
    return FeedEntry(
        id=f"tag:{settings.TAG_URI_AUTHORITY}:correction/{correction.guid}",
        url=settings.SITE_URL + (article.short_url if article.is_retracted else article.get_absolute_url()),
        title=one_line(f"{correction.get_kind_display()}: {about}"),
        summary=one_line(correction.note),
        html=content.correction_html(correction, quotes=not article.is_retracted),
        published=day,
        updated=day,
        authors=(attribution.publisher(),),
        language=article.language,
        precision=correction.issued_precision if correction.issued_on else "unknown",
    )
