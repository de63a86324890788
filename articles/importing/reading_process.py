"""What a process does that reads files for a loading: takes files on its standard input, answers on its output.

It ends when its input does, so that it never outlives a loading that was killed, and an alarm ends it where one file
takes too long: `reading_ahead` sees that and says which file it was. What it takes is counted in time of the processor:
on a machine that is busy, or was asleep, no file is at fault for that.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

from articles.importing import readers, staging
from articles.importing.at_speed import SELDOM
from articles.importing.documents import (
    Credit,
    DatedMoment,
    Document,
    Notice,
    Picture,
    PrintedCorrection,
    Provenance,
    RankedHeadline,
    Term,
)
from articles.importing.readings import Ahead, Arrival, KeptFile, Reading
from articles.importing.sources import Source
from articles.importing.steps import Options
from articles.search import Words

SECONDS_A_MEGABYTE = 10
PATIENCE = 20  # how much longer by the clock on the wall, for one that waits for ever and computes nothing
TOGETHER = 64  # documents in an answer

# A document on its way back: the place of its file among those asked for, the file with its first document alone, the
# reading and its own text.
Answer = tuple[int, KeptFile | None, Reading, bytes | None]


def serve() -> None:
    """Answer until the input ends."""
    readers.tell_format("", b"A text.")  # which imports them all: the time of the first file is its own
    gc.freeze()
    gc.set_threshold(*SELDOM)
    asked: BinaryIO = sys.stdin.buffer
    # What a library prints must not get among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        try:
            options, sources, seconds = pickle.load(asked)  # noqa: S301 from the process that started this one
        except EOFError:
            return
        for some in _in_answers(_read(options, sources, seconds)):
            _dump(some, answers)
        _dump(None, answers)
        answers.flush()


def ask(process: BinaryIO, options: Options, sources: Sequence[Source], seconds: int) -> None:
    """Ask a process to read some files, each in at most so many seconds and some more for a large one."""
    pickle.dump((options, sources, seconds), process, pickle.HIGHEST_PROTOCOL)
    process.flush()


def answers(process: BinaryIO, sources: Sequence[Source]) -> Iterator[Sequence[Arrival]]:
    """Yield what a process answers. EOFError, or another fault of a broken answer, where it died over a file."""
    kept: dict[int, KeptFile | None] = {}
    while (some := pickle.load(process)) is not None:  # noqa: S301 from a process that was started here
        found = []
        for place, file, reading, own_text in some:
            kept[place] = kept.get(place) or file
            found.append(Arrival(source=sources[place], file=kept[place], reading=reading, own_text=own_text))
        yield found


def _dump(some: list[Answer] | None, to: BinaryIO) -> None:
    pickler = pickle.Pickler(to, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(some)


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return how a value of this kind is sent: by what it was made with, which is three times as fast as by its state.

    Values of a dataclass are asked for all its fields anew, each time, where Python itself sends them.
    """
    names = tuple(one.name for one in fields(kind))
    values = attrgetter(*names)
    return lambda value: (_made, (kind, names, values(value)))


def _made(kind: type[Any], names: tuple[str, ...], values: tuple[Any, ...]) -> Any:
    return kind(**dict(zip(names, values, strict=True)))


_KINDS: tuple[type[Any], ...] = (
    Ahead, Credit, DatedMoment, Document, KeptFile, Notice, Picture, PrintedCorrection, Provenance, RankedHeadline,
    Reading, Term, Words,
)  # fmt: skip
_REDUCERS = {kind: _reducer(kind) for kind in _KINDS}


def _read(options: Options, sources: Sequence[Source], seconds: int) -> Iterator[Answer]:
    for place, source in enumerate(sources):
        limit = seconds + SECONDS_A_MEGABYTE * (len(source.content) >> 20)
        signal.setitimer(signal.ITIMER_PROF, limit)
        signal.alarm(PATIENCE * limit)
        for number, arrival in enumerate(staging.arrivals(source, options)):
            yield place, None if number else arrival.file, arrival.reading, arrival.own_text
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)


def _in_answers(found: Iterator[Answer]) -> Iterator[list[Answer]]:
    while some := list(islice(found, TOGETHER)):
        yield some
