"""Every test of reads begins with an empty cache, in which they are told apart."""

import pytest


@pytest.fixture(autouse=True)
def reads_are_new(empty_cache: None) -> None:
    """Begin without the marks of an earlier test."""
