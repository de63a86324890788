"""The default cache: files that all workers of the machine share, with an `add` and `incr` that two cannot win."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

LOOK_FOR_ROOM_ONE_IN = 100


class LockingFileCache(FileBasedCache):
    """Django's file cache, whose `add` and `incr` read and then write: here both happen under one lock."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store `value` if `key` is free; true for exactly one of several callers."""
        with self._locked():
            return super().add(key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add `delta` to a stored number; ValueError where there is none."""
        with self._locked():
            return super().incr(key, delta, version)

    # Django says what these are in its code, its type stubs do not.
    _dir: str
    _max_entries: int
    _createdir: Callable[[], None]
    _list_cache_files: Callable[[], list[str]]
    _is_expired: Callable[[BinaryIO], bool]

    def _cull(self) -> None:
        """Make room, once in a hundred writes: to list 20,000 files costs forty times as much as to write one.

        What has expired goes first. Only where that is not enough goes what Django picks by chance.
        """
        if secrets.randbelow(LOOK_FOR_ROOM_ONE_IN):
            return
        files = self._list_cache_files()
        if len(files) < self._max_entries:
            return
        for name in files:
            # Another process may have removed it.
            with suppress(FileNotFoundError), Path(name).open("rb") as file:
                self._is_expired(file)
        super()._cull()  # type: ignore[misc]  # unknown to its stubs

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._createdir()
        with Path(self._dir, "lock").open("ab") as handle:
            locks.lock(handle, locks.LOCK_EX)
            try:
                yield
            finally:
                locks.unlock(handle)
