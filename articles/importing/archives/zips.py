"""Zips that may be hostile: which files they hold, and one file's bytes, read no further than they say."""

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from articles.importing.archives import checking
from articles.importing.archives.checking import Room
from articles.importing.documents import UnreadableError
from articles.importing.zipped import BROKEN, MAGIC

KIND = "zip"
EMPTY_MAGIC = b"PK\x05\x06"
# Documents of office programs are zips too, but files to us.
OFFICE_ENTRIES = frozenset({"[Content_Types].xml", "mimetype"})
_ENCRYPTED = 0x1
_UTF8_NAMES = 0x800


def is_zip(handle: BinaryIO, name: str, start: bytes) -> bool:
    """Whether a file is a zip to look into: by its name or its first bytes, unless it is a document of its own."""
    is_called_so = name.lower().endswith(".zip")
    if not start.startswith((MAGIC, EMPTY_MAGIC)):
        return is_called_so
    try:
        with zipfile.ZipFile(handle) as archive:
            return OFFICE_ENTRIES.isdisjoint(archive.namelist())
    except BROKEN:
        return is_called_so


class Zip:
    """An opened zip. `listing` names its files in order, each with the fault for which it is not read, or None."""

    kind = KIND

    def __init__(self, path: Path, name: str, room: Room | None = None) -> None:
        """Open it and look at every name; UnreadableError where the whole of it can't be read."""
        self.name = name
        self.listing: list[tuple[str, UnreadableError | None]] = []
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            self._archive = zipfile.ZipFile(path)
        except BROKEN as error:
            raise UnreadableError(f"{name} is a broken zip: {error}.", code="broken_zip") from error
        try:
            self._look(room or Room.whole())
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._archive.close()

    def _look(self, room: Room) -> None:
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        checking.check_number(len(infos), self.name, KIND)
        room.take(sum(info.file_size for info in infos), self.name, KIND)
        for name, info in sorted(
            ((_name(info), info) for info in infos), key=lambda pair: PurePosixPath(pair[0]).parts
        ):
            try:
                self._check(info, name)
            except UnreadableError as fault:
                self.listing.append((checking.harmless(name), fault))
            else:
                self._members[name] = info
                self.listing.append((name, None))

    def _check(self, info: zipfile.ZipInfo, name: str) -> None:
        whole = f"{checking.harmless(name)} in {self.name}"
        checking.check_name(name, whole, KIND)
        if name in self._members:
            raise UnreadableError(f"{self.name} holds {name} twice; the first is read.", code="zip_duplicate_name")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableError(f"{whole} is a link, not a file.", code="zip_link")
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(f"{whole} is protected by a password: unpack it first.", code="zip_encrypted")
        checking.check_size(info.file_size, name, whole)
        if checking.is_bomb(info.file_size, info.compress_size):
            sentence = f"{whole} expands {checking.MAX_RATIO} times and more, as a zip bomb does."
            raise UnreadableError(sentence, code="zip_bomb")

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; UnreadableError where they are damaged or more than the zip said."""
        info = self._members[name]
        with self._opened(info) as file:
            content = file.read(info.file_size + 1)
        if len(content) > info.file_size:
            raise UnreadableError(f"{self.name}/{name} is larger than it says.", code="zip_bomb")
        return content

    def copy(self, name: str, target: BinaryIO) -> None:
        """Write the bytes of a member to a file; UnreadableError where they are damaged."""
        with self._opened(self._members[name]) as file:
            shutil.copyfileobj(file, target)

    @contextmanager
    def _opened(self, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
        """Open a member; `zipfile` itself reads no more than the directory says and compares the checksum."""
        try:
            with self._archive.open(info) as file:
                yield file
        except BROKEN as error:
            raise UnreadableError(f"{self.name}/{_name(info)} is damaged: {error}.", code="broken_zip") from error


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; zips of Korean Windows name files in CP949 and do not say so."""
    if info.flag_bits & _UTF8_NAMES or info.filename.isascii():
        return checking.tidy(info.filename)
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return checking.tidy(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return checking.tidy(info.filename)
