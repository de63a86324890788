"""From what was given (paths, uploads, pasted text) to the files in it, each with its bytes or a sentence on why not.

A fault is that of one file: the others are read all the same.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat

from articles import markup
from articles.importing import archives, file_kinds
from articles.importing.documents import Notice, Severity, Verdict

PASTED = "pasted text"
MAX_NAME = 450


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its bytes, or the notice that says why it is left out or rejected (`verdict`)."""

    name: str
    content: bytes = b""
    verdict: Verdict = Verdict.READY
    notice: Notice | None = None

    def __post_init__(self) -> None:
        """Make the name one that a database and a page can hold."""
        name = " ".join(markup.printable(self.name.encode("utf-8", "replace").decode()).split())
        object.__setattr__(self, "name", name[-MAX_NAME:] or "file without a name")


def from_paths(paths: Iterable[Path]) -> Iterator[Source]:
    """Read files, folders (all below, in a fixed order) and zips; that a path is there is the caller's to check."""
    for path in paths:
        if path.is_dir():
            for inner in files_below(path):
                yield from _from_path(inner, inner.relative_to(path).as_posix(), is_given=False)
        else:
            yield from _from_path(path, path.name, is_given=True)


def from_uploads(files: Iterable[File]) -> Iterator[Source]:
    """Read uploaded files and zips. Names lose any folder that a browser sends along."""
    for file in files:
        name = PurePosixPath((file.name or "upload").replace("\\", "/")).name or "upload"
        handle: BinaryIO = file.file  # type: ignore[assignment] # an uploaded file is always binary
        yield from _from_handle(handle, name, file.size, is_given=True)


def from_text(text: str) -> Iterator[Source]:
    """Read pasted text as a file of its own."""
    content = text.encode("utf-8", errors="replace")
    if len(content) > settings.IMPORT_MAX_FILE_BYTES:
        yield _too_large(PASTED, len(content))
    else:
        yield Source(name=PASTED, content=content)


def files_below(folder: Path) -> list[Path]:
    """Return the files of a folder and its folders, sorted by their path; linked folders are not entered."""
    found = [Path(parent, name) for parent, _, names in os.walk(folder, followlinks=False) for name in names]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def expected(paths: Iterable[Path]) -> int:
    """Return about how many files there will be, for a progress bar."""
    files = [inner for path in paths for inner in (files_below(path) if path.is_dir() else [path])]
    return sum(archives.entry_count(path) if path.suffix.lower() == ".zip" else 1 for path in files)


def _from_path(path: Path, name: str, *, is_given: bool) -> Iterator[Source]:
    rule = None if is_given else file_kinds.left_out_by_name(name)
    if rule is not None:
        yield Source(name=name, verdict=Verdict.LEFT_OUT, notice=rule)
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _rejected(name, "not_a_file", f"{name} is not a regular file.")
            return
        with path.open("rb") as handle:
            yield from _from_handle(handle, name, status.st_size, is_given=is_given)
    except OSError as error:
        yield _rejected(name, "unreadable_file", f"{name} could not be opened: {error.strerror}.")


def _from_handle(handle: BinaryIO, name: str, size: int, *, is_given: bool, depth: int = 0) -> Iterator[Source]:
    """Yield the file, or what is in it where it is a zip."""
    if archives.is_archive(handle, name):
        yield from _from_archive(handle, name, depth)
    elif size > settings.IMPORT_MAX_FILE_BYTES:
        yield _too_large(name, size)
    elif is_given and (wrong := file_kinds.refused_when_given(name)):
        yield Source(name=name, content=handle.read(), verdict=Verdict.REJECTED, notice=wrong)
    else:
        yield Source(name=name, content=handle.read())


def _from_archive(handle: BinaryIO, name: str, depth: int) -> Iterator[Source]:
    if depth > 1:
        yield _rejected(name, "zip_too_deep", f"{name} is a zip inside a zip inside a zip: unpack it first.")
        return
    for entry in archives.entries(handle, name):
        inner = f"{name}/{entry.name}"
        if entry.fault is not None:
            yield _rejected(inner if entry.name else name, entry.fault.code, str(entry.fault))
        elif (rule := file_kinds.left_out_by_name(entry.name)) is not None:
            yield Source(name=inner, verdict=Verdict.LEFT_OUT, notice=rule)
        else:
            yield from _from_handle(BytesIO(entry.content), inner, len(entry.content), is_given=False, depth=depth + 1)


def _too_large(name: str, size: int) -> Source:
    limit = settings.IMPORT_MAX_FILE_BYTES
    sentence = f"{name} has {filesizeformat(size)}; a file may have at most {filesizeformat(limit)}."
    return _rejected(name, "file_too_large", sentence)


def _rejected(name: str, code: str, sentence: str) -> Source:
    notice = Notice(code=code, message=sentence, severity=Severity.HOLD)
    return Source(name=name, verdict=Verdict.REJECTED, notice=notice)
