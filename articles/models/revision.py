"""Every save of an article, as it stood."""

from django.conf import settings
from django.db import models

from articles.models.article import Article


class Revision(models.Model):
    """A snapshot of an article with its bylines, tags and corrections: who made it, when, and what kind of change."""

    class Change(models.TextChoices):
        """What kind of change it was; only the last three are of substance to readers."""

        CREATED = "created", "written"
        LOADED = "loaded", "loaded from the archive"
        STATUS = "status", "status changed"
        TAGS = "tags", "tags changed"
        TYPO = "typo", "typo or layout"
        CLARIFICATION = "clarification", "clarification"
        CORRECTION = "correction", "correction"
        NEW_TEXT = "new_text", "new text"

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("number")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="revisions")
    created_at = models.DateTimeField("saved", auto_now_add=True)
    change = models.CharField("kind of change", max_length=14, choices=Change, default=Change.TYPO)
    note = models.CharField("note", max_length=500, blank=True)
    is_live = models.BooleanField("what readers see", default=True)
    snapshot = models.JSONField("as it stood")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique_in_its_article")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}, revision {self.number}"
