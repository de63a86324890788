"""What was read in the files of a run, and what an editor made of it."""

import zlib
from typing import Self

from django.conf import settings
from django.db import models

from articles.importing.models.run import ImportRun
from articles.importing.models.source_file import SourceFile
from articles.models import Article


class StagedDocumentQuerySet(models.QuerySet["StagedDocument"]):
    """Documents by what is to be done with them."""

    def known(self) -> Self:
        """Keep those whose run has not been undone."""
        return self.exclude(run__status=ImportRun.Status.UNDONE)

    def open(self) -> Self:
        """Keep those that an editor has still to decide on."""
        return self.known().filter(state__in=(StagedDocument.State.WAITING, StagedDocument.State.HELD))

    def worst_first(self) -> Self:
        """Order by the worst warning; the order of the run decides a tie."""
        return self.order_by("rank", "id")


class StagedDocument(models.Model):
    """One document of a run: what was read, what an editor changed beside it, and what became of it."""

    class State(models.TextChoices):
        """What is to be done with it."""

        WAITING = "waiting", "waiting for review"
        ACCEPTED = "accepted", "accepted"
        HELD = "held", "held: needs an editor"
        LEFT_OUT = "left_out", "left out"
        REJECTED = "rejected", "rejected"

    class Outcome(models.TextChoices):
        """What the run made of it, or will make of it when it is accepted."""

        CREATED = "created", "created"
        UPDATED = "updated", "updated"
        UNCHANGED = "unchanged", "unchanged"
        DUPLICATE = "duplicate", "duplicate"
        HELD = "held", "held"
        LEFT_OUT = "left_out", "left out"
        REJECTED = "rejected", "rejected"

    class Rank(models.IntegerChoices):
        """The worst of its warnings, the worst first."""

        REJECT = 0, "could not be read"
        HOLD = 1, "stops"
        WARN = 2, "wants a look"
        NOTE = 3, "is only said"
        CLEAN = 4, "none"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="documents")
    source_file = models.ForeignKey(SourceFile, models.PROTECT, null=True, blank=True, related_name="documents")
    position = models.PositiveIntegerField("order in the run")
    source = models.CharField("source", max_length=500)
    format = models.CharField("format", max_length=40, blank=True)
    identity = models.CharField("identity", max_length=1200, blank=True)
    fingerprint = models.CharField("hash of what was read", max_length=64, blank=True)
    headline = models.CharField("headline", max_length=300, blank=True)
    parsed = models.JSONField("as it was read", default=dict)
    own_text = models.BinaryField("text, where it is not its file's", null=True, blank=True)
    edits = models.JSONField("what an editor changed", default=dict, blank=True)
    refused_repairs = models.JSONField("refused repairs", default=list, blank=True)
    notices = models.JSONField("warnings of the loader", default=list, blank=True)
    tags = models.JSONField("tags", default=list, blank=True)
    author_choices = models.JSONField("columnists chosen", default=dict, blank=True)
    outcome = models.CharField("outcome", max_length=10, choices=Outcome)
    state = models.CharField("state", max_length=10, choices=State)
    rank = models.PositiveSmallIntegerField("worst warning", choices=Rank, default=Rank.CLEAN)
    reason = models.TextField("reason", blank=True)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="staged_documents")
    awaits_related = models.BooleanField("related headlines are still to be made", default=False)
    # What holds it, and the shape of the line that it stands in: documents with one fault are mended together.
    fault = models.CharField("fault", max_length=60, blank=True)
    shape = models.CharField("shape of the line", max_length=160, blank=True)
    # What its text is found by among texts that are nearly the same, and which of them it is like (`twins.finding`).
    sketch = models.BinaryField("sketch of the text", null=True, blank=True)
    twin = models.JSONField("nearly the same text", null=True, blank=True)
    likeness = models.PositiveSmallIntegerField("likeness in percent", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    created_at = models.DateTimeField("read", auto_now_add=True)

    objects = StagedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["run", "position"]
        verbose_name = "loaded document"
        indexes = [
            models.Index(fields=["run", "state", "rank", "id"], name="staged_review_order"),
            models.Index(fields=["identity", "id"], name="staged_by_identity"),
            models.Index(fields=["source"], name="staged_by_source"),
            models.Index(fields=["id"], condition=models.Q(awaits_related=True), name="staged_awaits_related"),
            models.Index(fields=["fault", "shape", "id"], condition=~models.Q(fault=""), name="staged_by_fault"),
            # Read as a whole, once a run: the index holds all that is asked for.
            models.Index(fields=["run", "sketch"], condition=models.Q(sketch__isnull=False), name="staged_sketches"),
            models.Index(fields=["run", "id"], condition=models.Q(likeness__isnull=False), name="staged_twins"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="one_document_a_position"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "accepted", "held", "left_out", "rejected"]),
                name="staged_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    outcome__in=["created", "updated", "unchanged", "duplicate", "held", "left_out", "rejected"]
                ),
                name="staged_outcome_is_known",
            ),
            models.CheckConstraint(condition=models.Q(rank__range=(0, 4)), name="staged_rank_is_known"),
            models.CheckConstraint(condition=~models.Q(source=""), name="staged_has_source"),
        ]

    def __str__(self) -> str:
        return self.headline or self.source

    @property
    def text(self) -> str:
        """The decoded source that the line numbers count."""
        if self.own_text is not None:
            return zlib.decompress(bytes(self.own_text)).decode()
        return self.source_file.decoded if self.source_file else ""
