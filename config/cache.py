"""The default cache: files that all workers of the machine share, with an `add` and `incr` that two cannot win."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


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

    # Django says what these two are in its code, its type stubs do not.
    _dir: str
    _createdir: Callable[[], None]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._createdir()
        with Path(self._dir, "lock").open("ab") as handle:
            locks.lock(handle, locks.LOCK_EX)
            try:
                yield
            finally:
                locks.unlock(handle)
