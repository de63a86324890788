"""The rows that a run made, changed or removed."""

from django.db import models

from articles.importing.models.run import ImportRun
from articles.importing.models.staged import StagedDocument


class RunChange(models.Model):
    """One row that a run made, changed or removed: what undoing the run needs."""

    class Action(models.TextChoices):
        """What was done to the row."""

        CREATED = "created", "created"
        CHANGED = "changed", "changed"
        REMOVED = "removed", "removed"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    staged = models.ForeignKey(StagedDocument, models.CASCADE, null=True, blank=True, related_name="changes")
    model = models.CharField("kind of row", max_length=60)
    key = models.BigIntegerField("id of the row")
    action = models.CharField("what was done", max_length=8, choices=Action)
    before = models.JSONField("as it was before", null=True, blank=True)
    after = models.JSONField("as the run left it", null=True, blank=True)
    is_undone = models.BooleanField("undone", default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = "change"
        indexes = [
            models.Index(fields=["model", "key"], name="change_by_row"),
            models.Index(fields=["run", "id"], name="change_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(action__in=["created", "changed", "removed"]), name="change_action_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(action="created") | models.Q(before__isnull=False), name="change_keeps_what_was"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key}: {self.action}"
