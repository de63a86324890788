"""`manage.py import_columns`: load columns from files, folders and zips."""

import json
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from tqdm import tqdm

from articles.editing import tagging
from articles.importing import control, loading, report, runs, sources, staging, trying
from articles.importing.control import AskedToStopError
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.options import Options
from articles.importing.readers import FORMATS
from articles.importing.site_export import restoring
from articles.importing.site_export.reading import BrokenExportError
from articles.importing.steps import Step, Tally
from articles.importing.teaching import lessons
from articles.importing.words_for_tags import Words

WRONG_CALL = 2
STOPPED = 130  # as a shell says it of Ctrl-C


class Command(BaseCommand):
    """Loads columns; see docs/importing.md."""

    help = "Load columns from files, folders and zips. Without --publish they become drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the call takes."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder (all below it) or a zip")
        parser.add_argument("--format", default="", metavar="NAME", help=f"one of: {', '.join(sorted(FORMATS))}")
        parser.add_argument("--dry-run", action="store_true", help="say what would be made; write nothing")
        parser.add_argument("--json", action="store_true", help="print a line of JSON for each document")
        parser.add_argument("--publish", action="store_true", help="publish what needs no editor")
        parser.add_argument(
            "--tag", action="append", default=[], metavar="TAG", help="give this tag to all; repeatable"
        )
        parser.add_argument("--media", default="", metavar="FOLDER", help="where the pictures of the columns lie")
        parser.add_argument("--fetch-media", action="store_true", help="fetch what is missing from the network")
        parser.add_argument("--timezone", default=settings.TIME_ZONE, metavar="ZONE", help="of dates that name none")

    def handle(self, *args: Any, **given: Any) -> None:
        """Load, report each document, and exit with 1 where one was rejected."""
        paths, options = _paths(given["paths"]), _options(given)
        try:
            self._load(paths, options, is_dry=given["dry_run"], as_json=given["json"])
        except BrokenExportError as error:
            raise CommandError(str(error)) from error

    def _load(self, paths: list[Path], options: Options, *, is_dry: bool, as_json: bool) -> None:
        run, steps = self._begin(paths, options, is_dry=is_dry)
        tally, total, words = Tally(), sources.expected(paths), Words()
        try:
            with _stopped_by_term(), closing(steps):
                seen = control.watched(run, steps, total=total) if run else steps
                for step in self._progress(seen, tally, total):
                    tally.add(step)
                    self._report(step, run, words, as_json=as_json)
        except KeyboardInterrupt:
            self.stderr.write(f"{_summary(_written(tally, run), run)} Stopped: the same call goes on with the rest.")
            raise SystemExit(STOPPED) from None
        except AskedToStopError as asked:
            if run:
                control.stop(run, asked.status)
            self.stderr.write(f"{_summary(_written(tally, run), run)} {asked} The same call goes on with the rest.")
            raise SystemExit(STOPPED) from None
        except (OperationalError, InterfaceError, OSError) as error:  # the disk is full, or the database has gone
            did = f"{_summary(_written(tally, run), run)} Stopped: {str(error).strip().rstrip('.')}."
            raise CommandError(f"{did} Once that is mended, the same call goes on with the rest.") from error
        self.stderr.write(_summary(tally.counts, run), self.style.SUCCESS)
        if tally.counts[StagedDocument.Outcome.REJECTED.value]:
            raise SystemExit(1)

    def _begin(self, paths: list[Path], options: Options, *, is_dry: bool) -> tuple[ImportRun | None, Generator[Step]]:
        found = sources.from_paths(paths)
        if is_dry:
            return None, staging.preview(found, options)
        takes_over = options.publish and len(paths) == 1 and restoring.can_take_over(paths[0])
        run = runs.start(
            via=ImportRun.Via.COMMAND,
            user=None,
            given=", ".join(str(path) for path in paths),
            options={
                "format": options.format, "publish": options.publish, "tags": list(options.tags),
                "timezone": options.timezone, "media": options.media, "fetch_media": options.fetch_media,
            },
        )  # fmt: skip
        progress = control.heard_in_between(run, self._derived)
        if takes_over:
            return run, restoring.take_over(run, paths[0], progress=progress)
        return run, loading.load(run, found, options, progress=progress)

    def _progress(self, steps: Iterable[Step], tally: Tally, total: int) -> Iterator[Step]:
        """Show on stderr, where somebody is looking, how far it is, how fast, how long still, and what became of it."""
        with tqdm(total=total, unit=" columns", file=self.stderr, disable=not self.stderr.isatty()) as bar:
            if bar.disable:
                yield from steps
            for step in steps:
                yield step
                bar.set_postfix(tally.counts, refresh=False)
                bar.update()

    def _derived(self, what: str, done: int, total: int) -> None:
        """Show how far the work after the last document is, where somebody is looking."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{what}: {done} of {total}", ending="\n" if done == total else "")

    def _report(self, step: Step, run: ImportRun | None, words: Words, *, as_json: bool) -> None:
        if as_json:
            told = report.line(step, run, words) | ({} if run else {"changes": trying.as_json(step, words)})
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{step.outcome:<10} {step.document.source}  {step.document.headline}".rstrip())
        for notice in step.notices:
            where = f"line {notice.line}: " if notice.line else ""
            self.stdout.write(f"           {where}{notice.message}")


def _paths(given: list[str]) -> list[Path]:
    paths = [Path(path) for path in given]
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} is not there.", returncode=WRONG_CALL)
    return paths


def _options(given: dict[str, Any]) -> Options:
    if given["format"] and given["format"] not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise CommandError(f"“{given['format']}” is no format; the formats are: {known}.", returncode=WRONG_CALL)
    try:
        ZoneInfo(given["timezone"])
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = f"“{given['timezone']}” is no time zone: give a name such as Asia/Seoul."
        raise CommandError(sentence, returncode=WRONG_CALL) from error
    try:
        tags = tuple(tagging.tidy(given["tag"]))
    except ValueError as error:
        raise CommandError(str(error), returncode=WRONG_CALL) from error
    return Options(
        format=given["format"],
        timezone=given["timezone"],
        tags=tags,
        publish=given["publish"],
        lessons=lessons.in_force(),
        media=_media(given["media"]),
        fetch_media=given["fetch_media"],
    )


def _media(given: str) -> str:
    """Return the folder of pictures as an absolute path; "" where none was named."""
    if given and not Path(given).is_dir():
        raise CommandError(f"{given} is no folder that could hold pictures.", returncode=WRONG_CALL)
    return str(Path(given).absolute()) if given else ""


def _written(tally: Tally, run: ImportRun | None) -> Mapping[str, int]:
    """Return what a stopped call did: documents of its last transaction were made and not yet reported."""
    return run.counts if run and run.counts else tally.counts


def _summary(told: Mapping[str, int], run: ImportRun | None) -> str:
    outcomes = StagedDocument.Outcome
    counts = ", ".join(f"{told[name]} {name}" for name in outcomes.values if told.get(name))
    head = f"Loading {run.pk}" if run else "Dry run, nothing written"
    did = told.get(outcomes.CREATED.value) or told.get(outcomes.UPDATED.value)
    undo = f" Take it back with: manage.py undo_import {run.pk}" if run and did else ""
    return f"{head}: {counts or 'no file found'}.{undo}"


@contextmanager
def _stopped_by_term() -> Iterator[None]:
    """Let a polite request to end stop the load between two statements as Ctrl-C does, so that the run says so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
