"""The fields of an AVIF (what a camera or a program wrote about it), made empty in their place: bytes in, bytes out.

A file of this kind names the place of each of its parts in bytes, so that nothing can be taken out of it; what was
there becomes fields without a value. OddPictureError for a file that is not built as its kind is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.pictures.wrappings import OddPictureError

EXIF, TEXT = b"Exif", b"mime"
# What camera's fields begin with: where they begin, their byte order, and that there is none of them.
_NO_FIELDS = b"\0\0\0\0" + b"II*\0\x08\0\0\0" + b"\0\0" + b"\0\0\0\0"
_WHOLE_FILE, _LARGE = 0, 1  # sizes of a box that say: to the end, and: in the next eight bytes
_IN_BOX = 1  # where an item lies: in a box of its own, not in the file
MOST_PIECES = 1_000
_INFE = 2  # since this version an entry says what it is


@dataclass(slots=True)
class _Bytes:
    """Reads numbers one after the other. OddPictureError where there are none any more."""

    content: bytes
    at: int
    end: int

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def take(self, size: int) -> bytes:
        if self.at + size > self.end:
            raise OddPictureError("an AVIF that breaks off")
        self.at += size
        return self.content[self.at - size : self.at]


def without_fields(content: bytes) -> bytes:
    """Return an AVIF of the same length whose fields are empty."""
    made = bytearray(content)
    for meta in _boxes(content, 0, len(content), b"meta"):
        meta.take(4)
        inner = {kind: list(_boxes(content, meta.at, meta.end, kind)) for kind in (b"iinf", b"iloc", b"idat")}
        kinds = {number: kind for box in inner[b"iinf"] for number, kind in _kinds(box)}
        idat = inner[b"idat"][0].at if inner[b"idat"] else 0
        for box in inner[b"iloc"]:
            for number, start, length in _places(box, idat):
                if kinds.get(number) in {EXIF, TEXT}:
                    _empty(made, start, length, kinds[number])
    return bytes(made)


def _empty(made: bytearray, start: int, length: int, kind: bytes) -> None:
    if start + length > len(made):
        raise OddPictureError("an AVIF with fields behind its end")
    nothing = _NO_FIELDS if kind == EXIF and length >= len(_NO_FIELDS) else b""
    made[start : start + length] = nothing.ljust(length, b"\0" if kind == EXIF else b" ")


def _boxes(content: bytes, at: int, end: int, wanted: bytes) -> Iterator[_Bytes]:
    """Yield the boxes of a kind, without their heads."""
    while at + 8 <= end:
        head = _Bytes(content, at, end)
        size, kind = head.number(4), head.take(4)
        if size == _LARGE:
            size = head.number(8)
        last = end if size == _WHOLE_FILE else at + size
        if last > end or last < head.at:
            raise OddPictureError("an AVIF with a box that is larger than what it lies in")
        if kind == wanted:
            yield _Bytes(content, head.at, last)
        at = last


def _kinds(box: _Bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each item, and what it is."""
    version = box.number(4) >> 24
    box.number(4 if version else 2)
    for entry in _boxes(box.content, box.at, box.end, b"infe"):
        version = entry.number(4) >> 24
        if version >= _INFE:
            number = entry.number(2 if version == _INFE else 4)
            entry.number(2)
            yield number, entry.take(4)


def _places(box: _Bytes, idat: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each item with where each of its pieces lies, and how long that is."""
    version = box.number(4) >> 24
    sizes = box.number(2)
    of_offset, of_length, of_base, of_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    is_long = version >= 2  # noqa: PLR2004 - of numbers of items
    for _ in range(box.number(4 if is_long else 2)):
        number = box.number(4 if is_long else 2)
        begin = idat if version and box.number(2) & 15 == _IN_BOX else 0
        box.number(2)
        begin += box.number(of_base)
        pieces = box.number(2)
        if pieces > MOST_PIECES:
            raise OddPictureError("an AVIF with an item in very many pieces")
        for _ in range(pieces):
            box.number(of_index if version else 0)
            yield number, begin + box.number(of_offset), box.number(of_length)
