"""Reading an export: whether a zip is one, and its records, checked against what the manifest says of them."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from articles.importing.site_export import schema
from articles.importing.site_export.schema import Part
from articles.importing.zipped import BROKEN

LONGEST_MANIFEST = 1_000_000
LARGEST_ID = 2**63 - 1


class BrokenExportError(ValueError):
    """An export that can't be taken over; the message is a sentence for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export says of itself; `key` tells it from every other export."""

    version: int
    is_whole_site: bool
    counts: dict[str, int]
    digests: dict[str, str]
    key: str


def manifest_of(path: Path) -> Manifest | None:
    """Return the manifest of a file, None where it is no export. BrokenExportError for one of an unknown version."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            if schema.MANIFEST not in archive.namelist():
                return None
            if archive.getinfo(schema.MANIFEST).file_size > LONGEST_MANIFEST:
                return None
            told = json.loads(archive.read(schema.MANIFEST))
    except BROKEN:
        return None
    if not isinstance(told, dict) or told.get("format") != schema.FORMAT:
        return None
    version = told.get("version")
    if not isinstance(version, int) or not schema.OLDEST_VERSION <= version <= schema.VERSION:
        readable = f"{schema.OLDEST_VERSION} to {schema.VERSION}"
        raise BrokenExportError(f"{path.name} is an export of version {version}; this program reads {readable}.")
    try:
        return Manifest(
            version=version,
            is_whole_site=bool(told["is_whole_site"]),
            counts={str(name): int(number) for name, number in told["counts"].items()},
            digests={str(name): str(digest) for name, digest in told["sha256"].items()},
            key=hashlib.sha256(json.dumps(told["sha256"], sort_keys=True).encode()).hexdigest(),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenExportError(f"The manifest of {path.name} is damaged: {error}.") from error


def check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Compare each file with the digest that the manifest has of it. BrokenExportError names the first that differs."""
    for part in schema.PARTS:
        digest = hashlib.sha256()
        with _open(archive, part.file) as file:
            while piece := _read(file, part.file):
                digest.update(piece)
        if digest.hexdigest() != manifest.digests.get(part.file):
            raise BrokenExportError(f"{part.file} is not what the manifest says: the export is damaged or was changed.")


def records(archive: zipfile.ZipFile, part: Part) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield the number, the text and the record of each line of a file. BrokenExportError for one that is no record."""
    with _open(archive, part.file) as file:
        for number, raw in enumerate(file, start=1):
            try:
                text = raw.decode("utf-8")
                record = json.loads(text)
                record |= {name: [] for name in part.added - record.keys()}
                lists = [record[name] for name in part.children]
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise BrokenExportError(f"Line {number} of {part.file} is damaged: {error}.") from error
            if not _is_record(record) or not all(isinstance(rows, list) for rows in lists):
                raise BrokenExportError(f"Line {number} of {part.file} is damaged: it has no id, or a list is none.")
            yield number, text, record


def _is_record(record: Any) -> bool:
    """Whether a line holds an object with an id that a row can have."""
    return isinstance(record, dict) and type(record.get("id")) is int and 0 < record["id"] <= LARGEST_ID


def _open(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except (KeyError, *BROKEN) as error:
        raise BrokenExportError(f"{name} is not in the export, or can't be opened: {error}.") from error


def _read(file: IO[bytes], name: str) -> bytes:
    try:
        return file.read(1 << 20)
    except BROKEN as error:
        raise BrokenExportError(f"{name} is damaged: {error}.") from error
