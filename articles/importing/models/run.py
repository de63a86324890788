"""One loading: a call of the command or one upload in the desk."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ImportRun(models.Model):
    """One loading: a call of the command or one upload in the desk."""

    class Status(models.TextChoices):
        """How far the run has come."""

        RUNNING = "running", "running"
        FINISHED = "finished", "finished"
        UNDONE = "undone", "undone"
        INTERRUPTED = "interrupted", "interrupted"
        PAUSED = "paused", "paused"
        CANCELLED = "cancelled", "cancelled"

    class Wish(models.TextChoices):
        """What somebody at the desk has asked of a run that is going on."""

        NONE = "", "go on"
        PAUSE = "pause", "pause"
        CANCEL = "cancel", "cancel"

    class Via(models.TextChoices):
        """Where it was started."""

        COMMAND = "command", "command line"
        DESK = "desk", "desk"

    started_at = models.DateTimeField("started", default=timezone.now)
    finished_at = models.DateTimeField("finished", null=True, blank=True)
    undone_at = models.DateTimeField("undone", null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.RUNNING)
    via = models.CharField("started from", max_length=8, choices=Via)
    given = models.CharField("what was given", max_length=500, blank=True)
    options = models.JSONField("options", default=dict, blank=True)
    program_version = models.CharField("program version", max_length=40, blank=True)
    process = models.CharField("process", max_length=200, blank=True, help_text="Host and process id, while it runs.")
    seen_at = models.DateTimeField("last seen at work", null=True, blank=True)
    wish = models.CharField("asked to", max_length=6, choices=Wish, blank=True, default=Wish.NONE)
    # How far it is: what is being done, how much of it, of how much, and since when.
    progress = models.JSONField("progress", default=dict, blank=True)
    # How many documents had each outcome, and those that made no row of their own (unchanged, duplicate).
    counts = models.JSONField("documents by outcome", default=dict, blank=True)
    repeats = models.JSONField("documents known before", default=list, blank=True)
    kept_at_undo = models.JSONField("kept when it was undone", default=list, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "loading"
        indexes = [models.Index(fields=["status", "-id"], name="run_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["running", "finished", "undone", "interrupted", "paused", "cancelled"]),
                name="run_status_is_known",
            ),
            models.CheckConstraint(condition=models.Q(via__in=["command", "desk"]), name="run_comes_from_somewhere"),
            models.CheckConstraint(
                condition=~models.Q(status="undone") | models.Q(undone_at__isnull=False),
                name="undone_run_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Loading {self.pk}: {self.given or 'pasted text'}"
