"""What somebody asks of the reads: of how long, by what, of which columns. From an address to plain values and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from articles.editing.fields import AuthorField, ColumnField, SubjectField
from articles.models import Article, Tag
from articles.readership.days import day_of
from articles.readership.reads import Scope
from articles.readership.spans import DAY, Span
from authors.models import Author

HOUR, DAYS, WEEK, MONTH = "hour", "day", "week", "month"
ARTICLE, AUTHOR, TAG, REFERRER = "article", "author", "tag", "referrer"
# What reads can be told by, as the page calls it.
BY = {
    HOUR: "Hour", DAYS: "Day", WEEK: "Week", MONTH: "Month", ARTICLE: "Column", AUTHOR: "Columnist", TAG: "Subject",
    REFERRER: "Site that led here",
}  # fmt: skip
RANKED = (ARTICLE, AUTHOR, TAG, REFERRER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A choice of time: its names, its days (None: all), how far back lies what it is compared with, its grains."""

    label: str
    this: str
    last: str
    days: int | None
    back: int
    grains: tuple[str, ...]


STRETCHES = {
    "today": Stretch(label="Today", this="Today", last="The same day last week", days=1, back=7, grains=(HOUR,)),
    "7": Stretch(label="7 days", this="These 7 days", last="The 7 days before", days=7, back=7, grains=(DAYS, HOUR)),
    "30": Stretch(
        label="30 days", this="These 30 days", last="The 30 days before", days=30, back=30, grains=(DAYS, HOUR)
    ),
    # 52 weeks, so that each day lies against the same day of the week.
    "year": Stretch(
        label="A year", this="These 52 weeks", last="The 52 weeks before", days=364, back=364, grains=(WEEK, DAYS)
    ),
    "all": Stretch(label="All time", this="All time", last="", days=None, back=0, grains=(MONTH,)),
}
USUAL = "7"


class ScopeForm(forms.Form):
    """Whose reads: of one column, of a columnist's, of a subject's; all three narrow."""

    article = ColumnField(label="Column")
    author = AuthorField(label="Columnist")
    tag = SubjectField(label="Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question: a stretch and a grain or rank that go together, seen from a moment, of columns in scope."""

    span: str
    by: str
    at: datetime
    article: Article | None = None
    author: Author | None = None
    tag: Tag | None = None

    @property
    def stretch(self) -> Stretch:
        """The choice of time."""
        return STRETCHES[self.span]

    @property
    def choices(self) -> tuple[str, ...]:
        """What reads of this stretch can be told by."""
        return (*self.stretch.grains, *RANKED)

    @property
    def scope(self) -> Scope:
        """Which columns."""
        return Scope(
            article_id=self.article.pk if self.article else None,
            author_id=self.author.pk if self.author else None,
            tag_id=self.tag.pk if self.tag else None,
        )

    @property
    def today(self) -> date:
        """The day that is not over."""
        return day_of(self.at)

    @property
    def first_day(self) -> date | None:
        """The first day of the stretch; None: there is none before it."""
        return self.today - (self.stretch.days - 1) * DAY if self.stretch.days else None

    @property
    def this(self) -> Span:
        """The stretch, up to the hour that has begun."""
        if self.stretch.days is None:
            return Span.of_all_time(at=self.at)
        return Span.of_last_days(self.stretch.days, at=self.at)

    @property
    def last(self) -> Span | None:
        """What it is compared with: as many days before, up to the same hour by the paper's clock."""
        if self.stretch.days is None:
            return None
        before = timezone.localtime(self.at, timezone.get_default_timezone()) - self.stretch.back * DAY
        return Span.of_last_days(self.stretch.days, at=before)

    @property
    def until(self) -> str:
        """The hour up to which both are counted, by the paper's clock: “15:00”."""
        return f"{timezone.localtime(self.this.end, timezone.get_default_timezone()):%H:%M}"

    def address(self, **changes: str) -> str:
        """Return the question as the end of an address, with other values where some are given; "" takes one out."""
        rows = {ARTICLE: self.article, AUTHOR: self.author, TAG: self.tag}
        chosen = {name: f"#{row.pk}" for name, row in rows.items() if row is not None}
        values = {"span": self.span, "by": self.by, **chosen, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def of(self, name: str, pk: int) -> str:
        """Return the address of the reads over time of one column, columnist or subject."""
        return self.address(by=self.stretch.grains[0], **{name: f"#{pk}"})


def ask(values: Mapping[str, str], scope: Mapping[str, Any], *, at: datetime) -> Asked:
    """Return the question in an address: what it does not say, or what does not go together, is the usual."""
    span = values.get("span", "")
    span = span if span in STRETCHES else USUAL
    by = values.get("by", "")
    if by not in (*STRETCHES[span].grains, *RANKED):
        by = STRETCHES[span].grains[0]
    return Asked(span=span, by=by, at=at, **{name: scope.get(name) for name in (ARTICLE, AUTHOR, TAG)})
