"""A loading at full speed leaves its process as it was."""

import gc

import pytest
from django.db import connection

from articles.importing.at_speed import SELDOM, at_speed

pytestmark = pytest.mark.django_db


def log_pages():
    if connection.vendor != "sqlite":
        return 1000
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA wal_autocheckpoint").fetchone()[0]


def test_all_is_as_before_when_a_loading_fails():
    before = gc.get_threshold()

    def fail():
        with at_speed():
            assert gc.get_threshold() == SELDOM
            raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        fail()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
    assert log_pages() == 1000
