"""What editors taught the loader, and which documents were read by it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.importing.models.run import ImportRun
from articles.importing.models.staged import StagedDocument


class TaughtLesson(models.Model):
    """One thing that an editor taught the loader; later runs follow it until it is switched off."""

    class Kind(models.TextChoices):
        """What it is about; `documents.LessonKind` says what the parts mean."""

        DATE_PATTERN = "date_pattern", "how dates are written"
        BYLINE_PATTERN = "byline_pattern", "how bylines are written"
        SITE_RULE = "site_rule", "where a site has what"
        COLUMN_MAPPING = "column_mapping", "what a table's column holds"
        AUTHOR_NAME = "author_name", "who is meant by a name"
        TERM_TO_TAG = "term_to_tag", "which tag a category becomes"

    kind = models.CharField("about", max_length=16, choices=Kind)
    scope = models.CharField("holds for", max_length=500, blank=True)
    pattern = models.CharField("what the source says", max_length=500)
    value = models.CharField("what it means", max_length=500, blank=True)
    is_active = models.BooleanField("in use", default=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, blank=True, related_name="lessons")
    created_at = models.DateTimeField("taught", default=timezone.now)

    class Meta:
        ordering = ["kind", "scope", "pattern"]
        verbose_name = "lesson"
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope", "pattern"], name="a_lesson_is_taught_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=(
                        "date_pattern",
                        "byline_pattern",
                        "site_rule",
                        "column_mapping",
                        "author_name",
                        "term_to_tag",
                    )
                ),
                name="lesson_kind_is_known",
            ),
            models.CheckConstraint(condition=~models.Q(pattern=""), name="lesson_has_pattern"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.pattern}"


class LessonUse(models.Model):
    """A document that was read by a lesson."""

    lesson = models.ForeignKey(TaughtLesson, models.CASCADE, related_name="uses")
    staged = models.ForeignKey(StagedDocument, models.CASCADE, related_name="lesson_uses")

    class Meta:
        verbose_name = "use of a lesson"
        constraints = [models.UniqueConstraint(fields=["lesson", "staged"], name="a_use_is_kept_once")]

    def __str__(self) -> str:
        return f"lesson {self.lesson_id} in document {self.staged_id}"
