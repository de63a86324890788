"""What the paper owns up to."""

import uuid

from django.db import models

from articles.models.article import Article


class Correction(models.Model):
    """A dated notice on an article."""

    class Kind(models.TextChoices):
        """What sort of notice it is."""

        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        RETRACTION = "retraction", "Retraction"

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    kind = models.CharField("kind", max_length=14, choices=Kind, default=Kind.CORRECTION)
    issued_on = models.DateField("date")
    note = models.TextField("notice to readers")
    words_before = models.TextField("words before", blank=True)
    words_after = models.TextField("words after", blank=True)
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["issued_on", "id"]
        indexes = [models.Index(fields=["-issued_on", "-id"], name="correction_newest")]
        constraints = [models.CheckConstraint(condition=~models.Q(note=""), name="correction_says_something")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.issued_on}"
