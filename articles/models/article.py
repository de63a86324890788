"""The article: what was written, when, and whether the public may see it."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles import contact, markup
from articles.fields import SanitisedHTMLField
from articles.models.image import Image
from articles.models.series import Series
from articles.models.tag import TaggedArticle
from authors.models import Author

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from articles.models.byline import Byline

WORDS_A_MINUTE = 230
HANGUL_A_MINUTE = 500
MAX_SLUG = 120
OWN_GUID = "guid:tag:"


def guid_for(identity: str | None = None) -> str:
    """Return a `tag:` URI (RFC 4151): uuid5 of a source's identity, or random for what is written here.

    A source that is itself a site of this program says the id that its column has already: `guid:` and the id.
    """
    if identity and identity.startswith(OWN_GUID):
        return identity.removeprefix("guid:")
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"broadsheet:{identity}") if identity else uuid.uuid4()
    return f"tag:{settings.TAG_URI_AUTHORITY}:article/{key}"


def random_guid() -> str:
    """Return the guid of an article that is written here."""
    return guid_for()


class Precision(models.TextChoices):
    """How exactly a date is known."""

    MINUTE = "minute", "to the minute"
    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"
    INFERRED = "inferred", "worked out, not printed"


class ArticleQuerySet(models.QuerySet["Article"]):
    """What the public may see, and what each use needs loaded with it."""

    def published(self, *, at: datetime | None = None) -> Self:
        """Keep what lists, feeds, search and sitemaps may show at a moment (default: now)."""
        return self._public(models.Q(status=Article.Status.PUBLISHED), at or timezone.now())

    def readable(self, *, at: datetime | None = None) -> Self:
        """Keep what has a page at a moment: the published, and the retracted with their notice."""
        statuses = (Article.Status.PUBLISHED, Article.Status.RETRACTED)
        return self._public(models.Q(status__in=statuses), at or timezone.now())

    def _public(self, status: models.Q, at: datetime) -> Self:
        return self.filter(
            status,
            models.Q(embargoed_until__isnull=True) | models.Q(embargoed_until__lte=at),
            models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=at),
            published_at__lte=at,
        )

    def newest_first(self) -> Self:
        """Order by publication, the newest first; the id decides a tie."""
        return self.order_by("-published_at", "-id")

    def for_listing(self) -> Self:
        """Load what a line of a list shows: two queries (articles, bylines)."""
        return self.newest_first().prefetch_related("bylines")

    def for_page(self) -> Self:
        """Load what an article's page shows: four queries (article, bylines, tags, corrections)."""
        return self.select_related("series", "image").prefetch_related("bylines", "tags", "corrections")

    def for_feed(self) -> Self:
        """Load what a feed shows, in full: three queries (articles, bylines, tags)."""
        return self.newest_first().prefetch_related("bylines", "tags")


class Article(models.Model):  # type: ignore[django-manager-missing] # taggit is untyped
    """A column, editorial, letter or interview."""

    class Kind(models.TextChoices):
        """What kind of piece it is."""

        COLUMN = "column", "column"
        EDITORIAL = "editorial", "editorial"
        LETTER = "letter", "letter"
        INTERVIEW = "interview", "interview"

    class Status(models.TextChoices):
        """How far it has come. Scheduled, embargoed and expired follow from the dates."""

        DRAFT = "draft", "draft"
        IN_REVIEW = "in_review", "in review"
        APPROVED = "approved", "approved"
        PUBLISHED = "published", "published"
        UNPUBLISHED = "unpublished", "unpublished"
        RETRACTED = "retracted", "retracted"

    headline = models.CharField("headline", max_length=300)
    slug = models.SlugField("address", max_length=MAX_SLUG, allow_unicode=True, help_text="Empty: from the headline.")
    standfirst = models.TextField("standfirst", blank=True)
    body = SanitisedHTMLField("text", blank=True)
    bio_as_printed = models.TextField("bio as printed that day", blank=True)
    keeps_cut_off_contact = models.BooleanField(
        "show a cut-off contact", default=False, help_text="The archive’s “He can be reached at”, without an address."
    )
    kind = models.CharField("kind", max_length=12, choices=Kind, default=Kind.COLUMN)
    language = models.CharField("language", max_length=12, default="en")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField("posted", null=True, blank=True)
    published_precision = models.CharField("posted is known", max_length=8, choices=Precision, default=Precision.MINUTE)
    published_on = models.DateField("day in the address", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("updated", null=True, blank=True)
    updated_precision = models.CharField("updated is known", max_length=8, choices=Precision, default=Precision.MINUTE)
    embargoed_until = models.DateTimeField("embargoed until", null=True, blank=True)
    expires_at = models.DateTimeField("taken off at", null=True, blank=True)
    first_public_at = models.DateTimeField("first public", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("added", auto_now_add=True)
    modified_at = models.DateTimeField("last saved", auto_now=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    guid = models.CharField("permanent id", max_length=200, unique=True, default=random_guid, editable=False)
    legacy_id = models.CharField("id in the old system", max_length=200, blank=True, db_index=True)
    legacy_url = models.URLField("address in the old system", max_length=1000, blank=True)
    canonical_url = models.URLField("first published at", max_length=1000, blank=True)
    rights = models.CharField("rights", max_length=300, blank=True)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="articles")
    series_part = models.PositiveSmallIntegerField("part", null=True, blank=True)
    answers = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="answered_by")
    image = models.ForeignKey(Image, models.SET_NULL, null=True, blank=True, related_name="articles")
    authors = models.ManyToManyField(Author, through="articles.Byline", related_name="articles")
    tags = TaggableManager(through=TaggedArticle, blank=True, related_name="articles")

    objects = ArticleQuerySet.as_manager()

    if TYPE_CHECKING:
        bylines: RelatedManager[Byline]

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(
                fields=["status", "-published_at", "-id", "embargoed_until", "expires_at"], name="article_public_order"
            ),
            models.Index(fields=["published_on"], name="article_day"),
            # Holds all that `published` asks for, so that counting the archive by day reads no row.
            models.Index(
                fields=["status", "published_on", "published_at", "embargoed_until", "expires_at"],
                name="article_archive_by_day",
            ),
            models.Index(fields=["-modified_at"], name="article_last_saved"),
            # Few columns ever expire; which have is asked with each save.
            models.Index(
                fields=["status", "expires_at"],
                condition=models.Q(expires_at__isnull=False),
                name="article_expiry",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["published_on", "slug"], name="article_address_is_unique"),
            models.CheckConstraint(condition=~models.Q(headline=""), name="article_has_headline"),
            models.CheckConstraint(
                condition=~models.Q(status__in=["published", "retracted"])
                | (models.Q(published_at__isnull=False) & models.Q(published_on__isnull=False) & ~models.Q(slug="")),
                name="published_article_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["draft", "in_review", "approved", "published", "unpublished", "retracted"]
                ),
                name="article_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(series_part__isnull=True) | models.Q(series__isnull=False),
                name="series_part_has_series",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__isnull=True)
                | models.Q(published_at__isnull=True)
                | models.Q(expires_at__gt=models.F("published_at")),
                name="article_expires_after_it_appears",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """Return the path of the article's page; "" while it has no day and so no address."""
        if self.published_on is None:
            return ""
        day = self.published_on
        return reverse("articles:detail", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", self.slug])

    @property
    def short_url(self) -> str:
        """The short, permanent path."""
        return reverse("articles:short", args=[self.pk])

    @property
    def absolute_url(self) -> str:
        """The address with the site's origin, for feeds and the outside world."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def shows_updated(self) -> bool:
        """Whether readers should see “Updated”: only when it is later than “Posted”."""
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)

    @property
    def last_changed_at(self) -> datetime | None:
        """The last change of substance: updated where later, else posted."""
        return self.updated_at if self.shows_updated else self.published_at

    @property
    def bio_for_readers(self) -> str:
        """The printed bio, without a contact sentence that was cut off before its address."""
        if self.keeps_cut_off_contact:
            return self.bio_as_printed
        dangling = contact.dangling_contact(self.bio_as_printed)
        return self.bio_as_printed.removesuffix(dangling).rstrip() if dangling else self.bio_as_printed

    @property
    def summary(self) -> str:
        """The standfirst, or the beginning of the text."""
        return self.standfirst or markup.excerpt(self.body)

    @property
    def reading_minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        plain = markup.text(self.body)
        hangul = sum("가" <= char <= "힣" for char in plain)
        words = len(plain.split()) if hangul < len(plain) / 4 else 0
        return max(1, round(words / WORDS_A_MINUTE) if words else round(hangul / HANGUL_A_MINUTE))

    @property
    def is_retracted(self) -> bool:
        """Whether it keeps its page only for the notice."""
        return self.status == self.Status.RETRACTED
