"""The pictures of an export: put where their rows say that they are."""

import hashlib
import zipfile
import zlib
from typing import IO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models

from articles.importing.site_export import schema
from articles.importing.site_export.reading import BrokenExportError

PIECE = 1 << 20


def restore(row: models.Model, archive: zipfile.ZipFile) -> None:
    """Write the files of a row. One that the export says it lacks is left out; BrokenExportError for one that can't be.

    A file of the same name and the same bytes stays as it is; half of one, which a killed call left, is written anew.
    """
    for column in row._meta.concrete_fields:
        name = str(column.value_from_object(row)) if isinstance(column, models.FileField) else ""
        if name and schema.MEDIA + name in archive.namelist():
            _write(name, archive)


def _write(name: str, archive: zipfile.ZipFile) -> None:
    info = archive.getinfo(schema.MEDIA + name)
    if info.file_size > settings.IMPORT_MAX_FILE_BYTES:
        raise BrokenExportError(f"{info.filename} is larger than IMPORT_MAX_FILE_BYTES allows.")
    try:
        if default_storage.exists(name):
            if _is_there(name, archive, info):
                return
            default_storage.delete(name)
        with archive.open(info) as given:
            saved = default_storage.save(name, File(given))
    except (SuspiciousFileOperation, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
        raise BrokenExportError(f"{info.filename} can't be kept: {error}.") from error
    if saved != name:
        default_storage.delete(saved)
        raise BrokenExportError(f"{info.filename} can't be kept under its name.")


def _is_there(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a file is there as it is in the export, and not half of it; BrokenExportError where another one is."""
    size = default_storage.size(name)
    with default_storage.open(name) as there, archive.open(info) as given:
        if size <= info.file_size and _digest(there) == _digest(given, size):
            return size == info.file_size
    raise BrokenExportError(f"There is another file called {name} among this site's media already.")


def _digest(file: File | IO[bytes], size: int | None = None) -> str:
    """Return the digest of a file, or of its first bytes."""
    digest, left = hashlib.sha256(), size
    while piece := file.read(PIECE if left is None else min(PIECE, left)):
        digest.update(piece)
        left = None if left is None else left - len(piece)
    return digest.hexdigest()
