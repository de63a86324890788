"""An address that once led to an article."""

from django.db import models

from articles import old_addresses
from articles.models.article import Article


class KeyField(models.CharField):
    """The key of a row's path, made anew by every way of saving it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 Django's own signature
        """Return the key, and set it on the instance too."""
        key = old_addresses.key_of(model_instance.path)  # type: ignore[attr-defined] # of the one model that has it
        setattr(model_instance, self.attname, key)
        return key


class Redirect(models.Model):
    """An old path (with its query, without the origin) and the article that it leads to now."""

    path = models.CharField("old path", max_length=1000, unique=True)
    key = KeyField("what its spellings share", max_length=1000, blank=True, editable=False, db_index=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="redirects")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="redirect_path_begins_with_slash")
        ]

    def __str__(self) -> str:
        return self.path
