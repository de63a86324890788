"""What a process does that reads files for a loading: takes files on its standard input, answers on its output.

It has neither models nor a connection to the database, which halves what it takes to start and to hold.

It ends when its input does, so that it never outlives a loading that was killed, and an alarm ends it where one file
takes too long: `reading_ahead` sees that and says which file it was. What it takes is counted in time of the processor:
on a machine that is busy, or was asleep, no file is at fault for that.
"""

import gc
import os
import pickle
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from articles.importing import preparing, readers, sending
from articles.importing.at_speed import SELDOM
from articles.importing.options import Options
from articles.importing.readings import Arrival, KeptFile
from articles.importing.sending import Answer
from articles.importing.sources import Source

SECONDS_A_MEGABYTE = 10
PATIENCE = 20  # how much longer by the clock on the wall, for one that waits for ever and computes nothing
TOGETHER = 64  # documents in an answer
# All wait for the one process that writes: where there are few cores, it goes before those that read (see nice(2)).
BEHIND = 10
# What is ahead of each answer: how many documents it has and how many bytes it takes; nothing comes after the last.
_HEAD = struct.Struct("<QQ")
_LAST = _HEAD.pack(0, 0)


def serve() -> None:
    """Answer until the input ends."""
    os.nice(BEHIND)
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
            content = sending.packed(some)
            answers.write(_HEAD.pack(len(some), len(content)))
            answers.write(content)
        answers.write(_LAST)
        answers.flush()


def limit(source: Source, seconds: int) -> int:
    """Return how many seconds of the processor a file may take: some more where it is large."""
    return seconds + SECONDS_A_MEGABYTE * (len(source.content) >> 20)


def ask(process: BinaryIO, options: Options, sources: Sequence[Source], seconds: int) -> None:
    """Ask a process to read some files, each in at most so many seconds and some more for a large one."""
    pickle.dump((options, sources, seconds), process, pickle.HIGHEST_PROTOCOL)
    process.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Documents as a process sent them: the thread that waits for it need not unpack them while another one writes."""

    documents: int
    content: bytes
    sources: Sequence[Source]
    # The files that came with an earlier answer to the same question, by their places.
    kept: dict[int, KeptFile | None]

    def arrivals(self) -> list[Arrival]:
        """Return the documents. To be asked of all answers to a question in their order, once."""
        found = []
        for place, file, reading, own_text in sending.unpacked(self.content):
            self.kept[place] = self.kept.get(place) or file
            found.append(Arrival(source=self.sources[place], file=self.kept[place], reading=reading, own_text=own_text))
        return found


def answers(process: BinaryIO, sources: Sequence[Source]) -> Iterator[Packed]:
    """Yield what a process answers. EOFError where it died over a file."""
    kept: dict[int, KeptFile | None] = {}
    while (some := _whole(process, _HEAD.size)) != _LAST:
        documents, length = _HEAD.unpack(some)
        yield Packed(documents=documents, content=_whole(process, length), sources=sources, kept=kept)


def _whole(process: BinaryIO, length: int) -> bytes:
    found = process.read(length)
    if len(found) < length:
        raise EOFError
    return found


def _read(options: Options, sources: Sequence[Source], seconds: int) -> Iterator[Answer]:
    for place, source in enumerate(sources):
        most = limit(source, seconds)
        signal.setitimer(signal.ITIMER_PROF, most)
        signal.alarm(PATIENCE * most)
        for number, arrival in enumerate(preparing.arrivals(source, options)):
            yield place, None if number else arrival.file, arrival.reading, arrival.own_text
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)


def _in_answers(found: Iterator[Answer]) -> Iterator[list[Answer]]:
    while some := list(islice(found, TOGETHER)):
        yield some
