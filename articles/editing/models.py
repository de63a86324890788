"""What the desk keeps for itself: what was learnt about tags, and every change of tags on many columns."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models import Article, Tag


class LearntTags(models.Model):
    """What was learnt of the archive's tagged columns, when, and how good it was on columns held out; one row."""

    learnt_at = models.DateTimeField(default=timezone.now)
    columns = models.PositiveIntegerField()
    # What each piece of evidence is worth, how often each tag is given, precision and recall: see editing.subjects.
    worth = models.JSONField(default=list)
    usual = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"learnt from {self.columns} columns"


class LearntWord(models.Model):
    """How rare a word is, and how much it speaks for each tag: packed ids and weights (`editing.subjects.kept`)."""

    word = models.CharField(max_length=60, primary_key=True)
    rarity = models.FloatField()
    weights = models.BinaryField()

    def __str__(self) -> str:
        return self.word


class AwaitsRelated(models.Model):
    """That the related headlines of a column are still to be made, after a change of many at once."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"related headlines of {self.article_id}"


class TagChange(models.Model):
    """A change of tags on many columns, or a merge of two tags: every row that it moved, so that it can go back.

    `columns` has a line for each column that changed: its id, the ids of the tags given to it, and of those taken off.
    `moved` is what a merge moved besides: see `editing.subjects.merging`. `kept` are the columns that undoing left as
    they were, because somebody had changed them since.
    """

    class Kind(models.TextChoices):
        """What was done."""

        ADD = "add", "added"
        REMOVE = "remove", "removed"
        REPLACE = "replace", "replaced"
        MERGE = "merge", "merged"

    kind = models.CharField("what was done", max_length=8, choices=Kind)
    says = models.CharField("in words", max_length=500)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField("made", default=timezone.now)
    columns = models.JSONField("columns", default=list)
    moved = models.JSONField("what else it moved", default=dict, blank=True)
    undone_at = models.DateTimeField("undone", null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    kept = models.JSONField("left as they were when it was undone", default=list, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "change of tags"
        verbose_name_plural = "changes of tags"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["add", "remove", "replace", "merge"]), name="tag_change_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.says


class TagsApart(models.Model):
    """That two tags look alike and are not the same, as somebody has said; `first` has the smaller id."""

    first = models.ForeignKey(Tag, models.CASCADE, related_name="+")
    second = models.ForeignKey(Tag, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="tags_are_told_apart_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="tags_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


class KeptTag(models.Model):
    """A tag of no column or of one that somebody has looked at and keeps: the list of those to tidy leaves it out."""

    tag = models.OneToOneField(Tag, models.CASCADE, primary_key=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"tag {self.tag_id} stays"
