"""The pictures of loaded documents."""

from django.db import models

from articles.importing.models.staged import StagedDocument


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
