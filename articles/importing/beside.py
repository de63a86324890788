"""The files that came along with a file: those of its folder, its archive, its upload (see `documents.Beside`).

Each is a small value that can be sent to another process, and looks at the disk when it is first asked.
"""

import json
import os
import posixpath
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from articles import markup
from articles.importing import archives
from articles.importing.documents import UnreadableError
from articles.importing.scratch import Scratch

KEPT_OPEN = 4
MAX_NAME = 450


def _token() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The files below a folder. `token` parts two loadings of one folder: each sees it as it is when it is read."""

    root: Path
    token: str = field(default_factory=_token)

    def names(self) -> Sequence[str]:
        """Return the paths of all files below it."""
        return tuple(_names_below(self.root, self.token))

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none, it is too large, or a link leads out of the folder."""
        inner = inside(path)
        if not inner:
            return None
        found = read_within(self.root, inner)
        if found is None and not inner.isascii():
            real = _names_below(self.root, self.token).get(inner)
            found = read_within(self.root, real) if real else None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The files of a zip or tar on the disk; `name` is what stands before their names."""

    path: Path
    name: str
    kind: str
    token: str = field(default_factory=_token)
    scratch: Scratch | None = field(default=None, compare=False)

    def names(self) -> Sequence[str]:
        """Return the names of all files that may be read, each after the archive's."""
        return tuple(self._opened()[1])

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none, or it may not be read."""
        try:
            archive, names = self._opened()
            return archive.read(names[inside(path)])
        except (UnreadableError, KeyError):
            return None

    def _opened(self) -> "tuple[archives.Archive, dict[str, str]]":
        return _opened(self.path, self.name, self.kind, self.token, os.getpid())


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """Files that were given one by one; `index` is a file that says which path has which name."""

    index: Path
    scratch: Scratch | None = field(default=None, compare=False)

    @classmethod
    def of(cls, paths: Mapping[str, Path], scratch: Scratch) -> "Indexed":
        """Write the index of these files."""
        index, handle = scratch.file()
        with handle:
            handle.write(json.dumps({tidy(name): os.fspath(path) for name, path in paths.items()}).encode())
        return cls(index=index, scratch=scratch)

    def names(self) -> Sequence[str]:
        """Return the names under which they were given."""
        return tuple(_index(self.index))

    def read(self, path: str) -> bytes | None:
        """Return the bytes of one of them; None where there is none of that name."""
        found = _index(self.index).get(inside(path))
        return _bytes(Path(found)) if found is not None else None


def tidy(name: str) -> str:
    """Return a path as a database and a page can hold it."""
    if len(name) <= MAX_NAME and name.isascii() and name.isprintable() and " " not in name:
        return name  # most names, seen at a glance
    return " ".join(writable(name).split())[-MAX_NAME:]


def writable(text: str) -> str:
    """Return a text that may quote the name of a file as it can be written: not every name is one of characters."""
    return markup.printable(text.encode("utf-8", "replace").decode())


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders, sorted by their path; linked folders are not entered.

    One folder is listed at a time: the paths of a large archive take more room than the loading of it.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, _is_folder(entry), entry.is_symlink()) for entry in entries)
    except OSError:  # it has gone, or may not be read
        return
    for name, is_folder, is_link in found:
        if not is_folder:
            yield folder / name
        elif not is_link:
            yield from files_below(folder / name)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def leads_out(root: Path, path: Path) -> bool:
    """Whether a file below a folder is a link to something that is not below it."""
    return os.path.islink(path) and not path.resolve().is_relative_to(root.resolve())


def inside(path: str) -> str:
    """Return a path without "." and ".."; "" where it leads out of what was given."""
    if not path or "\x00" in path or "\\" in path or path.startswith("/"):
        return ""
    normal = posixpath.normpath(path)
    return "" if normal in {".", ".."} or normal.startswith("../") else normal


def read_within(root: Path, inner: str) -> bytes | None:
    """Return the bytes of a file below a folder; None where there is none or its links lead out."""
    try:
        path = (root / inner).resolve()
        return _bytes(path) if path.is_relative_to(root.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a name that no disk can have, or links in a circle
        return None


def _bytes(path: Path) -> bytes | None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > settings.IMPORT_MAX_FILE_BYTES:
            return None
        return path.read_bytes()
    except OSError:
        return None


@lru_cache(maxsize=KEPT_OPEN)
def _names_below(root: Path, _token: str) -> dict[str, str]:
    """Return the tidy names of all files, each with its own."""
    inner = (path.relative_to(root).as_posix() for path in files_below(root) if not leads_out(root, path))
    return {tidy(name): name for name in inner}


@lru_cache(maxsize=KEPT_OPEN)
def _opened(path: Path, name: str, kind: str, _token: str, _process: int) -> tuple[archives.Archive, dict[str, str]]:
    """Open an archive once in a process: its list can be long, and an open file must not be shared with a fork."""
    archive = archives.open_archive(path, name, kind)
    return archive, {tidy(f"{name}/{inner}"): inner for inner, fault in archive.listing if fault is None}


@lru_cache(maxsize=KEPT_OPEN)
def _index(path: Path) -> dict[str, str]:
    known: dict[str, str] = json.loads(path.read_bytes())
    return known
