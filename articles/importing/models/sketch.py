"""What a text is found by among texts that are nearly the same."""

from django.db import models

from articles.models import Article


class ColumnSketch(models.Model):
    """The sketch of a column that no loading made, as of one version of it; without one where it is too short."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField("version of the column")
    sketch = models.BinaryField("sketch of the text", null=True)

    class Meta:
        verbose_name = "sketch of a column"

    def __str__(self) -> str:
        return f"sketch of column {self.article_id}"
