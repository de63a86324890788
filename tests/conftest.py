"""What holds for every test: shared material is read from beside the repository, and said when it is not there."""

import os
from pathlib import Path

import pytest

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
