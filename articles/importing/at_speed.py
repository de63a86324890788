"""What a process does otherwise while it loads many documents, and undoes when it is through."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Almost nothing that a loading makes is a circle, so that looking for circles after every 700 values finds none.
SELDOM = (50_000, 20, 20)
# Pages of SQLite's write-ahead log that are written back at once, 64 MB: an index page that each of many transactions
# changes is then written back once, not after each. What is committed lies in the log, safe from a process that dies.
LOG_PAGES, USUAL_LOG_PAGES = 16_384, 1_000

# How PostgreSQL packs long values that are written now: LZ4 takes a third of the time, where the server was built with
# it. What is there already can be read however it was packed.
FAST, USUAL = "lz4", "DEFAULT"


@contextmanager
def at_speed() -> Iterator[None]:
    """Load at full speed: see the constants. Nothing about what is kept, and how safely, is otherwise."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    _write_back_after(LOG_PAGES)
    _pack_by(FAST)
    try:
        yield
    finally:
        _pack_by(USUAL)
        _write_back_after(USUAL_LOG_PAGES)
        gc.set_threshold(*before)
        gc.unfreeze()


def _write_back_after(pages: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {pages}")


def _pack_by(method: str) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression' AND %s = ANY(enumvals)", [FAST]
        )
        if cursor.fetchone():
            cursor.execute(f"SET default_toast_compression = {method}")
