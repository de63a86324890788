"""A picture, with what must stand beside it."""

from django.db import models


class Image(models.Model):
    """A picture file with its alternative text, caption, credit, licence and focal point.

    `sha256` is that of the file's bytes where a loading brought it: the same bytes are one file.
    """

    file = models.ImageField("file", upload_to="images/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    sha256 = models.CharField("sha-256", max_length=64, blank=True, editable=False, db_index=True)
    alt = models.CharField("text for those who cannot see it", max_length=500, blank=True)
    caption = models.TextField("caption", blank=True)
    credit = models.CharField("credit", max_length=200, blank=True)
    licence = models.CharField("licence", max_length=200, blank=True)
    focal_x = models.FloatField("focal point, from the left (0 to 1)", default=0.5)
    focal_y = models.FloatField("focal point, from the top (0 to 1)", default=0.5)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "picture"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__range=(0, 1)) & models.Q(focal_y__range=(0, 1)),
                name="focal_point_is_in_the_picture",
            )
        ]

    def __str__(self) -> str:
        return self.alt or str(self.file)
