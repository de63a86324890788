"""Zips that may be hostile: every entry with its bytes, or with the reason why it is not read."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from articles.importing.documents import UnreadableError

MAX_ENTRIES = 250_000
# Text shrinks to a third or a tenth; what shrinks to less than a two-hundredth is a bomb, unless it is small anyway.
MAX_RATIO = 200
HARMLESS_SIZE = 1024 * 1024
MAGIC = b"PK\x03\x04"
EMPTY_MAGIC = b"PK\x05\x06"
# Documents of office programs are zips too, but files to us.
OFFICE_ENTRIES = frozenset({"[Content_Types].xml", "mimetype"})
_ENCRYPTED = 0x1
_UTF8_NAMES = 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a zip: its bytes, or its fault. "" as name: the fault is that of the whole zip."""

    name: str
    content: bytes = b""
    fault: UnreadableError | None = None


def is_archive(handle: BinaryIO, name: str) -> bool:
    """Whether a file is a zip to look into, by its name or its first bytes; the handle is left at the start."""
    start = handle.read(4)
    handle.seek(0)
    if name.lower().endswith(".zip"):
        return True
    if start not in {MAGIC, EMPTY_MAGIC}:
        return False
    try:
        with zipfile.ZipFile(handle) as archive:
            return OFFICE_ENTRIES.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    finally:
        handle.seek(0)


def entry_count(path: Path) -> int:
    """Return how many entries a zip says it has; 1 where it can't be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return len(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return 1


def entries(handle: BinaryIO, name: str) -> Iterator[Entry]:
    """Yield the files of a zip in the order of their names; faults of single files do not stop the others."""
    try:
        with zipfile.ZipFile(handle) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_whole(infos, name)
            yield from _entries(archive, infos, name)
    except UnreadableError as fault:
        yield Entry(name="", fault=fault)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        yield Entry(name="", fault=UnreadableError(f"{name} is a broken zip: {error}.", code="broken_zip"))


def _check_whole(infos: list[zipfile.ZipInfo], name: str) -> None:
    if not infos:
        raise UnreadableError(f"{name} is an empty zip: there is no file in it.", code="empty_file")
    if len(infos) > MAX_ENTRIES:
        sentence = f"{name} holds {len(infos)} files; a zip may hold at most {MAX_ENTRIES}."
        raise UnreadableError(sentence, code="zip_too_many_entries")
    total, limit = sum(info.file_size for info in infos), settings.IMPORT_MAX_EXPANDED_BYTES
    if total > limit:
        sentence = (
            f"{name} would expand to {filesizeformat(total)}; a zip may expand to at most {filesizeformat(limit)}."
        )
        raise UnreadableError(sentence, code="zip_bomb")


def _entries(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], zip_name: str) -> Iterator[Entry]:
    seen: set[str] = set()
    for info in sorted(infos, key=lambda info: PurePosixPath(_name(info)).parts):
        name = _name(info)
        try:
            _check(info, name, zip_name)
            if name in seen:
                raise UnreadableError(f"{zip_name} holds {name} twice; the first is read.", code="zip_duplicate_name")
            seen.add(name)
            yield Entry(name=name, content=_read(archive, info, f"{zip_name}/{name}"))
        except UnreadableError as fault:
            yield Entry(name=_harmless(name), fault=fault)


def _check(info: zipfile.ZipInfo, name: str, zip_name: str) -> None:
    """Refuse what no honest zip of columns holds."""
    whole = f"{_harmless(name)} in {zip_name}"
    if name.startswith(("/", "\\")) or ":" in name.split("/", 1)[0] or ".." in name.replace("\\", "/").split("/"):
        raise UnreadableError(f"{whole} has a name that leads out of the zip.", code="zip_unsafe_name")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableError(f"{whole} is a link, not a file.", code="zip_link")
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError(f"{whole} is protected by a password: unpack it first.", code="zip_encrypted")
    if info.file_size > settings.IMPORT_MAX_FILE_BYTES and not name.lower().endswith(".zip"):
        limit = filesizeformat(settings.IMPORT_MAX_FILE_BYTES)
        sentence = f"{whole} has {filesizeformat(info.file_size)}; a file may have at most {limit}."
        raise UnreadableError(sentence, code="file_too_large")
    if info.file_size > HARMLESS_SIZE and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise UnreadableError(f"{whole} expands {MAX_RATIO} times and more, as a zip bomb does.", code="zip_bomb")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, whole: str) -> bytes:
    """Read no more than the entry says it holds: what it says has been checked."""
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableError(f"{whole} is damaged: {error}.", code="broken_zip") from error
    if len(content) > info.file_size:
        raise UnreadableError(f"{whole} is larger than it says.", code="zip_bomb")
    return content


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; zips of Korean Windows name files in CP949 and do not say so."""
    if info.flag_bits & _UTF8_NAMES or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _harmless(name: str) -> str:
    return name.replace("\\", "/").replace("\x00", "")[:200]
