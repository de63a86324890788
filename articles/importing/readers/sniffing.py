"""What a file looks like at its start: what the readers judge by when they are asked whether a file is theirs."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cached_property

LENGTH = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?[^>]*>|\s+)*", re.I | re.S)
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")


@dataclass(frozen=True)
class Sample:
    """A file that is to be recognised: its path and its bytes."""

    name: str
    content: bytes

    @cached_property
    def opening(self) -> str:
        """The first characters, good enough to know a format by; what can't be decoded is replaced."""
        start = self.content[:LENGTH]
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return start[len(mark) :].decode(encoding, errors="replace")
        return start.decode("utf-8", errors="replace")

    @cached_property
    def root(self) -> str:
        """The name of the first element, in lower case and as written with its prefix; "" where no markup begins."""
        before = _BEFORE_ROOT.match(self.opening)
        found = _ROOT.match(self.opening, before.end() if before else 0)
        return found[1].lower() if found else ""

    @cached_property
    def suffix(self) -> str:
        """The ending of the name with its dot, in lower case."""
        return "." + self.name.rpartition(".")[2].lower() if "." in self.name.rpartition("/")[2] else ""
