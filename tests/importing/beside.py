"""Files that came along, for tests of readers that look at them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class FilesBeside:
    """What `Beside` asks for, from a table of paths and bytes."""

    files: Mapping[str, bytes | str]

    def names(self):
        return sorted(self.files)

    def read(self, path):
        content = self.files.get(path)
        return content.encode() if isinstance(content, str) else content
