"""Reading files ahead in processes of their own, while this one writes; what they give comes in the order of the files.

A few files are read here, within a time (`patience`): a process takes a second to start. Where there are many, none is:
to import all readers takes a second and much room here, too. A reader that fails hard or
never ends takes its process with it, not the loading: its file is rejected with a sentence, and the others are read by
the next process.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from queue import Full, Queue, SimpleQueue
from threading import Event
from typing import Any, BinaryIO

from django.conf import settings

from articles.importing import patience, reading_process
from articles.importing.options import Options
from articles.importing.reading_process import Packed
from articles.importing.readings import Arrival
from articles.importing.recognising import Recognised
from articles.importing.sources import Source

FEW = 64  # files that are read here, where there are no more
MOST_PROCESSES = 4
SECONDS = patience.SECONDS
# What a process is asked for at once.
FILES, BYTES = 32, 1 << 20
# Answers that wait for their turn, for each that is asked for: what is read too early takes room.
WAITING = 4
# What is asked for ahead: enough that reading goes on while two transactions are written, and no more bytes than these
# (but always something for each process).
FILES_AHEAD, BYTES_AHEAD = 384, 8 << 20
PIPE = 1 << 20  # bytes that a process may write before somebody reads them: an answer, so that it need not wait
# Files to be read, or else what need not be: never both.
_Chunk = tuple[Sequence[Source], Sequence[Recognised]]
# Documents as they come from a process, or as they had to be read one by one.
_Some = Packed | Sequence[Arrival]
# What a process that died over a file is known by.
BROKEN = (EOFError, OSError)


def arrivals(
    items: Iterable[Source | Recognised], options: Options, *, processes: int | None = None
) -> Generator[Arrival | Recognised]:
    """Yield the documents of files, in order; what need not be read comes as it is in its turn.

    `processes` to read with (default: one a core); with one core, none.
    """
    wanted = min(os.cpu_count() or 1, MOST_PROCESSES) if processes is None else processes
    remaining, read_here = iter(items), 0
    while waiting := _first(remaining):
        read_here += sum(isinstance(item, Source) for item in waiting)
        if read_here > FEW and wanted > 1:
            remaining = chain(waiting, remaining)
            break
        for item in waiting:
            yield from patience.arrivals(item, options) if isinstance(item, Source) else (item,)
    with closing(_Pool(options, wanted)) as pool:
        yield from pool.read(_chunks(remaining))


def _first(items: Iterator[Source | Recognised]) -> list[Source | Recognised]:
    """Return the next few items: one more than are read here, fewer where they are large."""
    found, size = [], 0
    for item in items:
        found.append(item)
        size += len(item.content) if isinstance(item, Source) else 0
        if len(found) > FEW or size > BYTES_AHEAD:
            break
    return found


def apart(source: Source, options: Options) -> Generator[Arrival]:
    """Yield the documents of one file, read in a process of its own: for one over which somebody died before."""
    with closing(_Pool(options, 1)) as pool:
        yield from (found for found in pool.read(iter([([source], ())])) if isinstance(found, Arrival))


def _chunks(items: Iterator[Source | Recognised]) -> Iterator[_Chunk]:
    """Yield files in groups that are neither many nor large, and what need not be read apart from what must."""
    sources: list[Source] = []
    known: list[Recognised] = []
    for item in items:
        if isinstance(item, Source):
            if known:
                yield (), known
                known = []
            sources.append(item)
        else:
            if sources:
                yield sources, ()
                sources = []
            known.append(item)
        if max(len(sources), len(known)) >= FILES or sum(len(source.content) for source in sources) >= BYTES:
            yield sources, known
            sources, known = [], []
    if sources or known:
        yield sources, known


class _Process:
    """A process that reads."""

    def __init__(self) -> None:
        """Start it, out of reach of the Ctrl-C that is meant for this one, which lets it go by closing its input.

        It stays in this one's session: Linux shares its cores among sessions before it looks at who goes first.
        """
        self._process = subprocess.Popen(
            [sys.executable, "-m", "articles.importing.read_ahead"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=PIPE, cwd=settings.BASE_DIR, process_group=0,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        )  # fmt: skip

    def read(self, options: Options, sources: Sequence[Source]) -> Iterator[Packed]:
        """Yield the documents of some files. One of `BROKEN` where the process died over one of them."""
        reading_process.ask(self._pipe(self._process.stdin), options, sources, SECONDS)
        yield from reading_process.answers(self._pipe(self._process.stdout), sources)

    @staticmethod
    def _pipe(pipe: Any) -> BinaryIO:
        found: BinaryIO = pipe
        return found

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


@dataclass(slots=True)
class _Job:
    """Files that are being read: their answers wait in a queue of bounded length, None for the last."""

    sources: Sequence[Source]
    known: Sequence[Recognised]
    answers: "Queue[_Some | BaseException | None]" = field(default_factory=lambda: Queue(WAITING))


class _Pool:
    """A few processes, each served by a thread of this one."""

    def __init__(self, options: Options, processes: int) -> None:
        """Start no process before there is something to read."""
        self._options = options
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="reading")
        self._free: SimpleQueue[_Process | None] = SimpleQueue()
        for _ in range(processes):
            self._free.put(None)
        self._least_ahead = 2 * processes
        self._is_closed = Event()

    def read(self, chunks: Iterator[_Chunk]) -> Iterator[Arrival | Recognised]:
        """Yield the documents of all files, reading some ahead."""
        jobs: deque[_Job] = deque()
        while True:
            while self._has_room(jobs) and (chunk := next(chunks, None)):
                jobs.append(self._begin(*chunk))
            if not jobs:
                return
            job = jobs.popleft()
            yield from job.known
            while job.sources and (some := job.answers.get()) is not None:
                if isinstance(some, BaseException):
                    raise some
                yield from some.arrivals() if isinstance(some, Packed) else some

    def _has_room(self, jobs: Sequence[_Job]) -> bool:
        """Whether more is to be read ahead."""
        if len(jobs) < self._least_ahead:
            return True
        sources = [source for job in jobs for source in job.sources]
        return len(sources) < FILES_AHEAD and sum(len(source.content) for source in sources) < BYTES_AHEAD

    def close(self) -> None:
        """End all processes; what they were reading is not waited for."""
        self._is_closed.set()
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._free.empty():
            if process := self._free.get():
                process.end()

    def _begin(self, sources: Sequence[Source], known: Sequence[Recognised]) -> _Job:
        job = _Job(sources, known)
        if sources:
            self._threads.submit(self._work, job)
        return job

    def _work(self, job: _Job) -> None:
        """Read the files of a job, in a thread: nothing here may ask the database."""
        try:
            for some in self._answers(job.sources):
                if not self._put(job, some):
                    return
            self._put(job, None)
        except BaseException as error:  # noqa: BLE001 it is raised where the answer is waited for
            self._put(job, error)

    def _answers(self, sources: Sequence[Source]) -> Iterator[_Some]:
        done = 0
        try:
            for some in self._asked(sources):
                yield some
                done += some.documents
        except BROKEN:
            yield from self._one_by_one(sources, done)

    def _one_by_one(self, sources: Sequence[Source], done: int) -> Iterator[Sequence[Arrival]]:
        """Read files again of which one broke its process: that one is rejected, the first `done` documents known."""
        if len(sources) == 1 and not done:
            yield [patience.broken(sources[0], SECONDS)]
            return
        for source in sources:
            found: list[Arrival] = []
            try:
                for some in self._asked([source]):
                    found += some.arrivals()
            except BROKEN:
                found = [patience.broken(source, SECONDS)]
            yield found[done:]
            done = max(0, done - len(found))

    def _asked(self, sources: Sequence[Source]) -> Iterator[Packed]:
        """Ask a free process; one that broke is ended, and the next one started in its place."""
        process = self._free.get() or _Process()
        is_whole = False
        try:
            yield from process.read(self._options, sources)
            is_whole = True
        finally:
            if not is_whole:
                process.end()
            self._free.put(process if is_whole else None)

    def _put(self, job: _Job, some: _Some | BaseException | None) -> bool:
        """Put an answer where it is waited for; False where nobody waits any more."""
        while not self._is_closed.is_set():
            try:
                job.answers.put(some, timeout=0.5)
            except Full:
                continue
            return True
        return False
