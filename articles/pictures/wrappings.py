"""What is wrapped around the pixels of a picture's file, taken off without touching them: bytes in, bytes out.

Only what is needed to show the picture stays: its pixels, its colours, its movement. Everything else goes, whatever it
is called, and what stands behind the picture's end: cameras keep there where and by whom a picture was taken, small
pictures of the whole before it was cut, and films. OddPictureError for a file that is not built as its kind is.
"""

import re
import struct
import zlib
from collections.abc import Iterator

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_STAYS = frozenset(
    {
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"bKGD",
        b"pHYs", b"acTL", b"fcTL", b"fdAT",
    }
)  # fmt: skip
_WEBP_STAYS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # in the flags of VP8X
_GIF_MORE, _GIF_IMAGE, _GIF_END = 0x21, 0x2C, 0x3B
_GIF_TEXTS, _GIF_PROGRAM = frozenset({0xFE, 0x01}), 0xFF
_GIF_STAYS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
# What an application segment of a JPEG may be: its density, its colour profile, how its colours are to be read.
_JPEG_STAYS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_COMMENT, _JPEG_SCAN, _JPEG_END, _JPEG_FILL = 0xFE, 0xDA, 0xD9, 0xFF
_JPEG_APPLICATION = range(0xE0, 0xF0)
# A marker within the pixels; FF 00 is a pixel's, D0 to D7 count them.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_HERE = re.compile(rb"\xff+([^\x00\xff])")


class OddPictureError(ValueError):
    """A file that is not built as its kind is."""


def only_orientation(orientation: int) -> bytes:
    """Return fields of a camera that say how the picture is to be turned, and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


# --- JPEG ---------------------------------------------------------------------------------------------------------


def jpeg(content: bytes) -> bytes:
    """Return the first picture of a JPEG without comments, fields and whatever follows it."""
    if not content.startswith(b"\xff\xd8"):
        raise OddPictureError("no JPEG")
    return b"".join((b"\xff\xd8", *_jpeg_parts(content), b"\xff\xd9"))


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    at = 2
    while (marker := _marker(content, at)) != _JPEG_END:
        while content[at + 1] == _JPEG_FILL:  # a marker may be led by as many of these as it likes
            at += 1
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(content):
            raise OddPictureError("a segment of a JPEG that breaks off")
        if _jpeg_stays(marker, content[at + 4 : end]):
            yield content[at:end]
        if marker == _JPEG_SCAN:
            found = _JPEG_MARKER.search(content, end)
            pixels, end = end, found.start() if found else len(content)
            yield content[pixels:end]
            if found is None:
                return
        at = end


def _marker(content: bytes, at: int) -> int:
    found = _JPEG_HERE.match(content, at)
    if found is None:
        raise OddPictureError("a JPEG without a marker where one must be")
    return found[1][0]


def _jpeg_stays(marker: int, payload: bytes) -> bool:
    if marker in _JPEG_STAYS:
        return payload.startswith(_JPEG_STAYS[marker])
    return marker != _JPEG_COMMENT and marker not in _JPEG_APPLICATION


# --- PNG ----------------------------------------------------------------------------------------------------------


def png(content: bytes, *, orientation: int = 1) -> bytes:
    """Return a PNG, moving or not, with nothing but its picture and, where it is turned, how."""
    if not content.startswith(PNG_HEAD):
        raise OddPictureError("no PNG")
    return PNG_HEAD + b"".join(_png_chunks(content, orientation))


def _png_chunks(content: bytes, orientation: int) -> Iterator[bytes]:
    at, kind = len(PNG_HEAD), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", _enough(content, at, 8), at)
        end = at + 12 + length
        _enough(content, at, 12 + length)
        if kind in _PNG_STAYS:
            yield content[at:end]
        if kind == b"IHDR" and orientation != 1:
            told = b"eXIf" + only_orientation(orientation)
            yield struct.pack(">I", len(told) - 4) + told + struct.pack(">I", zlib.crc32(told))
        at = end


# --- WebP ---------------------------------------------------------------------------------------------------------


def webp(content: bytes, *, orientation: int = 1) -> bytes:
    """Return a WebP, moving or not, with nothing but its picture and, where it is turned, how."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise OddPictureError("no WebP")
    kept = b"".join(_webp_chunks(content, is_turned=orientation != 1))
    if orientation != 1:
        kept += _webp_chunk(b"EXIF", only_orientation(orientation))
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept


def _webp_chunks(content: bytes, *, is_turned: bool) -> Iterator[bytes]:
    at, last = 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= last:
        kind, length = struct.unpack_from("<4sI", content, at)
        payload = _enough(content, at, 8 + length)[at + 8 : at + 8 + length]
        if kind == b"VP8X" and payload:
            flags = payload[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if is_turned else 0)
            payload = bytes([flags]) + payload[1:]
        if kind in _WEBP_STAYS:
            yield _webp_chunk(kind, payload)
        at += 8 + length + length % 2


def _webp_chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(payload)) + payload + b"\0" * (len(payload) % 2)


# --- GIF ----------------------------------------------------------------------------------------------------------


def gif(content: bytes) -> bytes:
    """Return a GIF, moving or not, without comments and fields of programs."""
    at = 13 + _gif_colours(_enough(content, 0, 13)[10])
    kept = [content[:at]]
    while at < len(content) and (kind := content[at]) != _GIF_END:  # many old ones lack the mark of their end
        if kind == _GIF_MORE:
            label, begin = _enough(content, at, 2)[at + 1], at + 2
        elif kind == _GIF_IMAGE:
            label, begin = 0, at + 11 + _gif_colours(_enough(content, at, 10)[at + 9])
        else:
            raise OddPictureError("a GIF with a block that there is not")
        end = _gif_end(content, begin)
        is_of_program = label == _GIF_PROGRAM and content[begin + 1 : begin + 12] not in _GIF_STAYS
        if label not in _GIF_TEXTS and not is_of_program:
            kept.append(content[at:end])
        at = end
    return b"".join((*kept, b"\x3b"))


def _gif_colours(flags: int) -> int:
    """Return how many bytes the table of colours has that flags tell of."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_end(content: bytes, at: int) -> int:
    """Return where the pieces end that begin somewhere."""
    while length := _enough(content, at, 1)[at]:
        at += 1 + length
    return at + 1


def _enough(content: bytes, at: int, length: int) -> bytes:
    """Return the content; OddPictureError where it has not so many bytes there."""
    if at + length > len(content):
        raise OddPictureError("a picture that breaks off")
    return content
