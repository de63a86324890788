"""A load that is killed at any moment, and the same command again: the same content as without the killing."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.importing.dumps import write_dumps

ROOT = Path(__file__).resolve().parent.parent.parent
DUMPS = 60


def command(database: Path, *arguments: str) -> list[str]:
    """Return a command line for a database of its own."""
    return ["env", f"TEST_DATABASE_URL=sqlite:///{database}", sys.executable, "manage.py", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}


def run(database: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 our own program
        command(database, *arguments), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def load_and_kill(database: Path, folder: Path, *, after: int) -> None:
    """Begin to load and kill the program hard once it has said so many lines."""
    arguments = ("import_columns", str(folder), "--json", "--publish", "--tag", "Archive")
    with subprocess.Popen(  # noqa: S603 our own program
        command(database, *arguments), cwd=ROOT, env={**environment(), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGKILL)


def query(database: Path, sql: str) -> list[Sequence[object]]:
    with sqlite3.connect(database) as connection:
        found = connection.execute(sql).fetchall()
    connection.close()
    return found


@pytest.fixture
def databases(tmp_path):
    """Return two empty databases."""
    first, second = tmp_path / "straight.sqlite3", tmp_path / "killed.sqlite3"
    run(first, "migrate", "-v0")
    query(first, "PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(first, second)
    return first, second


def test_killed_and_resumed_is_as_loaded_at_once(databases, tmp_path):
    straight, killed = databases
    folder = write_dumps(tmp_path / "dumps", DUMPS)
    arguments = ("import_columns", str(folder), "--json", "--publish", "--tag", "Archive")
    run(straight, *arguments)
    points = [random.Random(2011).randint(1, DUMPS // 2), DUMPS // 2, DUMPS]  # noqa: S311 no secret

    for point in points:
        load_and_kill(killed, folder, after=point)
    run(killed, *arguments)

    assert run(killed, "content_hash") == run(straight, "content_hash")
    assert query(killed, "select count(*) from articles_article") == [(DUMPS,)]
    related = "select count(*) from related_relatedheadline"
    assert query(killed, related) == query(straight, related)
    assert query(killed, "select count(*) from importing_stageddocument where awaits_related") == [(0,)]
    statuses = query(killed, "select status from importing_importrun")
    assert len(statuses) == len(points) + 1
    assert set(statuses) == {("finished",), ("interrupted",)}
