"""Whether bytes are a picture that may be shown, by what is in them and not by what they are called."""

import hashlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from PIL import ExifTags, Image, IptcImagePlugin, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from articles import markup
from articles.pictures import cleaning

# What browsers show and what holds no script: SVG is a document and not among them.
KINDS: Mapping[str, str] = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
MAX_PIXELS = 100_000_000
MAX_CREDIT = 200
# JPEGs that phones write with two pictures in them; they are shown as the first.
_AS = {"MPO": "JPEG"}
_BYLINE, _CREDIT_LINE, _CAPTION = (2, 80), (2, 110), (2, 120)


class NoPictureError(ValueError):
    """Bytes that are no picture that may be shown; the message is the rest of a sentence: “is not …”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A picture that may be shown: its bytes, their hash and ending, its size as shown, and what it said of itself.

    The bytes are without the fields of camera and press; those of the source are kept there.
    """

    content: bytes
    sha256: str
    ending: str
    width: int
    height: int
    credit: str = ""
    caption: str = ""

    @property
    def file(self) -> str:
        """The name of its file: the same bytes have the same."""
        return f"images/{self.sha256[:2]}/{self.sha256}.{self.ending}"


def judge(content: bytes) -> Judged:
    """Return the picture that these bytes are; NoPictureError where they are none that may be shown.

    It is decoded as a whole: what breaks off is found here and not by a reader. What the camera tells of its owner is
    taken off (`cleaning`).
    """
    if len(content) > settings.IMPORT_MAX_PICTURE_BYTES:
        limit = filesizeformat(settings.IMPORT_MAX_PICTURE_BYTES)
        raise NoPictureError(f"has {filesizeformat(len(content))}; a picture may have at most {limit}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's on odd metadata; too many pixels are counted here
            with Image.open(BytesIO(content), formats=[*KINDS]) as picture:
                return _judged(picture, content)
    except Image.DecompressionBombError as error:
        raise NoPictureError("has more pixels than any picture of a paper") from error
    except UnidentifiedImageError as error:
        raise NoPictureError(f"is not a picture of a kind that is shown ({', '.join(KINDS)})") from error
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, OverflowError) as error:
        if isinstance(error, NoPictureError):
            raise
        raise NoPictureError("is a damaged picture") from error


def _judged(picture: ImageFile, content: bytes) -> Judged:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise NoPictureError("has more pixels than any picture of a paper")
    picture.load()
    exif = picture.getexif()
    kind = _AS.get(picture.format or "", picture.format or "")
    orientation = exif.get(ExifTags.Base.Orientation, cleaning.UPRIGHT)
    if orientation in cleaning.SIDEWAYS:
        width, height = height, width
    credit, caption = _words(picture, exif)
    shown = cleaning.cleaned(picture, content, kind=kind, orientation=orientation)
    return Judged(
        content=shown,
        sha256=hashlib.sha256(shown).hexdigest(),
        ending=KINDS[kind],
        width=width,
        height=height,
        credit=credit[:MAX_CREDIT],
        caption=caption,
    )


def _words(picture: ImageFile, exif: Image.Exif) -> tuple[str, str]:
    """Return the credit and the caption that a picture's own fields have, IPTC before EXIF; "" where they have none."""
    try:
        iptc = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, KeyError, IndexError, OSError, TypeError):
        iptc = {}
    names = [text for field in (_BYLINE, _CREDIT_LINE) if (text := _text(iptc.get(field)))]
    credit = " / ".join(dict.fromkeys(names)) or _text(exif.get(ExifTags.Base.Artist))
    return credit, _text(iptc.get(_CAPTION)) or _text(exif.get(ExifTags.Base.ImageDescription))


def _text(value: Any) -> str:
    """Return a field of metadata as text: UTF-8, else Latin, as cameras have written it."""
    if isinstance(value, list):
        return ", ".join(text for one in value if (text := _text(one)))
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            value = value.decode("cp1252", "replace")
    return " ".join(markup.printable(value).replace("\x00", "").split()) if isinstance(value, str) else ""
