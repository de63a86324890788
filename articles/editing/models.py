"""What the desk keeps for itself: what was learnt about tags."""

from django.db import models
from django.utils import timezone


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
