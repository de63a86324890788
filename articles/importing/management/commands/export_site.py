"""`manage.py export_site`: the whole site as one zip, in a documented form that it can be loaded from again."""

import glob
import os
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.importing import runs
from articles.importing.site_export.writing import export

WRONG_CALL = 2


class Command(BaseCommand):
    """Exports the site; see docs/export-format.md."""

    help = "Write the whole site (columns with their history, columnists, tags, lists, pictures) to a zip."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the call takes."""
        parser.add_argument("path", metavar="FILE.zip", help="where to write it; a file of that name is replaced")
        parser.add_argument("--article", type=int, action="append", metavar="ID", help="only this column; repeatable")

    def handle(self, *args: Any, **given: Any) -> None:
        """Write the export beside the wanted name and move it there once it is whole."""
        path = Path(given["path"])
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise CommandError(
                f"{path} can't be written: give a file in a folder that is there.", returncode=WRONG_CALL
            )
        _remove_parts_of_killed(path)
        part = path.with_name(f"{_parts(path)}{os.getpid()}.part")
        try:
            with part.open("wb") as handle, tqdm(file=self.stderr, disable=not self.stderr.isatty()) as bar:
                exported = export(handle, only=given["article"], progress=_Bar(bar))
            part.replace(path)
        except OSError as error:
            raise CommandError(f"{path} can't be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        told = ", ".join(f"{number} {name}" for name, number in exported.counts.items())
        self.stderr.write(f"{path}: {told}.", self.style.SUCCESS)
        for name in exported.missing:
            self.stderr.write(f"Missing: {name} is named but not among the media files.", self.style.WARNING)


def _parts(path: Path) -> str:
    """Return what the names of unfinished files of this machine begin with; the process and an ending follow."""
    return f".{path.name}.{socket.gethostname()}."


def _remove_parts_of_killed(path: Path) -> None:
    """Remove what exports to this file left when they were killed."""
    for part in path.absolute().parent.glob(f"{glob.escape(_parts(path))}*.part"):
        number = part.name.removeprefix(_parts(path)).removesuffix(".part")
        if number.isdecimal() and not runs.is_alive(number):
            part.unlink(missing_ok=True)


class _Bar:
    """Shows how far the export is."""

    def __init__(self, bar: tqdm) -> None:
        self._bar, self._what = bar, ""

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self._what = what
            self._bar.reset(total=total)
            self._bar.set_description(what)
        self._bar.update(done - self._bar.n)
