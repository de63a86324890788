"""What a process and those that it started take: memory and processor time, looked at every second.

To look costs time itself, and holds up the process that is looked at: five times a second took 8 % of a core.
"""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 1.0
# Of /proc/N/stat, counted from what follows the name in brackets: the parent, the two times.
PARENT, USER, SYSTEM = 1, 11, 12


@dataclass(frozen=True, slots=True)
class Taken:
    """Peak memory of a tree, in bytes, and seconds of processor time: of its root, and of all others.

    What its processes have in common counts once.
    """

    peak: int
    root: float
    others: float


@dataclass(slots=True)
class Watch:
    """Watches the tree of a process while it is entered."""

    pid: int
    _peak: int = 0
    _times: dict[int, float] = field(default_factory=dict)
    _is_over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Look no more."""
        self._is_over.set()
        if self._thread:
            self._thread.join()

    def mark(self) -> Taken:
        """Return the peak since the last mark, and the times so far."""
        peak, self._peak = self._peak, 0
        others = sum(seconds for pid, seconds in self._times.copy().items() if pid != self.pid)
        return Taken(peak=peak, root=self._times.get(self.pid, 0.0), others=others)

    def _look_on(self) -> None:
        while not self._is_over.wait(EVERY):
            self._look()

    def _look(self) -> None:
        found = _processes()
        tree, size = {self.pid}, 0
        while more := {pid for pid, stat in found.items() if stat[PARENT] in tree and pid not in tree}:
            tree |= more
        for pid in tree & found.keys():
            stat = found[pid]
            size += _held(pid)
            self._times[pid] = (stat[USER] + stat[SYSTEM]) / TICKS
        self._peak = max(self._peak, size)


def _held(pid: int) -> int:
    """Return the memory of a process in bytes, with its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended meanwhile
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _processes() -> dict[int, list[int]]:
    """Return what the kernel says of every process that lives, by its number."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *numbers = path.read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        if state != "Z":
            found[int(path.parent.name)] = [0, *map(int, numbers)]
    return found
