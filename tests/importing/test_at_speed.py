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


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite packs nothing")
def test_postgresql_packs_by_the_fast_way_while_it_loads():
    with at_speed():
        within = packing()

    assert within["default_toast_compression"] in within["known"]
    assert ("lz4" in within["known"]) == (within["default_toast_compression"] == "lz4")
    assert packing()["default_toast_compression"] == packing()["usual"]


def packing():
    with connection.cursor() as cursor:
        row = cursor.execute(
            "SELECT setting, enumvals, reset_val FROM pg_settings WHERE name = 'default_toast_compression'"
        ).fetchone()
    return dict(zip(["default_toast_compression", "known", "usual"], row, strict=True))
