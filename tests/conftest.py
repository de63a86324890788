"""What holds for every test: shared material is read from beside the repository, and said when it is not there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from articles.readership import salts

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what reads ../shared where it is not there; in CI that is a failure."""
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        message = f"{SHARED} is not there: this test reads its files."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def shared() -> Path:
    """Return the folder of shared test material."""
    return SHARED


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """Empty the cache before and after a test: reads are told apart in it, by the day's salt."""
    cache.clear()
    salts.forget()
    yield
    cache.clear()
    salts.forget()
