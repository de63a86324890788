"""A folder of media that belongs to an archive, and how an address of the archive names a file in it."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from articles.importing import beside
from articles.importing.documents import Beside

# Sizes that WordPress makes of a picture: the picture itself does as well.
_RESIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.\w+$)")
# Folders that site generators serve as the root of the site.
_ROOTS = ("", "static/", "public/", "assets/", "content/", "source/")


@dataclass(frozen=True)
class Media:
    """Files to look for pictures in. `takes_single_names`: a file name that only one file has is enough."""

    files: Beside
    takes_single_names: bool = False

    @classmethod
    def folder(cls, path: Path) -> "Media":
        """Return the files of a folder that somebody named as that of the pictures."""
        return cls(files=beside.Folder(root=path.absolute()), takes_single_names=True)

    def read(self, address: str, document: str) -> bytes | None:
        """Return the file that an address in a document means; None where there is none, or several fit alike.

        By its path from the document or from the root, then by the longest end of its path, then by its name.
        """
        for path in _spellings(address):
            found = self._by_path(path, address, document) or self._by_end(path)
            if found is not None:
                return found
        return None

    def _by_path(self, path: str, address: str, document: str) -> bytes | None:
        is_relative = not urlsplit(address).netloc and not address.startswith("/")
        above = posixpath.dirname(document)
        candidates = [posixpath.join(above, path)] if is_relative else []
        candidates += [root + path for root in _ROOTS]
        while above and not is_relative:  # an archive may lie in a folder of what was given
            candidates.append(posixpath.join(above, path))
            above = posixpath.dirname(above)
        for candidate in dict.fromkeys(candidates):
            if (found := self.files.read(candidate)) is not None:
                return found
        return None

    def _by_end(self, path: str) -> bytes | None:
        parts = tuple(part for part in path.split("/") if part not in {"", ".", ".."})
        fitting = self._by_name.get(parts[-1].lower(), ()) if parts else ()
        if not fitting:
            return None
        shared = {name: _shared(name.split("/"), parts) for name in fitting}
        most = max(shared.values())
        best = [name for name, number in shared.items() if number == most]
        if len(best) != 1 or (most == 1 and not (self.takes_single_names and len(fitting) == 1)):
            return None
        return self.files.read(best[0])

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """The files by their names: listed once for all documents that ask, and only when one does."""
        found: dict[str, list[str]] = {}
        for name in self.files.names():
            found.setdefault(name.rpartition("/")[2].lower(), []).append(name)
        return found


def _spellings(address: str) -> Iterable[str]:
    """Yield the path of an address, decoded; then that of the picture that a resized one was made of."""
    path = unquote(urlsplit(address).path).lstrip("/")
    if not path or path.endswith("/") or "\x00" in path or "\\" in path:
        return
    yield path
    original = _RESIZED.sub("", path)
    if original != path:
        yield original


def _shared(name: Sequence[str], parts: Sequence[str]) -> int:
    """Return how many parts two paths have in common at their ends; upper and lower case are one."""
    number = 0
    for one, other in zip(reversed(name), reversed(parts), strict=False):
        if one.lower() != other.lower():
            break
        number += 1
    return number
