"""A folder for what must lie on the disk while it is read; it goes when nothing holds it any more."""

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from _typeshed import SupportsRead


class Scratch:
    """A temporary folder that lives as long as something holds it in the process that made it.

    What is sent to another process takes none of it along: there it is None.
    """

    def __init__(self) -> None:
        """Make the folder."""
        self.path = Path(tempfile.mkdtemp(prefix="broadsheet-load-"))
        self._number = 0
        weakref.finalize(self, _remove, self.path, os.getpid())

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return _nothing, ()

    def file(self) -> tuple[Path, BinaryIO]:
        """Return a new file in it, opened for writing, and its path."""
        self._number += 1
        path = self.path / str(self._number)
        return path, path.open("w+b")

    def keep(self, content: "SupportsRead[bytes]") -> Path:
        """Write what is read into a file in it; return its path."""
        path, target = self.file()
        with target:
            shutil.copyfileobj(content, target)
        return path


def _nothing() -> None:
    return None


def _remove(path: Path, process: int) -> None:
    """Remove the folder; a forked process must leave that to the one that made it."""
    if os.getpid() == process:
        shutil.rmtree(path, ignore_errors=True)
