"""How long a reader may take for one file, where it reads within the loading's own process.

Time is that of the processor, as for the processes of `reading_ahead`. Python can interrupt itself in its main thread
alone: that is where commands and the worker read. A request of the desk reads in another thread; where one died over a
file, the next step reads that file in a process of its own (`stepping`).
"""

import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from types import FrameType
from typing import Any, TypeVar

from articles.importing import preparing, reading_process
from articles.importing.documents import Notice, Severity, Verdict
from articles.importing.options import Options
from articles.importing.readings import Arrival, Reading
from articles.importing.sources import Source

T = TypeVar("T")
SECONDS = 60  # that a reader may take for a file; a large one has more
AGAIN = 1.0  # seconds until it is stopped once more: Python drops what is raised while it clears something away


class TookTooLongError(BaseException):
    """A reader took longer than it may. No `Exception`: a reader that catches those must not go on."""


def arrivals(source: Source, options: Options) -> Iterator[Arrival]:
    """Yield each document of a file, read and prepared; one that says why where the reader did not come to an end."""
    try:
        yield from _in_time(source, preparing.arrivals(source, options))
    except TookTooLongError:
        yield broken(source)


def readings(source: Source, options: Options) -> Iterator[Reading]:
    """Yield the documents of a file, as `arrivals` does, only read."""
    try:
        yield from _in_time(source, preparing.readings(source, options))
    except TookTooLongError:
        yield broken(source).reading


def broken(source: Source, seconds: int | None = None) -> Arrival:
    """Return what is kept of a file whose reader broke down, or was stopped after so many seconds."""
    sentence = (
        f"{source.name} could not be read: its reader broke down or took longer than "
        f"{seconds or SECONDS} seconds, and was stopped."
    )
    notice = Notice(code="reader_failed", message=sentence, severity=Severity.HOLD)
    return next(preparing.arrivals(replace(source, verdict=Verdict.REJECTED, notice=notice), Options()))


def _in_time(source: Source, found: Iterator[T]) -> Iterator[T]:
    """Yield what is found, as long as finding it takes no longer than it may; what is done with it is not counted."""
    if threading.current_thread() is not threading.main_thread():
        yield from found
        return
    left = float(reading_process.limit(source, SECONDS))
    while left > 0:
        before = signal.signal(signal.SIGPROF, _stop)
        signal.setitimer(signal.ITIMER_PROF, left, AGAIN)
        try:
            one = next(found)
        except StopIteration:
            return
        finally:
            left = signal.setitimer(signal.ITIMER_PROF, 0)[0]
            signal.signal(signal.SIGPROF, before)
        yield one
    raise TookTooLongError


def _stop(_signal: int, _frame: FrameType | None) -> Any:
    raise TookTooLongError
