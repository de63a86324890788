"""A picture as readers get it: without what the camera tells of its owner, turned as it is to be seen.

Where, when and by whom a picture was taken is nobody's business but its owner's. Who is to be named and what stands
below it is read before (`judging`). The pixels are touched only where a JPEG must be turned.
"""

from collections.abc import Mapping
from io import BytesIO

from PIL import JpegImagePlugin
from PIL.Image import Transpose
from PIL.ImageFile import ImageFile

from articles.pictures import avif_fields, wrappings

UPRIGHT = 1
_TURNS: Mapping[int, Transpose] = {
    2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_90,
}  # fmt: skip
# Orientations in which width and height change places.
SIDEWAYS = frozenset({5, 6, 7, 8})
# Ways to thin out the colours of a JPEG that are the same whichever way it is turned: not at all, and by two and two.
_EVEN = frozenset({0, 2})
# Modes in which Pillow has every bit of a PNG; of one with 16 bits a colour it drops half.
_WHOLE = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_DEEP, _PNG_DEPTH = 16, 24  # the second is the place where a PNG says so


def cleaned(picture: ImageFile, content: bytes, *, kind: str, orientation: int) -> bytes:
    """Return the bytes of a decoded picture as they may be shown. OddPictureError where it is not built as its kind is.

    A JPEG and a plain PNG are turned. A WebP, a deep PNG and one that moves would lose by it: they say how they are to
    be turned, and nothing else. AVIF has its turn in itself; its fields are made empty.
    """
    if orientation not in _TURNS:
        orientation = UPRIGHT
    if kind == "JPEG":
        return _jpeg(picture, content, orientation)
    if kind == "PNG":
        return _png(picture, content, orientation)
    if kind == "WEBP":
        return wrappings.webp(content, orientation=orientation)
    return wrappings.gif(content) if kind == "GIF" else avif_fields.without_fields(content)


def _jpeg(picture: ImageFile, content: bytes, orientation: int) -> bytes:
    if orientation == UPRIGHT:
        try:
            return wrappings.jpeg(content)
        except wrappings.OddPictureError:
            pass  # it could be decoded, so it can be written anew as it should be
    return wrappings.jpeg(_jpeg_anew(picture, orientation))


def _jpeg_anew(picture: ImageFile, orientation: int) -> bytes:
    """Return a JPEG written anew and turned, by its own tables: as little is lost as can be."""
    if not isinstance(picture, JpegImagePlugin.JpegImageFile):
        raise wrappings.OddPictureError("no JPEG")
    tables, sampling = picture.quantization, JpegImagePlugin.get_sampling(picture)
    if orientation in SIDEWAYS:
        tables = {key: [table[8 * (at % 8) + at // 8] for at in range(64)] for key, table in tables.items()}
    stays = sampling in _EVEN or (sampling > 0 and orientation not in SIDEWAYS)
    return _written(
        picture, orientation, "JPEG", qtables=tables, subsampling=sampling if stays else 0,
        progressive=bool(picture.info.get("progressive")),
    )  # fmt: skip


def _png(picture: ImageFile, content: bytes, orientation: int) -> bytes:
    is_whole = picture.mode in _WHOLE and content[_PNG_DEPTH] < _DEEP and not getattr(picture, "is_animated", False)
    if is_whole and orientation != UPRIGHT:
        return wrappings.png(_written(picture, orientation, "PNG"))
    return wrappings.png(content, orientation=orientation)


def _written(picture: ImageFile, orientation: int, kind: str, **options: object) -> bytes:
    known = {name: picture.info[name] for name in ("icc_profile", "dpi", "transparency") if name in picture.info}
    shown = picture.transpose(_TURNS[orientation]) if orientation in _TURNS else picture
    buffer = BytesIO()
    shown.save(buffer, kind, **(known | options))
    return buffer.getvalue()
