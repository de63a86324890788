"""What readers read, by the hour, and the ranked lists that were made of it or found in print."""

from django.db import models

from articles.models import Article
from articles.readership.fields import DayField
from authors.names import fold

LONGEST_HEADLINE = 500
LONGEST_HOST = 253  # RFC 1035, section 2.3.4


class HourlyReads(models.Model):
    """How many readers read an article in one hour of the paper's day; no reader is kept."""

    KEY = ("article", "hour")
    article = models.ForeignKey(Article, models.CASCADE, related_name="hourly_reads", db_index=False)
    hour = models.DateTimeField("hour")
    count = models.PositiveIntegerField("readers", default=0)

    class Meta:
        ordering = ["-hour"]
        verbose_name_plural = "hourly reads"
        indexes = [models.Index(fields=["hour", "article", "count"], name="reads_by_hour")]
        constraints = [
            models.UniqueConstraint(fields=["article", "hour"], name="one_row_an_article_and_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} at {self.hour}: {self.count}"


# Rows of these tables are many and small. Their key has the day first: they lie in the order of time. On SQLite a table
# is its key's own index (WITHOUT ROWID, said in migration 0008): whoever lets one be made anew there says so again, and
# makes its triggers again.


class DailyReads(models.Model):
    """How many readers read an article on one day of the paper: its hours, summed when they are a month old."""

    KEY = ("article", "day")
    pk = models.CompositePrimaryKey("day", "article")
    article = models.ForeignKey(Article, models.CASCADE, related_name="daily_reads", db_index=False)
    day = DayField("day")
    count = models.PositiveIntegerField("readers", default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name_plural = "daily reads"
        indexes = [models.Index(fields=["article"], name="daily_reads_of_an_article")]

    def __str__(self) -> str:
        return f"{self.article_id} on {self.day}: {self.count}"


class MonthlyReads(models.Model):
    """How many readers read an article in one month of the paper: its days, summed when they are two years old."""

    KEY = ("article", "month")
    pk = models.CompositePrimaryKey("month", "article")
    article = models.ForeignKey(Article, models.CASCADE, related_name="monthly_reads", db_index=False)
    month = DayField("first day of the month")
    count = models.PositiveIntegerField("readers", default=0)

    class Meta:
        ordering = ["-month"]
        verbose_name_plural = "monthly reads"
        indexes = [models.Index(fields=["article"], name="monthly_reads_of_an_article")]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.month:%Y-%m}: {self.count}"


class TotalReads(models.Model):
    """How many readers an article has had in all: the sum of its hours, days and months.

    Triggers in the database keep it, in the transaction of whatever changes those; nothing else writes it.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="total_reads")
    count = models.IntegerField("readers", default=0)

    class Meta:
        ordering = ["-count", "-article"]
        verbose_name_plural = "reads of all time"
        indexes = [models.Index(fields=["count", "article"], name="reads_of_all_time")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.count}"


class ReferrerReads(models.Model):
    """How many of an article's readers of a day came from another site: the name of its host alone."""

    KEY = ("article", "day", "host")
    pk = models.CompositePrimaryKey("day", "article", "host")
    article = models.ForeignKey(Article, models.CASCADE, related_name="referrer_reads", db_index=False)
    day = DayField("day")
    host = models.CharField("host", max_length=LONGEST_HOST)
    count = models.PositiveIntegerField("readers", default=0)

    class Meta:
        ordering = ["-day", "host"]
        verbose_name_plural = "reads by referring host"
        indexes = [models.Index(fields=["article"], name="host_reads_of_an_article")]

    def __str__(self) -> str:
        return f"{self.article_id} on {self.day} from {self.host}: {self.count}"


class MostReadList(models.Model):
    """A ranked list of one to ten headlines."""

    class Kind(models.TextChoices):
        """Where a list comes from; the kinds are never mixed."""

        COUNTED = "counted", "counted here"
        PRINTED = "printed", "printed on a loaded page"
        CURATED = "curated", "picked by the desk"

    kind = models.CharField("kind", max_length=8, choices=Kind)
    day = models.DateField("day", null=True, blank=True, help_text="Empty: nothing says which day it was.")
    window_days = models.PositiveSmallIntegerField("days counted", null=True, blank=True)
    counted_at = models.DateTimeField("counted up to", null=True, blank=True, editable=False)
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="printed_lists", verbose_name="printed beside"
    )
    # What a counted list was made by and from, so that it can be recounted when its hours have become days and months.
    rules = models.JSONField("rules", default=dict, blank=True, editable=False)
    buckets = models.JSONField("reads that it was counted from", default=list, blank=True, editable=False)
    digest = models.CharField("hash of the closed list", max_length=64, blank=True, editable=False)
    is_shown = models.BooleanField("shown to readers", default=True)
    note = models.CharField("note", max_length=300, blank=True)
    created_at = models.DateTimeField("added", auto_now_add=True)

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name = "most-read list"
        indexes = [
            models.Index(fields=["kind", "-day", "-id"], name="newest_list_of_a_kind"),
            models.Index(fields=["-day", "-id"], name="newest_list"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["counted", "printed", "curated"]), name="list_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="counted")
                | (models.Q(day__isnull=False) & models.Q(window_days__isnull=False)),
                name="counted_list_has_day_and_window",
            ),
            models.UniqueConstraint(
                fields=["day", "window_days"],
                condition=models.Q(kind="counted"),
                name="one_counted_list_a_day_and_window",
            ),
        ]

    def __str__(self) -> str:
        window = (
            "" if self.window_days is None else f", {f'{self.window_days} days' if self.window_days else 'all time'}"
        )
        return f"{self.get_kind_display()}, {self.day or 'day unknown'}{window}"


class FoldedHeadlineField(models.CharField):
    """The folded headline of a row, kept in step on every save and bulk_create."""

    folds = "headline"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 Django's signature
        """Fold the headline anew, on the instance too."""
        key = fold(getattr(model_instance, self.folds))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class MostReadEntry(models.Model):
    """One line of a list: the headline as it was, and the article where one is known."""

    list = models.ForeignKey(MostReadList, models.CASCADE, related_name="entries")
    rank = models.PositiveSmallIntegerField("rank")
    headline = models.CharField("headline as it stood", max_length=LONGEST_HEADLINE)
    key = FoldedHeadlineField("folded headline", max_length=LONGEST_HEADLINE, blank=True, default="", editable=False)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="ranked_in")
    reads = models.PositiveIntegerField("readers", null=True, blank=True)
    # None: the column has these very words, or an editor chose it. 0: an editor said that it is none of those here.
    likeness = models.PositiveSmallIntegerField("likeness in percent", null=True, blank=True, editable=False)
    # The place stays, and says this in place of the headline; what was counted does not change.
    hidden_at = models.DateTimeField("taken off", null=True, blank=True, editable=False)
    hidden_because = models.CharField("taken off because", max_length=300, blank=True, default="")

    class Meta:
        ordering = ["rank", "id"]
        verbose_name = "line"
        indexes = [
            # Lines that wait for their article.
            models.Index(fields=["key"], name="unlinked_line_key", condition=models.Q(article__isnull=True)),
            models.Index(fields=["key"], name="line_led_by_likeness", condition=models.Q(likeness__gt=0)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["list", "rank"], name="one_headline_a_rank"),
            models.CheckConstraint(condition=models.Q(rank__range=(1, 10)), name="rank_is_one_to_ten"),
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True, hidden_because="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hidden_because="")),
                name="line_is_taken_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.headline}"


class TakenOff(models.Model):
    """A column that the desk took off the counted lists, until it is put back; in their lines it stands as well."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="taken_off_lists")
    since = models.DateTimeField("taken off")
    because = models.CharField("because", max_length=300)

    class Meta:
        verbose_name = "column taken off the lists"
        verbose_name_plural = "columns taken off the lists"

    def __str__(self) -> str:
        return f"{self.article_id}: {self.because}"
