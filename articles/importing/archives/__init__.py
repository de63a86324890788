"""Archives that may be hostile: every file in them with its bytes, or with the reason why it is not read."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

from articles.importing.archives import compressed, tars, zips
from articles.importing.archives.checking import ENDINGS, Room
from articles.importing.archives.compressed import inner_name
from articles.importing.documents import UnreadableError

__all__ = [
    "ENDINGS", "GZIP", "PACKED_TAR", "TAR", "Archive", "Room", "entry_count", "inner_name", "kind_of",
    "open_archive", "unpack",
]  # fmt: skip

START = 512
TAR = tars.KIND
GZIP = "compressed"  # one compressed file that is no archive
PACKED_TAR = "compressed tar"
_ARCHIVES: dict[str, Callable[[Path, str, Room | None], "Archive"]] = {zips.KIND: zips.Zip, tars.KIND: tars.Tar}


class Archive(Protocol):
    """An opened archive. `listing` names its files in order, each with the fault for which it is not read, or None."""

    kind: str
    name: str
    listing: list[tuple[str, UnreadableError | None]]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; UnreadableError where they are damaged."""

    def copy(self, name: str, target: BinaryIO) -> None:
        """Write the bytes of a file to another one; UnreadableError where they are damaged."""

    def close(self) -> None:
        """Let the archive's own file go."""


def kind_of(handle: BinaryIO, name: str) -> str:
    """Return "zip", "tar", `PACKED_TAR`, `GZIP`, or "" for a plain file; the handle is left at its start."""
    start = handle.read(START)
    handle.seek(0)
    if zips.is_zip(handle, name, start):
        kind = zips.KIND
    elif compressed.opener(start) is not None:
        inner = compressed.beginning(handle, start, START)
        kind = PACKED_TAR if tars.is_tar(compressed.inner_name(name), inner) else GZIP
    else:
        kind = tars.KIND if tars.is_tar(name, start) else ""
    handle.seek(0)
    return kind


def open_archive(path: Path, name: str, kind: str, room: Room | None = None) -> Archive:
    """Open a zip or a plain tar that lies on the disk; UnreadableError where the whole of it can't be read."""
    return _ARCHIVES[kind](path, name, room)


def unpack(handle: BinaryIO, target: BinaryIO, name: str, room: Room | None) -> int:
    """Write what is in a compressed file to another one and return its size; UnreadableError where it may not be."""
    start = handle.read(START)
    handle.seek(0)
    return compressed.unpack(handle, start, target, name, room)


def entry_count(path: Path) -> int:
    """Return how many files an archive says it has; 1 where that can't be told without unpacking it."""
    try:
        with path.open("rb") as handle:
            kind = kind_of(handle, path.name)
        if kind not in _ARCHIVES:
            return 1
        archive = open_archive(path, path.name, kind)
    except (UnreadableError, OSError):
        return 1
    archive.close()
    return len(archive.listing)
