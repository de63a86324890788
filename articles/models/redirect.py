"""An address that once led to an article."""

from django.db import models

from articles.models.article import Article


class Redirect(models.Model):
    """An old path (with its query, without the origin) and the article that it leads to now."""

    path = models.CharField("old path", max_length=1000, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="redirects")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="redirect_path_begins_with_slash")
        ]

    def __str__(self) -> str:
        return self.path
