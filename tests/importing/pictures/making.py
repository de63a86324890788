"""Small pictures for tests, each its own."""

import io

from PIL import Image


def picture(kind="JPEG", *, colour="red", size=(40, 30), **more):
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind, **more)
    return buffer.getvalue()
