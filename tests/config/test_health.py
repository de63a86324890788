"""The two addresses that a load balancer asks."""

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_ready_when_database_and_cache_are_as_they_must_be(client):
    response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "Ready.\n")


def test_missing_migration_is_said_with_its_remedy(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one", "two"])

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.text == "2 migrations have not been applied: run “manage.py migrate”.\n"


def test_silent_database_is_not_ready_and_tells_no_secret(client, monkeypatch):
    def fail(*_):
        raise OperationalError("password of postgres://desk:secret@db")

    monkeypatch.setattr(MigrationExecutor, "migration_plan", fail)

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "The database does not answer.\n")


def test_forgetful_cache_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *_: None, raising=False)

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "The cache does not keep what it is given.\n")


def test_broken_cache_is_not_ready(client, monkeypatch):
    def fail(*_):
        raise ConnectionError

    monkeypatch.setattr(cache, "set", fail, raising=False)

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "The cache does not answer.\n")
