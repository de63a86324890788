"""Tars that may be hostile: which files they hold, and one file's bytes. Nothing is ever unpacked onto the disk."""

import shutil
import tarfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Self

from articles.importing.archives import checking
from articles.importing.archives.checking import Room
from articles.importing.documents import UnreadableError

KIND = "tar"
BLOCK = 512
MAX_HEADER = 1024 * 1024  # of what a tar says about a file beside its name
BROKEN = (tarfile.TarError, EOFError, OSError, ValueError)
_ABOUT = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)


def is_tar(name: str, start: bytes) -> bool:
    """Whether a file is a tar, by its name or by its first block."""
    return name.lower().endswith(".tar") or start[257:262] == b"ustar"


class _HeaderTooLongError(tarfile.TarError):
    """A header that would fill the memory."""


class _Member(tarfile.TarInfo):
    """A file of a tar whose long header is refused before it is read into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        member = super().frombuf(buf, encoding, errors)
        if member.type in _ABOUT and member.size > MAX_HEADER:
            raise _HeaderTooLongError("a name or header is far too long")
        return member


class Tar:
    """An opened tar. `listing` names its files in order, each with the fault for which it is not read, or None."""

    kind = KIND

    def __init__(self, path: Path, name: str, room: Room | None = None) -> None:
        """Open it and look at every header; UnreadableError where the whole of it can't be read."""
        self.name = name
        self.listing: list[tuple[str, UnreadableError | None]] = []
        self._members: dict[str, tarfile.TarInfo] = {}
        try:
            self._archive = tarfile.open(path, "r:", tarinfo=_Member)  # noqa: SIM115 closed by `close`
        except BROKEN as error:
            raise UnreadableError(f"{name} is a broken tar: {error}.", code="broken_tar") from error
        # One that is kept open between two readings is closed with the last that holds it.
        self.close = weakref.finalize(self, self._archive.close)
        self._look(room or Room.whole())

    def _look(self, room: Room) -> None:
        found, damage = self._headers()
        checking.check_number(len(found), self.name, KIND)
        room.take(sum(member.size for member in found if member.isreg() and not member.issparse()), self.name, KIND)
        for name, member in sorted(((_name(m), m) for m in found), key=lambda pair: PurePosixPath(pair[0]).parts):
            try:
                self._check(member, name)
            except UnreadableError as fault:
                self.listing.append((checking.harmless(name), fault))
            else:
                self._members[name] = member
                self.listing.append((name, None))
        if damage is not None:
            self.listing.append(("", damage))

    def _headers(self) -> tuple[list[tarfile.TarInfo], UnreadableError | None]:
        """Return all files, and what is wrong where the tar breaks off: what stands before that is read.

        Folders count too, as each takes its room, and what a header says beside the name is let go at once.
        """
        found: list[tarfile.TarInfo] = []
        try:
            for number, member in enumerate(self._archive, start=1):
                member.pax_headers = {}
                checking.check_number(number, self.name, KIND)
                if not member.isdir():
                    found.append(member)
        except BROKEN as error:
            return found, self._damaged(len(found), str(error))
        handle = self._archive.fileobj
        if handle is not None:
            handle.seek(self._archive.offset)
            if handle.read(BLOCK).strip(b"\x00"):
                return found, self._damaged(len(found), "what follows is no header")
        return found, None

    def _damaged(self, number: int, why: str) -> UnreadableError:
        if not number:
            return UnreadableError(f"{self.name} is a broken tar: {why}.", code="broken_tar")
        return UnreadableError(f"{self.name} breaks off after {number} files: {why}.", code="broken_tar")

    def _check(self, member: tarfile.TarInfo, name: str) -> None:
        whole = f"{checking.harmless(name)} in {self.name}"
        checking.check_name(name, whole, KIND)
        if name in self._members:
            raise UnreadableError(f"{self.name} holds {name} twice; the first is read.", code="tar_duplicate_name")
        if member.issym() or member.islnk():
            raise UnreadableError(f"{whole} is a link, not a file.", code="tar_link")
        if member.issparse():
            raise UnreadableError(f"{whole} is a file with holes, as a bomb has them.", code="tar_bomb")
        if not member.isreg():
            raise UnreadableError(f"{whole} is a device or a pipe, not a file.", code="tar_device")
        checking.check_size(member.size, name, whole)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; UnreadableError where the tar breaks off in it."""
        with self._opened(name) as file:
            return file.read()

    def copy(self, name: str, target: BinaryIO) -> None:
        """Write the bytes of a member to a file."""
        with self._opened(name) as file:
            shutil.copyfileobj(file, target)

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member that has been found to be a file; reading it fails where the tar breaks off in it."""
        try:
            with self._archive.extractfile(self._members[name]) or BytesIO() as file:
                yield file
        except BROKEN as error:
            raise UnreadableError(f"{self.name}/{name} is damaged: {error}.", code="broken_tar") from error


def _name(member: tarfile.TarInfo) -> str:
    """Return a member's name; old tars of Korean systems name files in CP949."""
    raw = member.name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "cp949"):
        try:
            return checking.tidy(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return checking.tidy(raw.decode("utf-8", "replace"))
