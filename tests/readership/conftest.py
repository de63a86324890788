"""Reads are told apart in the cache, by the day's salt: each test begins without either."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from articles.readership import marks


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Empty the cache before and after a test."""
    cache.clear()
    marks.forget()
    yield
    cache.clear()
    marks.forget()
