"""The files of an export, as the reader of its columns reaches them."""

import zipfile
from collections.abc import Sequence


class ExportBeside:
    """Reads the tables of an open export; see `documents.Beside`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look into this zip."""
        self._archive = archive

    def names(self) -> Sequence[str]:
        """Return the names of the files in it."""
        return sorted(self._archive.namelist())

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none."""
        return self._archive.read(path) if path in self._archive.namelist() else None
