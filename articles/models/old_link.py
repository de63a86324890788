"""A link in a column's text to an address of an old system."""

from django.db import models

from articles.models.article import Article


class OldLink(models.Model):
    """A link as the source had it, and the column that it leads to by now, where there is one with a page.

    `site` is the host that it names, without “www.”; "" for a path alone. `led_as` is the address that stands in the
    text in its place; "" while the source's own still does.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="old_links")
    href = models.TextField("address in the source")
    key = models.CharField("what its spellings share", max_length=1000, db_index=True)
    site = models.CharField("site", max_length=255, blank=True)
    target = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="led_here")
    led_as = models.TextField("address in the text", blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "old link"
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="old_link_has_key")]

    def __str__(self) -> str:
        return self.href[:200]
