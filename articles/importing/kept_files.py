"""The files of a run as they were kept: what a reader finds beside a file that it reads again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.importing.models import ImportRun, SourceFile


@dataclass(slots=True, eq=False)
class KeptFiles:
    """Reaches the files that were loaded along; each is asked for when a reader wants it."""

    run: ImportRun
    _files: dict[str, int] = field(default_factory=dict)

    def names(self) -> Sequence[str]:
        """Return the paths of all files of the run, in their order."""
        if not self._files:
            rows = self.run.documents.filter(source_file__isnull=False).order_by("position")
            for source, file in rows.values_list("source", "source_file"):
                name, mark, number = source.rpartition("#")
                self._files.setdefault(name if mark and number.isdigit() else source, file)
        return list(self._files)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of one of them; None where none of that path was kept."""
        if path not in self.names():
            return None
        return SourceFile.objects.get(pk=self._files[path]).raw
