"""Reads wait in the memory of the process that took them, and are counted together about a second later.

A thread of that process does it; it begins with the first read and ends with the process, which counts what is left on
its way out (`config/workers.py` before it waits for anybody, `atexit` elsewhere). What a database or a cache that does
not answer keeps from being counted goes on waiting. Killed without a word (`kill -9`, a power cut), a process loses
what it took in the last two seconds.
"""

import atexit
import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.cache import caches
from django.db import close_old_connections, connections
from django.utils import timezone

from articles.readership import counting, limits, salts, services
from articles.readership.marks import Read, shared

logger = logging.getLogger(__name__)

MOST_WAITING = 100_000  # reads of a process: about 50 MB
SWEEP_SECONDS = 600


class Buffer:
    """Reads of one process that wait to be counted."""

    def __init__(self) -> None:
        """Begin with none, and without a thread."""
        self._waiting: dict[str, Read] = {}  # by mark: a reader's second beacon is let go at once
        self._new: list[Read] = []  # their marks are kept, the limits have not seen them
        self._sums = counting.Sums()  # nobody's any more; the database has not got them
        self._dropped = 0
        self._has_failed = False
        self._is_over = False  # the process ends: nobody counts later
        self._lock = threading.Lock()  # around what waits
        self._flushing = threading.Lock()
        self._arrived = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, read: Read) -> None:
        """Take a read; it is counted within about a second, at once where READS_FLUSH_SECONDS is 0 or the process ends.

        Nothing is raised where it cannot be counted: then it waits, and the log says so.
        """
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.setdefault(read.mark, read)
            else:
                self._dropped += 1
            is_last = self._is_over
        if is_last or not settings.READS_FLUSH_SECONDS:
            self._try(partial(self.flush, makes_lists=not is_last))
        elif not self._arrived.is_set():
            self._start()
            self._arrived.set()

    def flush(self, *, makes_lists: bool = True) -> int:
        """Count what waits; return how many readers were added. What fails is raised, and what it kept back waits.

        `makes_lists`: let the most-read lists be made anew, if they are due.
        """
        with self._flushing:
            self._let_through(self._take())
            added = len(self._sums)
            if added:
                counting.write(self._sums)
                self._sums = counting.Sums()
        if added and makes_lists:
            services.refresh_counted_now_and_then(at=timezone.now(), beside=self._thread is not None)
        return added

    def __len__(self) -> int:
        return len(self._waiting) + len(self._new) + len(self._sums)

    def _take(self) -> list[Read]:
        with self._lock:
            taken, self._waiting = self._waiting, {}
            dropped, self._dropped = self._dropped, 0
        if dropped:
            logger.error("%s reads were not counted: %s waited already.", dropped, MOST_WAITING)
        return list(taken.values())

    def _let_through(self, taken: list[Read]) -> None:
        try:
            if taken:
                salts.agree(timezone.now())
            self._new += counting.public_and_new(taken)
        except Exception:
            with self._lock:
                self._waiting = {read.mark: read for read in taken} | self._waiting
            raise
        self._sums.add(limits.within(self._new))
        self._new = []

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._count_on, name="reads", daemon=True)
                self._thread.start()
                atexit.register(self.finish)

    def _count_on(self) -> None:
        """Count again and again, a moment after reads came, and let the cache forget a day soon after its end."""
        sweep_at = _next_sweep()
        while True:
            if self._arrived.wait(max(0.0, (sweep_at - timezone.now()).total_seconds())):
                time.sleep(settings.READS_FLUSH_SECONDS)
                self._arrived.clear()
                if not self._try(_with_own_connections(self.flush)):
                    self._arrived.set()
            if timezone.now() >= sweep_at:
                self._try(_with_own_connections(_sweep))
                sweep_at = _next_sweep()

    def _try(self, task: Callable[[], object]) -> bool:
        """Do something that may fail and is tried again; return whether it was done. The first failure is logged."""
        try:
            task()
        except Exception:
            if not self._has_failed:
                logger.exception("Counting reads failed and is tried again; %s wait.", len(self))
            self._has_failed = True
            return False
        if self._has_failed:
            logger.warning("Counting reads goes on.")
        self._has_failed = False
        return True

    def finish(self) -> None:
        """Count what is left: the process ends. From now on each read is counted before its beacon is answered.

        It may be called more than once. What cannot be counted is lost, and the log says how many reads that were.
        """
        with self._lock:
            self._is_over = True
        # For the lists: a process that ends may begin no thread.
        if not self._try(_with_own_connections(partial(self.flush, makes_lists=False))):
            logger.error("%s reads were lost when the process ended.", len(self))
        connections.close_all()
        caches.close_all()


def _with_own_connections(task: Callable[[], object]) -> Callable[[], None]:
    """Return the task between two looks at the connections of this thread, as Django has them around a request."""

    def do() -> None:
        close_old_connections()
        try:
            task()
        finally:
            close_old_connections()

    return do


def _next_sweep() -> datetime:
    """Return when to look next for what has expired: soon after the day's end, and in between now and then."""
    now = timezone.now()
    return now + timedelta(seconds=min(SWEEP_SECONDS, salts.seconds_kept(now) + 2))


def _sweep() -> None:
    salts.forget_past(timezone.now())
    shared.sweep()


waiting = Buffer()
# A process that was forked off has its own reads to count, not its parent's, and none of its parent's threads.
os.register_at_fork(after_in_child=waiting.__init__)  # type: ignore[misc]  # anew, in its place
