"""Loading an archive: how fast it comes in, comes again, is led to related columns and is taken back, and at what size.

    DATABASE_URL=sqlite:////tmp/load.db .venv/bin/python bench/load_archive.py --columns 100000 --folder /tmp/archive

Writes so many invented text dumps (`archive_texts.py`) below the folder, once; loads them into an empty database with
`import_columns --publish`, loads the same again, makes all related headlines anew, undoes the loading. Each is a
process of its own, which is watched together with those that it starts. Prints one JSON object a figure: how many a
second, peak memory of all these processes in MB, processor time for a column in milliseconds (of the process itself,
and of those that read for it), and how busy the machine was. `--profile` prints where the time of a loading goes
instead (`load_stages.py`), all of it done in one process.

“rows alone” is the reference: the same rows of seven tables once more by Django's `bulk_create`, 256 columns in a
transaction, which is taken back. For these nothing is read, cleaned, compressed or hashed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

# ruff: noqa: E402 the settings must be there before the models
import archive_texts
import load_stages
from django.core.management import call_command
from django.db import connection, models, transaction
from process_tree import Taken, Watch

from articles.editing.content_hash import content_hash
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.models import Article, Byline, Revision, SearchText, TaggedArticle

TOGETHER, SAMPLE = 256, 5120
PARTS = ("load", "again", "rows", "related", "undo")


def say(what: str, **figures: Any) -> None:
    """Print a figure as one JSON object, with how busy the machine was."""
    print(json.dumps({"what": what, **figures, "load": round(os.getloadavg()[0], 1)}), flush=True)


def run(name: str, *given: str, columns: int, steps: str = "", rest: str = "") -> None:
    """Run a command of the project in a process of its own, and say what it took.

    `steps`: what to call the time until it has named every column on its standard output; `rest`: the time after it.
    """
    began = time.perf_counter()
    with _started(name, *given) as process, Watch(process.pid) as watch:
        said, before = 0, Taken(0, 0.0, 0.0)
        for line in process.stdout or ():
            said += bool(line[:1].strip())  # what is said of a column follows it, indented
            if steps and said == columns and line[:1].strip():
                taken = watch.mark()
                say(steps, **_figures(columns, time.perf_counter() - began, taken, before))
                began, before = time.perf_counter(), taken
        taken = watch.mark()
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}.")
    say(rest, **_figures(columns, time.perf_counter() - began, taken, before))


def _started(*arguments: str) -> "subprocess.Popen[str]":
    manage = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    return subprocess.Popen(manage, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own program


def _figures(columns: int, seconds: float, taken: Taken, before: Taken) -> dict[str, Any]:
    return {
        "a_second": round(columns / seconds),
        "seconds": round(seconds, 1),
        "peak_mb": round(taken.peak / 1e6),
        "processor_ms": round((taken.root - before.root) * 1000 / columns, 2),
        "readers_processor_ms": round((taken.others - before.others) * 1000 / columns, 2),
    }


def rows_alone() -> None:
    """Write the rows of the last columns once more, and say how many columns a second that is."""
    articles = list(Article.objects.order_by("-pk")[:SAMPLE])
    ids = [article.pk for article in articles]
    staged = list(StagedDocument.objects.filter(article__in=ids))
    files = list(SourceFile.objects.filter(pk__in=[row.source_file_id for row in staged]))
    hanging: list[list[models.Model]] = [
        list(Byline.objects.filter(article__in=ids)),
        list(TaggedArticle.objects.filter(content_object__in=ids)),
        list(Revision.objects.filter(article__in=ids)),
        list(SearchText.objects.filter(article__in=ids)),
    ]
    tables: list[list[models.Model]] = [articles, files, staged, *hanging]
    with transaction.atomic():
        for table in tables[::-1]:
            models.QuerySet(type(table[0])).filter(pk__in=[row.pk for row in table])._raw_delete("default")
        began = time.perf_counter()
        for start in range(0, SAMPLE, TOGETHER):
            for table in tables:
                share = len(table) * start // SAMPLE, len(table) * (start + TOGETHER) // SAMPLE
                models.QuerySet(type(table[0])).bulk_create(table[slice(*share)])
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    say("rows alone, by bulk_create", a_second=round(len(articles) / seconds), columns=len(articles))


def size() -> int:
    """Return how large the database is, in MB."""
    if connection.vendor == "sqlite":
        return Path(str(connection.settings_dict["NAME"])).stat().st_size // 1_000_000
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) // 1_000_000


def main() -> None:
    """Load, load again, compare, take back."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, help="where the texts are, or are written (default: a temporary folder)")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="do this alone")
    parser.add_argument("--profile", action="store_true", help="say where the time of a loading goes")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if options.only is PARTS and Article.objects.exists():
        raise SystemExit("There are columns in this database: name an empty one in DATABASE_URL.")
    with tempfile.TemporaryDirectory() as temporary:
        dumps = archive_texts.write(options.folder or Path(temporary), options.columns)
        say("begin", engine=connection.vendor, columns=options.columns)
        if options.profile:
            load_stages.profile(dumps, say)
        else:
            measure(dumps, options.columns, options.only)


def measure(dumps: Path, columns: int, parts: list[str]) -> None:
    """Do each part in its turn."""
    loading = ("import_columns", str(dumps), "--publish")
    if "load" in parts:
        run(*loading, columns=columns, steps="loaded", rest="then led to related columns")
        say("content", hash=content_hash(), articles=Article.objects.count(), database_mb=size())
    if "again" in parts:
        run(*loading, columns=columns, steps="loaded again", rest="then")
    if "rows" in parts:
        rows_alone()
    if "related" in parts:
        run("rebuild_related", columns=columns, rest="related headlines made anew")
    if "undo" in parts:
        first = ImportRun.objects.order_by("pk").values_list("pk", flat=True)[0]
        connection.close()
        run("undo_import", str(first), columns=columns, rest="undone")
        say("left", articles=Article.objects.count(), database_mb=size())


if __name__ == "__main__":
    main()
