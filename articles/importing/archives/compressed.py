"""Files in gzip, bzip2 or xz: recognised by their first bytes, unpacked into a file no further than allowed."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from articles.importing.archives import checking
from articles.importing.archives.checking import Room
from articles.importing.documents import UnreadableError

PIECE = 256 * 1024
BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError)
_ENDINGS = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".gz": "", ".bz2": "", ".xz": ""}


def opener(start: bytes) -> Callable[[BinaryIO], BufferedIOBase] | None:
    """Return what opens a file with these first bytes; None where it is not compressed."""
    if start.startswith(b"\x1f\x8b\x08"):
        return lambda handle: gzip.GzipFile(fileobj=handle, mode="rb")
    if start.startswith(b"BZh") and start[4:10] == b"1AY&SY":
        return bz2.BZ2File
    if start.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile
    return None


def beginning(handle: BinaryIO, start: bytes, length: int) -> bytes:
    """Return the first bytes of what is in a compressed file, fewer where it is damaged; it is left at the start."""
    opened = opener(start)
    found = b""
    if opened is not None:
        with suppress(*BROKEN):
            found = opened(handle).read(length)
    handle.seek(0)
    return found


def inner_name(name: str) -> str:
    """Return the name of what is in a compressed file: `a/page.html` for `a/page.html.gz`."""
    suffix = PurePosixPath(name).suffix
    replacement = _ENDINGS.get(suffix.lower())
    return name if replacement is None else name[: -len(suffix)] + replacement


def unpack(handle: BinaryIO, start: bytes, target: BinaryIO, name: str, room: Room | None) -> int:
    """Write what is in a compressed file to `target` and return its size; UnreadableError where it may not be.

    `room` is that of an archive; without one the limit of a single file holds.
    """
    opened = opener(start)
    if opened is None:
        raise UnreadableError(f"{name} is not compressed.", code="broken_file")
    limit = room.left if room is not None else settings.IMPORT_MAX_FILE_BYTES
    size = 0
    try:
        stream = opened(handle)
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > limit:
                sentence = f"{name} expands to more than {filesizeformat(limit)}, the most that it may."
                raise UnreadableError(sentence, code="file_too_large")
            if checking.is_bomb(size, handle.tell()):
                sentence = f"{name} expands {checking.MAX_RATIO} times and more, as a bomb does."
                raise UnreadableError(sentence, code="compressed_bomb")
            target.write(piece)
    except BROKEN as error:
        raise UnreadableError(f"{name} is damaged: {error}.", code="broken_file") from error
    return size
