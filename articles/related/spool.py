"""What was found out about each of many columns, kept in a file without a name until it is asked for again."""

import tempfile
import weakref

import numpy as np

from articles.related.table import Floats
from articles.related.texts import Places


class Spool:
    """Places and a number for each of them, for a column: in a file, since those of an archive would fill the memory.

    Some 4 kB a column, in the folder for temporary files. The file goes with the object, and with the process.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 it is closed when nobody holds the spool any more
        weakref.finalize(self, self._file.close)
        self._where: dict[int, tuple[int, int]] = {}
        self._end = 0

    def put(self, column: int, places: Places, numbers: Floats) -> None:
        """Keep what was found for a column. OSError where the disk is full."""
        self._where[column] = (self._end, len(places))
        self._file.seek(self._end)
        self._end += self._file.write(places.astype(np.int32).tobytes() + numbers.tobytes())

    def get(self, column: int) -> tuple[Places, Floats] | None:
        """Return what was kept for a column; None where nothing was."""
        where = self._where.get(column)
        if where is None:
            return None
        start, size = where
        self._file.seek(start)
        kept = self._file.read(12 * size)
        return np.frombuffer(kept, np.int32, size).astype(np.int64), np.frombuffer(kept, np.float64, size, 4 * size)
