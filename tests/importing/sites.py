"""Sites of their own, each with a database, media and processes that can be killed hard at any moment."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that is worked on by processes of its own. `folder` has its media, its uploads and its cache."""

    database: str
    folder: Path

    @property
    def media(self) -> Path:
        """The folder of its pictures."""
        return self.folder / "media"

    def run(self, *arguments: object, codes: tuple[int, ...] = (0,)) -> str:
        """Run a command of manage.py to its end; return what it says."""
        return self._run([sys.executable, "manage.py", *map(str, arguments)], codes)

    def facts(self, *arguments: object) -> dict[str, Any]:
        """Return what the site has, once a command of manage.py was run where one is given; see `facts`."""
        program = [sys.executable, "-m", "tests.importing.facts", *map(str, arguments)]
        told: dict[str, Any] = json.loads(self._run(program, (0,)))
        return told

    def begin(self, *arguments: object) -> subprocess.Popen[str]:
        """Begin a command of manage.py, or a module of the tests (`-m NAME`)."""
        program = ["manage.py", *map(str, arguments)] if arguments[0] != "-m" else list(map(str, arguments))
        return subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, *program], cwd=ROOT, env=self._environment(), text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _run(self, arguments: list[str], codes: tuple[int, ...]) -> str:
        done = subprocess.run(  # noqa: S603 our own program
            arguments, cwd=ROOT, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode in codes, (done.returncode, done.stderr[-3000:])
        return done.stdout

    def _environment(self) -> dict[str, str]:
        cleared = {name: value for name, value in os.environ.items() if not name.startswith(("TEST_", "PYTEST_"))}
        return cleared | {
            "DJANGO_SETTINGS_MODULE": "config.settings", "ENV_FILE": os.devnull, "PYTHONUNBUFFERED": "1",
            "SECRET_KEY": "a-key-for-tests-that-signs-nothing-anybody-relies-upon-0123456789", "DEBUG": "on",
            "SITE_URL": "http://testserver", "TIME_ZONE": "Asia/Seoul", "PAPER_NAME": "The Test Post",
            "LANGUAGE_CODE": "en", "LOG_LEVEL": "WARNING", "DATABASE_URL": self.database, "CACHE_URL": "locmem://",
            "MEDIA_ROOT": str(self.media), "IMPORT_SPOOL": str(self.folder / "uploads"),
            "TMPDIR": str(self.folder / "tmp"),
        }  # fmt: skip


def kill_after(process: subprocess.Popen[str], seconds: float) -> bool:
    """Kill a process hard after so long; return whether it was still at work, else at once when it has ended."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return kill(process)
    process.communicate()
    return False


def kill(process: subprocess.Popen[str]) -> bool:
    """Kill a process hard with all that it has started; return whether it was still at work."""
    was_at_work = process.poll() is None
    children = _children(process.pid)
    # The one that starts others goes first.
    for pid in (process.pid, *children):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.communicate()
    return was_at_work


def _children(pid: int) -> list[int]:
    """Return the processes that one has started, where the system tells; others end when their input does."""
    with suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]
    return []


@contextmanager
def empty_site(folder: Path) -> Iterator[Site]:
    """Give a site with nothing in it, on the engine of the tests: a copy of their own database, which has no rows.

    It is called where no transaction is open and the database may be used.
    """
    folder.mkdir()
    (folder / "tmp").mkdir()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        path = folder / "db.sqlite3"
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.close()
        yield Site(database=f"sqlite:///{path}", folder=folder)
        return
    name = f"test_killed_{uuid4().hex}"
    connection.close()  # a database that is copied must rest; a thread of another test may have left it open
    own = connection.settings_dict["NAME"]
    _on_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", own)
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{own}"')
    try:
        yield Site(database=urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl(), folder=folder)
    finally:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str, *values: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
