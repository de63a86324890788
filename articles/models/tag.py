"""Tags: one subject, whatever its spelling."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from articles.models.image import Image
from authors.names import fold, slug


class Tag(TagBase):
    """A subject. Two spellings that differ by case, space or accent have one `key` and so are one tag."""

    class Kind(models.TextChoices):
        """What the tag names."""

        TOPIC = "topic", "topic"
        PERSON = "person", "person"
        PLACE = "place", "place"

    key = models.CharField("folded name", max_length=100, unique=True, editable=False)
    description = models.TextField("description", blank=True)
    image = models.ForeignKey(Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="picture")
    kind = models.CharField("kind", max_length=8, choices=Kind, default=Kind.TOPIC)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="tag_has_key")]

    def get_absolute_url(self) -> str:
        """Return the path of the subject's page."""
        return reverse("articles:tag", args=[self.slug])

    def save(self, *args: object, **kwargs: object) -> None:
        """Make the key agree with the name; taggit makes tags through save() alone."""
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return taggit's proposal for the address, in the project's way of making one."""
        base = slug(tag) or "tag"
        return base if i is None else f"{base}-{i}"


class TagAlias(models.Model):
    """Another word for a tag: typing it gives the tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases")
    name = models.CharField("other word", max_length=100)
    key = models.CharField("folded word", max_length=100, unique=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = "other word"
        verbose_name_plural = "other words"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Make the key agree with the name, whoever writes it."""
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Make the key agree with the name, before a form looks for another of the same key."""
        self.key = fold(self.name)


class TaggedArticle(ItemBase):
    """That an article has a tag."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_items")

    objects: ClassVar[models.Manager["TaggedArticle"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_has_a_tag_once")]
