"""Columns that belong together, in parts."""

from django.db import models
from django.urls import reverse


class Series(models.Model):
    """A named series; its articles carry a part number where they have one."""

    name = models.CharField("name", max_length=200, unique=True)
    slug = models.SlugField("address", max_length=120, unique=True, allow_unicode=True)
    description = models.TextField("description", blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="series_has_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of the series' page."""
        return reverse("articles:series", args=[self.slug])
