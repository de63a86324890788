"""The default cache: an SQLite file that all workers of the machine share.

Counting puts a row into it for each reader and article of a day, thousands a second in a burst: Django's cache of files
takes a file and a lock for each, its cache of tables a place in the site's own database. What has expired is
overwritten, not only forgotten: see `sweep`.

A file that was deleted is made anew, and so is one that is damaged: what it held can be done without, a cache that
fails for good cannot. What the disk, the rights or another writer forbid is raised (OSError, sqlite3.Error), and may be
tried again.
"""

import logging
import pickle
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.files import locks

from config.cache import InBatches

logger = logging.getLogger(__name__)

WAIT_SECONDS = 5  # for another process that writes
AT_ONCE = 10_000  # rows that are swept in one transaction: some hundredths of a second
PAUSE_SECONDS = 0.05  # between two of them, for those who wait to write
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
NEVER = 1e12  # a moment after all others
CREATE = "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value, expires REAL NOT NULL) WITHOUT ROWID"
PUT = """
    INSERT INTO entries VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET
        value = excluded.value, expires = excluded.expires
"""
ADD = f"{PUT} WHERE entries.expires <= ?"
ADD_UP = """
    INSERT INTO entries VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET
        value = excluded.value + CASE WHEN entries.expires <= ?4 THEN 0 ELSE entries.value END,
        expires = CASE WHEN entries.expires <= ?4 THEN excluded.expires ELSE entries.expires END
"""
FIND = "SELECT value FROM entries WHERE key = ? AND expires > ?"


class SqliteCache(InBatches):
    """A cache in a file. Django makes one a thread, so a connection is never used by two."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        """Take the file's path; it is made when it is first asked for."""
        super().__init__(params)
        self._path = Path(location)
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None  # that the connection is to

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store `value` if `key` is free; true for exactly one of several callers."""
        given = (self._name(key, version), _packed(value), self._expires(timeout), time.time())
        with self._asking() as connection:
            return connection.execute(ADD, given).rowcount == 1

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is stored, or `default`."""
        with self._asking() as connection:
            row = connection.execute(FIND, (self._name(key, version), time.time())).fetchone()
        return default if row is None else _unpacked(row[0])

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let what is stored expire at another moment; return whether there was anything."""
        given = (self._expires(timeout), self._name(key, version), time.time())
        with self._asking() as connection:
            return (
                connection.execute("UPDATE entries SET expires = ? WHERE key = ? AND expires > ?", given).rowcount == 1
            )

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Remove what is stored; return whether there was anything."""
        given = (self._name(key, version), time.time())
        with self._writing() as connection:
            was_there = connection.execute(FIND, given).fetchone() is not None
            connection.execute("DELETE FROM entries WHERE key = ?", given[:1])
        return was_there

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to a stored number; ValueError where there is none."""
        name = self._name(key, version)
        with self._writing() as connection:
            row = connection.execute(FIND, (name, time.time())).fetchone()
            if row is None:
                raise ValueError(f"There is no number under “{key}”.")
            total: int = _unpacked(row[0]) + delta
            connection.execute("UPDATE entries SET value = ? WHERE key = ?", (total, name))
        return total

    def add_many(self, keys: Collection[str], timeout: int) -> set[str]:
        """Keep the keys that are free; return those."""
        now, expires = time.time(), self._expires(timeout)
        with self._writing() as connection:
            return {key for key in keys if connection.execute(ADD, (self._name(key), 1, expires, now)).rowcount == 1}

    def add_up(self, deltas: Mapping[str, int], timeout: int) -> dict[str, int]:
        """Add to numbers; return what each has come to."""
        now, expires, totals = time.time(), self._expires(timeout), {}
        with self._writing() as connection:
            for key, delta in deltas.items():
                name = self._name(key)
                connection.execute(ADD_UP, (name, delta, expires, now))
                totals[key] = connection.execute(FIND, (name, now)).fetchone()[0]
        return totals

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store `value`, whatever was there."""
        with self._asking() as connection:
            connection.execute(PUT, (self._name(key, version), _packed(value), self._expires(timeout)))

    def clear(self) -> None:
        """Remove everything."""
        with self._asking() as connection:
            connection.execute("DELETE FROM entries")

    def sweep(self) -> None:
        """Overwrite what has expired, in the file and in its log; make room where there is too much.

        `secure_delete` fills deleted rows with noughts; their older copies are in the log, which is cut to nothing.
        What a file system or a disk keeps of blocks that it was told to free is not in our hands.
        """
        with self._asking() as connection:
            deleted = _delete(connection, "SELECT key FROM entries WHERE expires <= ?", time.time())
            (stored,) = connection.execute("SELECT count(*) FROM entries").fetchone()
            if stored > self._max_entries:
                surplus = stored - self._max_entries + self._max_entries // self._cull_frequency
                logger.warning("The cache is full: %s of its %s entries go before their time.", surplus, stored)
                deleted += _delete(connection, "SELECT key FROM entries ORDER BY expires, key", most=surplus)
            if deleted:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self, **_: Any) -> None:
        """Let go of the file, as Django asks at the end of each request."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # Django says what these are in its code, its type stubs do not.
    _max_entries: int
    _cull_frequency: int

    def _name(self, key: Any, version: int | None = None) -> str:
        # Any text is a key here: what Django warns of is a matter of memcached.
        return str(self.make_key(key, version=version))

    def _expires(self, timeout: Any) -> float:
        moment = self.get_backend_timeout(timeout)
        return NEVER if moment is None else moment

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; where the file turns out to be damaged, begin it anew for the next who asks."""
        if self._connection is not None and self._file != _identity(self._path):
            self.close()  # somebody deleted the file: what is read and written here no other process sees
        try:
            if self._connection is None:
                self._connection = self._open()
                self._file = _identity(self._path)
            yield self._connection
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
                self._begin_anew()
            self.close()  # whatever it was, the next one begins with a look at the file
            raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._asking() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have ended it
                    connection.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            # Two that turn a new file into one with a log at once would find it locked, whatever they wait.
            with self._locked():
                connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL: after a power cut the last seconds may be missing, and the file is whole.
        for pragma in ("synchronous = NORMAL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(CREATE)

    def _begin_anew(self) -> None:
        """Delete the damaged file, unless another process has."""
        found = self._file if self._connection is not None else _identity(self._path)
        self.close()
        with self._locked():
            if found is None or found != _identity(self._path):
                return
            logger.error(
                "The cache's file %s was damaged and is begun anew: who read today may count again.", self._path
            )
            for ending in ("-wal", "-shm", ""):  # the file last: who makes a new one finds no log of the old
                Path(f"{self._path}{ending}").unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._path.with_suffix(".lock").open("ab") as handle:
            locks.lock(handle, locks.LOCK_EX)
            yield
            locks.unlock(handle)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _delete(connection: sqlite3.Connection, keys: str, *given: float, most: int | None = None) -> int:
    """Delete what a question finds, so many rows at a time that others need not wait long; return how many it were."""
    deleted = 0
    while most is None or deleted < most:
        limit = AT_ONCE if most is None else min(AT_ONCE, most - deleted)
        rows = connection.execute(f"DELETE FROM entries WHERE key IN ({keys} LIMIT ?)", (*given, limit)).rowcount  # noqa: S608 a constant
        deleted += rows
        if rows < AT_ONCE:
            break
        time.sleep(PAUSE_SECONDS)
    return deleted


def _packed(value: Any) -> Any:
    """Return what is stored of a value: whole numbers as they are, so that they can be added to."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _unpacked(value: Any) -> Any:
    return pickle.loads(value) if isinstance(value, bytes) else value  # noqa: S301 only this site's own account writes the file
