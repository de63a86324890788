"""Where the time of a loading goes: each stage by itself, without what it calls that is a stage of its own.

All of it is done in one process, one thing after the other, so that the figures add up; what is read in processes of
its own otherwise is packed and unpacked all the same.
"""

import contextlib
import io
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from articles import bulk, markup
from articles.editing import addresses, services
from articles.importing import (
    building,
    document_json,
    keeping,
    people,
    preparing,
    reading_ahead,
    readings,
    recognising,
    runs,
    sending,
    sources,
    together,
)
from articles.importing.decisions import Asker
from articles.importing.keeping import Keeper
from articles.importing.known import Known
from articles.importing.readers.textdump import reading as textdump
from articles.importing.reading_process import Packed
from articles.importing.twins.finding import Finder
from articles.models import Article
from articles.words import Words

# What is timed: where it stands, its name there, and what it is called.
STAGES: tuple[tuple[Any, str, str], ...] = (
    (preparing, "read", "reader: telling the format"),
    (textdump, "decode", "reader: decoding"),
    (textdump, "read_decoded", "reader: text dump"),
    (document_json, "printable", "reader: is it printable?"),
    (preparing, "tidy", "reader: tidying"),
    (preparing, "_file", "compressing"),
    (readings.Reading, "of", "what is said, as JSON"),
    (document_json, "fingerprint", "fingerprint"),
    (document_json, "dump", "provenance as values"),
    (markup, "clean", "cleaning HTML"),
    (Words, "of", "words for the search"),
    (readings, "sketch_of", "sketch against near-duplicates"),
    (Known, "look_up", "asking what is known"),
    (Asker, "decide", "deciding"),
    (Finder, "look", "looking for near-duplicates"),
    (Keeper, "row", "row of the document"),
    (together, "_fill", "article's values, byline, tags"),
    (people, "credits_for", "article's values, byline, tags"),
    (building, "fill", "article's values, byline, tags"),
    (addresses, "assign_new", "addresses"),
    (services, "compose", "revision as values"),
    (bulk, "insert", "preparing rows"),
    (together, "_keep_lists", "printed lists"),
    (recognising.Recogniser, "_known", "recognising"),
    (sources, "_from_path", "opening files"),
    (runs, "derive", "after the loading"),
    (keeping, "step_of", "what is reported"),
)


class Stages:
    """Adds up the time of each stage."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.seconds: Counter[str] = Counter()
        self._open: list[str] = []
        self._since = time.perf_counter()

    @contextlib.contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Count time as that of a stage, until it ends or another begins in it."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.seconds[self._open[-1] if self._open else "all else"] += now - self._since
        self._since = now

    def timed(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Return a function that counts its time."""

        @wraps(function)
        def counted(*args: Any, **given: Any) -> Any:
            with self.of(name):
                return function(*args, **given)

        return counted

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 as Django calls it
        """Count the time of a statement by its kind and its table."""
        is_insert = sql.startswith("INSERT")
        kind = f"database: INSERT {_table(sql)}" if is_insert else "database: other statements"
        with self.of(kind):
            return execute(sql, params, many, context)


def _table(insert: str) -> str:
    return insert.split('"', maxsplit=2)[1]


def profile(dumps: Path, say: Callable[..., None]) -> None:
    """Load the texts, and say how long each stage took: milliseconds a column, the longest first."""
    stages = Stages()
    with contextlib.ExitStack() as stack:
        for owner, name, label in STAGES:
            stack.enter_context(patch.object(owner, name, stages.timed(getattr(owner, name), label)))
        commit = stages.timed(BaseDatabaseWrapper._commit, "database: commit")
        stack.enter_context(patch.object(BaseDatabaseWrapper, "_commit", commit))
        arrivals = _sent(stages, preparing.arrivals)
        stack.enter_context(patch.object(preparing, "arrivals", arrivals))
        stack.enter_context(patch.object(reading_ahead, "MOST_PROCESSES", 1))
        stack.enter_context(connection.execute_wrapper(stages.statement))
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        call_command("import_columns", str(dumps), "--publish")
    columns = Article.objects.count()
    for name, seconds in stages.seconds.most_common():
        say(name, ms=round(seconds * 1000 / columns, 3))
    loaded = sum(stages.seconds.values()) - stages.seconds["after the loading"]
    say("all of it but what comes after the loading", ms=round(loaded * 1000 / columns, 3))


def _sent(stages: Stages, arrivals: Callable[..., Any]) -> Callable[..., Any]:
    """Return what reads a file, and sends what it has read to itself."""

    def read(*given: Any) -> Iterator[Any]:
        for arrival in arrivals(*given):
            with stages.of("sent from process to process"):
                content = sending.packed([(0, arrival.file, arrival.reading, arrival.own_text)])
                Packed(documents=1, content=content, sources=[arrival.source], kept={}).arrivals()
            yield arrival

    return read
