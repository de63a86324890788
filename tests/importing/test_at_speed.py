"""A loading at full speed leaves its process and its connection as they were."""

import gc

import pytest
from django.db import connection

from articles.importing.at_speed import FAST, LOG_PAGES, SELDOM, at_speed

pytestmark = pytest.mark.django_db


def of_engine():
    """Return what a loading sets otherwise for its connection, and all values that it can have ([]: any)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return cursor.execute("PRAGMA wal_autocheckpoint").fetchone()[0], []
        cursor.execute("SELECT setting, enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        return cursor.fetchone()


def test_engine_is_set_to_speed_meanwhile():
    usual, known = of_engine()
    at_speeds = {"sqlite": LOG_PAGES, "postgresql": FAST if FAST in known else usual}

    with at_speed():
        meanwhile, _ = of_engine()

    assert meanwhile == at_speeds[connection.vendor]


def test_all_is_as_before_when_a_loading_fails():
    before, engine = gc.get_threshold(), of_engine()

    def fail():
        with at_speed():
            assert gc.get_threshold() == SELDOM
            raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        fail()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
    assert of_engine() == engine
