"""Loading, as it is kept: the runs, the bytes as they came, what was read in them, and what each run changed."""

import zlib
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models import Article


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


class SourceFile(models.Model):
    """A file as it came, byte for byte; the same bytes are kept once, whatever they were called."""

    sha256 = models.CharField("sha-256", max_length=64, unique=True)
    name = models.CharField("name", max_length=500)
    size = models.PositiveBigIntegerField("size in bytes")
    encoding = models.CharField("encoding", max_length=40, blank=True)
    content = models.BinaryField("bytes, compressed")
    text = models.BinaryField("text as decoded, compressed", default=bytes)
    created_at = models.DateTimeField("first seen", auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "file"
        constraints = [
            models.CheckConstraint(condition=~models.Q(sha256=""), name="file_has_hash"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def raw(self) -> bytes:
        """The bytes as they came."""
        return zlib.decompress(bytes(self.content))

    @property
    def decoded(self) -> str:
        """The text that line numbers count; "" for a file that is no text."""
        return zlib.decompress(bytes(self.text)).decode() if self.text else ""


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


class LoadedPicture(models.Model):
    """A picture of a document: where its file lies, or why it is missing."""

    staged = models.ForeignKey(StagedDocument, models.CASCADE, related_name="pictures")
    position = models.PositiveIntegerField("order in the document")
    address = models.TextField("address in the source")
    file = models.CharField("file", max_length=200, blank=True, db_index=True)
    sha256 = models.CharField("sha-256", max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    credit = models.CharField("credit in the file itself", max_length=200, blank=True)
    caption = models.TextField("caption in the file itself", blank=True)
    missing = models.TextField("why it is missing", blank=True)

    class Meta:
        ordering = ["staged", "position"]
        verbose_name = "loaded picture"
        constraints = [
            models.UniqueConstraint(fields=["staged", "position"], name="one_picture_a_position"),
            models.CheckConstraint(
                condition=models.Q(file="") ^ models.Q(missing=""), name="picture_is_kept_or_missing"
            ),
        ]

    def __str__(self) -> str:
        return self.address[:200]


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


class ColumnSketch(models.Model):
    """The sketch of a column that no loading made, as of one version of it; without one where it is too short."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField("version of the column")
    sketch = models.BinaryField("sketch of the text", null=True)

    class Meta:
        verbose_name = "sketch of a column"

    def __str__(self) -> str:
        return f"sketch of column {self.article_id}"


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
