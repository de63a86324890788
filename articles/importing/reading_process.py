"""What a process does that reads files for a loading: takes files on its standard input, answers on its output.

It ends when its input does, so that it never outlives a loading that was killed, and an alarm ends it where one file
takes too long: `reading_ahead` sees that and says which file it was.
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from articles.importing import staging
from articles.importing.readings import Arrival, KeptFile, Reading
from articles.importing.sources import Source
from articles.importing.steps import Options

SECONDS_A_MEGABYTE = 10
TOGETHER = 64  # documents in an answer

# A document on its way back: the place of its file among those asked for, the file with its first document alone, the
# reading and its own text.
Answer = tuple[int, KeptFile | None, Reading, bytes | None]


def serve() -> None:
    """Answer until the input ends."""
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
            pickle.dump(some, answers, pickle.HIGHEST_PROTOCOL)
        pickle.dump(None, answers)
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


def _read(options: Options, sources: Sequence[Source], seconds: int) -> Iterator[Answer]:
    for place, source in enumerate(sources):
        signal.alarm(seconds + SECONDS_A_MEGABYTE * (len(source.content) >> 20))
        for number, arrival in enumerate(staging.arrivals(source, options)):
            yield place, None if number else arrival.file, arrival.reading, arrival.own_text
    signal.alarm(0)


def _in_answers(found: Iterator[Answer]) -> Iterator[list[Answer]]:
    while some := list(islice(found, TOGETHER)):
        yield some
