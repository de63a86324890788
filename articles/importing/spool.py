"""Uploads on the disk, from their coming until their run is through with them: a request is too short for some."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from articles.importing import sources
from articles.importing.models import ImportRun
from articles.importing.sources import Source

LIST, PASTED = "given.json", "pasted"
# Runs that may still be asked to go on.
UNFINISHED = (ImportRun.Status.RUNNING, ImportRun.Status.PAUSED, ImportRun.Status.INTERRUPTED)


def keep(run: ImportRun, files: Iterable[File], names: Sequence[str], text: str) -> None:
    """Keep what was given for a run. `names` has the path of each file in its folder, where the browser told it."""
    folder, told = folder_of(run), []
    clear(run)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number, file in enumerate(files):
        place = f"{number:05}"
        with (folder / place).open("wb") as kept:
            for piece in file.chunks():
                kept.write(piece)
        told.append([sources.upload_name(file, names[number] if number < len(names) else ""), place])
    if text.strip():
        (folder / PASTED).write_text(text, encoding="utf-8", errors="replace")
    # The list goes last: where it is, all is there.
    (folder / LIST).write_text(json.dumps(told), encoding="utf-8")


def is_there(run: ImportRun) -> bool:
    """Whether what was given for a run is still kept on this machine."""
    return (folder_of(run) / LIST).is_file()


def given(run: ImportRun) -> Iterator[Source]:
    """Yield the files of what was given, always in the same order. FileNotFoundError where it is not kept."""
    yield from sources.from_kept(_listed(run))
    pasted = folder_of(run) / PASTED
    if pasted.is_file():
        yield from sources.from_text(pasted.read_text(encoding="utf-8"))


def expected(run: ImportRun) -> int:
    """Return about how many files there are in it."""
    return sources.expected_of(_listed(run)) + int((folder_of(run) / PASTED).is_file())


def _listed(run: ImportRun) -> list[tuple[str, Path]]:
    folder = folder_of(run)
    told = json.loads((folder / LIST).read_text(encoding="utf-8"))
    return [(name, folder / place) for name, place in told]


def clear(run: ImportRun) -> None:
    """Remove what was kept for a run; its documents keep their bytes."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


def prune() -> int:
    """Remove what is still kept for runs that are over or gone, however they ended; return for how many."""
    folder = Path(settings.IMPORT_SPOOL)
    kept = {entry.name for entry in folder.iterdir() if entry.name.isdecimal()} if folder.is_dir() else set()
    waiting = ImportRun.objects.filter(status__in=UNFINISHED, pk__in=kept).values_list("pk", flat=True)
    over = kept - {str(pk) for pk in waiting}
    for name in over:
        shutil.rmtree(folder / name, ignore_errors=True)
    return len(over)


def folder_of(run: ImportRun) -> Path:
    """Return where the uploads of a run lie."""
    return Path(settings.IMPORT_SPOOL) / str(run.pk)
