"""Who signed an article, in order, with the name and bio as printed that day."""

from django.db import models

from articles.models.article import Article
from authors.models import Author


class BylineManager(models.Manager["Byline"]):
    """Loads the columnist with each byline: no byline is ever shown without."""

    def get_queryset(self) -> models.QuerySet["Byline"]:
        """Return bylines joined with their columnists."""
        return super().get_queryset().select_related("author")


class Byline(models.Model):
    """One credit of one article."""

    class Role(models.TextChoices):
        """What the person did."""

        WRITER = "writer", "writer"
        TRANSLATOR = "translator", "translator"
        PICTURES = "pictures", "pictures"
        INTERVIEWER = "interviewer", "interviewer"

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name="columnist")
    position = models.PositiveSmallIntegerField("order", default=0)
    name_as_printed = models.CharField("name as printed", max_length=200, blank=True, help_text="Empty: today’s name.")
    title_as_printed = models.CharField("title as printed", max_length=200, blank=True)
    bio = models.TextField("their part of the bio", blank=True)
    role = models.CharField("role", max_length=12, choices=Role, default=Role.WRITER)

    objects = BylineManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="author_signs_an_article_once_a_role"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as readers see it: as printed, else the columnist's name today."""
        return self.name_as_printed or self.author.name
