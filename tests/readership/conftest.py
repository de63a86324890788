"""Reads are told apart in the cache: each test begins with an empty one."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Empty the cache before and after a test."""
    cache.clear()
    yield
    cache.clear()
