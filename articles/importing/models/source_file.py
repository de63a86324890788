"""The bytes of what was loaded, as they came."""

import zlib

from django.db import models


class SourceFile(models.Model):
    """A file as it came, byte for byte; the same bytes are kept once, whatever they were called."""

    sha256 = models.CharField("sha-256", max_length=64, unique=True)
    name = models.CharField("name", max_length=500)
    size = models.PositiveBigIntegerField("size in bytes")
    encoding = models.CharField("encoding", max_length=40, blank=True)
    content = models.BinaryField("bytes, compressed")
    text = models.BinaryField("text as decoded, compressed", default=bytes)
    created_at = models.DateTimeField("first seen", auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "file"
        constraints = [
            models.CheckConstraint(condition=~models.Q(sha256=""), name="file_has_hash"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def raw(self) -> bytes:
        """The bytes as they came."""
        return zlib.decompress(bytes(self.content))

    @property
    def decoded(self) -> str:
        """The text that line numbers count; "" for a file that is no text."""
        return zlib.decompress(bytes(self.text)).decode() if self.text else ""
