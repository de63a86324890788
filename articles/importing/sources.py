"""From what was given (paths, uploads, pasted text) to the files in it, each with its bytes or a sentence on why not.

A fault is that of one file: the others are read all the same.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.template.defaultfilters import filesizeformat

from articles.importing import archives, beside, file_kinds
from articles.importing.archives import Room
from articles.importing.documents import Beside, Notice, Severity, UnreadableError, Verdict
from articles.importing.scratch import Scratch

PASTED = "pasted text"
SMALL = 1 << 20  # a smaller file is read at once, and then looked at
DEEPEST = 1  # an archive in an archive is opened, one in that is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its bytes, or the notice that says why it is left out or rejected (`verdict`).

    `beside` reaches the files that were given along with it, under names like its own.
    """

    name: str
    content: bytes = b""
    verdict: Verdict = Verdict.READY
    notice: Notice | None = None
    beside: Beside | None = None

    def __post_init__(self) -> None:
        """Make the name, and what is said of it, such that a database, a page and a terminal can hold them."""
        object.__setattr__(self, "name", beside.tidy(self.name) or "file without a name")
        if self.notice is not None:
            told = " ".join(beside.writable(self.notice.message).split())
            object.__setattr__(self, "notice", replace(self.notice, message=told))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How a file was come to: what lies around it, whether it was named itself, and the archives that it is in.

    `scratch` is the folder that it lies in, where that goes with what is beside it.
    """

    around: Beside | None
    is_given: bool = False
    depth: int = 0
    room: Room | None = None
    is_unpacked: bool = False
    scratch: Scratch | None = None


def from_paths(paths: Iterable[Path]) -> Iterator[Source]:
    """Read files, folders (all below, in a fixed order) and archives; that a path is there is the caller's to check."""
    given = list(paths)
    single = {path.name: path.absolute() for path in given if not path.is_dir()}
    together = beside.Indexed.of(single, Scratch()) if len(single) > 1 else None
    for path in given:
        if path.is_dir():
            yield from _from_folder(path)
        else:
            yield from _from_path(path, path.name, _Way(around=together, is_given=True))


def from_uploads(files: Iterable[File], names: Sequence[str] = ()) -> Iterator[Source]:
    """Read uploaded files and archives. `names` has the path of each in its folder, where the browser told it."""
    scratch, found = Scratch(), list(files)
    told = names if len(names) == len(found) else [""] * len(found)
    given = [(upload_name(file, name), _on_disk(file, scratch)) for file, name in zip(found, told, strict=True)]
    yield from from_kept(given, scratch)


def from_kept(given: Sequence[tuple[str, Path]], scratch: Scratch | None = None) -> Iterator[Source]:
    """Read uploads that lie on the disk: the name of each, and where it is."""
    scratch = scratch or Scratch()
    around = beside.Indexed.of(dict(reversed(given)), scratch) if len(given) > 1 else None
    for name, path in given:
        yield from _from_path(path, name, _Way(around=around, is_given="/" not in name, scratch=scratch))


def from_text(text: str) -> Iterator[Source]:
    """Read pasted text as a file of its own."""
    content = text.encode("utf-8", errors="replace")
    if len(content) > settings.IMPORT_MAX_FILE_BYTES:
        yield _too_large(PASTED, len(content))
    else:
        yield Source(name=PASTED, content=content)


def expected(paths: Iterable[Path]) -> int:
    """Return about how many files there will be, for a progress bar."""
    files = (inner for path in paths for inner in (beside.files_below(path) if path.is_dir() else [path]))
    return expected_of((path.name, path) for path in files)


def expected_of(given: Iterable[tuple[str, Path]]) -> int:
    """Return about how many files there are in those of these names and places."""
    return sum(archives.entry_count(path) if name.lower().endswith(archives.ENDINGS) else 1 for name, path in given)


def _from_folder(folder: Path) -> Iterator[Source]:
    around = beside.Folder(root=folder.absolute())
    within = os.path.join(folder, "")
    for path in beside.files_below(folder):
        whole = os.fspath(path)
        name = whole[len(within) :] if whole.startswith(within) else path.relative_to(folder).as_posix()
        if beside.leads_out(folder, path):
            yield _rejected(name, "link_leads_out", f"{name} is a link that leads out of the folder.")
        else:
            yield from _from_path(path, name, _Way(around=around))


def _from_path(path: Path, name: str, way: _Way) -> Iterator[Source]:
    rule = None if way.is_given else file_kinds.left_out_by_name(name)
    if rule is not None:
        yield Source(name=name, verdict=Verdict.LEFT_OUT, notice=rule)
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _rejected(name, "not_a_file", f"{name} is not a regular file.")
            return
        with path.open("rb", buffering=0 if status.st_size < SMALL else -1) as file:
            handle = BytesIO(file.read()) if status.st_size < SMALL else file
            yield from _from_handle(handle, path, name, status.st_size, way)
    except OSError as error:
        yield _rejected(name, "unreadable_file", f"{name} could not be opened: {error.strerror}.")


def _from_handle(handle: BinaryIO, path: Path | None, name: str, size: int, way: _Way) -> Iterator[Source]:
    """Yield the file, or what is in it where it is an archive; `path` is where it lies, None for one in memory."""
    kind = archives.kind_of(handle, name)
    if kind == archives.GZIP:
        yield from _from_compressed(handle, name, way)
    elif kind:
        yield from _from_archive(handle, path, name, kind, way)
    elif size > settings.IMPORT_MAX_FILE_BYTES:
        yield _too_large(name, size)
    else:
        yield _read(handle.read(), name, way)


def _read(content: bytes, name: str, way: _Way) -> Source:
    """Return a plain file, told from those of which no reader reads the kind."""
    if way.is_given and (wrong := file_kinds.refused_when_given(name, content)):
        return Source(name=name, content=content, verdict=Verdict.REJECTED, notice=wrong)
    if not way.is_given and (rule := file_kinds.left_out_by_content(name, content)):
        return Source(name=name, verdict=Verdict.LEFT_OUT, notice=rule)
    return Source(name=name, content=content, beside=way.around)


def _from_compressed(handle: BinaryIO, name: str, way: _Way) -> Iterator[Source]:
    """Yield what is in one compressed file, under the name that it had before: `page.html` for `page.html.gz`."""
    if way.is_unpacked:
        yield _rejected(name, "compressed_twice", f"{name} was compressed twice: unpack it first.")
        return
    inner, content = archives.inner_name(name), BytesIO()
    rule = None if way.is_given else file_kinds.left_out_by_name(inner)
    if rule is not None:
        yield Source(name=name, verdict=Verdict.LEFT_OUT, notice=rule)
        return
    try:
        size = archives.unpack(handle, content, name, None)
    except UnreadableError as error:
        yield _rejected(name, error.code, str(error))
        return
    content.seek(0)
    yield from _from_handle(content, None, inner, size, replace(way, is_unpacked=True))


def _from_archive(handle: BinaryIO, path: Path | None, name: str, kind: str, way: _Way) -> Iterator[Source]:
    if way.depth > DEEPEST:
        yield _rejected(name, "zip_too_deep", f"{name} is an archive inside an archive in another: unpack it first.")
        return
    room, scratch = way.room or Room.whole(), way.scratch or Scratch()
    try:
        if kind == archives.PACKED_TAR:  # what is compressed as a whole can't be looked into anywhere
            kind, where = archives.TAR, _unpacked(handle, name, room, scratch)
        else:
            where = path or scratch.keep(handle)
        archive = archives.open_archive(where, name, kind, room)
    except UnreadableError as error:
        yield _rejected(name, error.code, str(error))
        return
    around = beside.Packed(path=where.absolute(), name=name, kind=kind, scratch=scratch)
    try:
        yield from _members(archive, _Way(around=around, depth=way.depth + 1, room=room))
    finally:
        archive.close()


def _unpacked(handle: BinaryIO, name: str, room: Room, scratch: Scratch) -> Path:
    where, target = scratch.file()
    with target:
        archives.unpack(handle, target, name, room)
    return where


def _members(archive: archives.Archive, way: _Way) -> Iterator[Source]:
    for inner, fault in archive.listing:
        name = f"{archive.name}/{inner}" if inner else archive.name
        if fault is not None:
            yield _rejected(name, fault.code, str(fault))
        elif (rule := file_kinds.left_out_by_name(inner)) is not None:
            yield Source(name=name, verdict=Verdict.LEFT_OUT, notice=rule)
        else:
            yield from _member(archive, inner, name, way)


def _member(archive: archives.Archive, inner: str, name: str, way: _Way) -> Iterator[Source]:
    """Yield a file of an archive; one that is an archive itself is laid on the disk, others are read."""
    try:
        if inner.lower().endswith(archives.ENDINGS):
            scratch = Scratch()
            path, target = scratch.file()
            with target:
                archive.copy(inner, target)
            yield from _from_path(path, name, replace(way, is_given=True, scratch=scratch))
            return
        content = archive.read(inner)
    except UnreadableError as error:
        yield _rejected(name, error.code, str(error))
        return
    yield from _from_handle(BytesIO(content), None, name, len(content), way)


def upload_name(file: File, told: str) -> str:
    """Return the path of an upload in its folder; of any other path that a browser sends, only the last part."""
    if inner := beside.inside(told):
        return inner
    return PurePosixPath((file.name or "upload").replace("\\", "/")).name or "upload"


def _on_disk(file: File, scratch: Scratch) -> Path:
    """Return where an upload lies; one that is held in memory is written down."""
    if isinstance(file, TemporaryUploadedFile):
        return Path(file.temporary_file_path())
    file.seek(0)
    return scratch.keep(file)


def _too_large(name: str, size: int) -> Source:
    limit = settings.IMPORT_MAX_FILE_BYTES
    sentence = f"{name} has {filesizeformat(size)}; a file may have at most {filesizeformat(limit)}."
    return _rejected(name, "file_too_large", sentence)


def _rejected(name: str, code: str, sentence: str) -> Source:
    notice = Notice(code=code, message=sentence, severity=Severity.HOLD)
    return Source(name=name, verdict=Verdict.REJECTED, notice=notice)
