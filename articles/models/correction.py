"""What the paper owns up to."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F

from articles.models.article import Article, Precision


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """The orders in which notices are shown; both engines are told where those of no known day stand."""

    def newest_first(self) -> Self:
        """Return them from the newest on, those of no known day at the end."""
        return self.order_by(F("issued_on").desc(nulls_last=True), "-id")

    def oldest_first(self) -> Self:
        """Return them in the order in which they were issued, those of no known day first."""
        return self.order_by(F("issued_on").asc(nulls_first=True), "id")


class Correction(models.Model):
    """A notice on an article. `issued_on` is None where nobody knows its day: an old one that was printed without."""

    class Kind(models.TextChoices):
        """What sort of notice it is."""

        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        RETRACTION = "retraction", "Retraction"

    class Known(models.TextChoices):
        """How exactly its day is known."""

        DAY = Precision.DAY.value, "to the day"
        MONTH = Precision.MONTH.value, "to the month"
        YEAR = Precision.YEAR.value, "to the year"
        INFERRED = Precision.INFERRED.value, "worked out, not printed"

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    kind = models.CharField("kind", max_length=14, choices=Kind, default=Kind.CORRECTION)
    issued_on = models.DateField("date", null=True, blank=True, help_text="Empty where the day is not known.")
    issued_precision = models.CharField("date is known", max_length=8, choices=Known, default=Known.DAY)
    note = models.TextField("notice to readers")
    words_before = models.TextField("words before", blank=True)
    words_after = models.TextField("words after", blank=True)
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = [F("issued_on").asc(nulls_first=True), "id"]
        indexes = [models.Index(fields=["-issued_on", "-id"], name="correction_newest")]
        constraints = [models.CheckConstraint(condition=~models.Q(note=""), name="correction_says_something")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.issued_on or 'date not known'}"
