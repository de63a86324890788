"""Settings are checked when the site starts; a wrong one is named in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

GOOD = {
    "PATH": os.environ["PATH"],
    "ENV_FILE": os.devnull,
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "a-key-that-is-long-enough-to-sign-with-0123456789-abcdef",
    "SITE_URL": "https://opinion.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}
PRINT = "from django.conf import settings; print({expression})"


def start(expression: str = "settings.DEBUG", **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own, with these changes to a good environment."""
    environment = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    code = PRINT.format(expression=expression)
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 our own code


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", None, "SECRET_KEY is not set"),
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 50"),
        ("SITE_URL", "opinion.example.org", "SITE_URL is “opinion.example.org”"),
        ("SITE_URL", "https://example.org/path", "SITE_URL is “https://example.org/path”"),
        ("SITE_URL", "https://example.org:99999", "SITE_URL is"),
        ("DEBUG", "perhaps", "DEBUG is “perhaps”"),
        ("TIME_ZONE", "Asia/Soul", "TIME_ZONE is “Asia/Soul”"),
        ("TIME_ZONE", "../../etc/passwd", "TIME_ZONE is"),
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL begins with “mysql:”"),
        ("CACHE_URL", "locmem://", "CACHE_URL begins with “locmem:”"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS holds “*”"),
        ("IMPORT_MAX_FILE_BYTES", "lots", "IMPORT_MAX_FILE_BYTES"),
        ("MOST_READ_WINDOW", "14", "MOST_READ_WINDOW is “14”: set it to 1, 7 or 30."),
        ("MOST_READ_AUTHOR_CAP", "-1", "MOST_READ_AUTHOR_CAP is “-1”"),
        ("MOST_READ_FRESH_DAYS", "a week", "MOST_READ_FRESH_DAYS is “a week”"),
    ],
)
def test_wrong_value_stops_the_start_with_a_sentence_that_names_it(name, value, sentence):
    result = start(**{name: value})

    assert result.returncode != 0
    assert sentence in result.stderr


def test_https_settings_follow_from_the_site_s_address():
    secure = start("(settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0)")
    plain = start("(settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE)", SITE_URL="http://127.0.0.1:8000")

    assert secure.stdout.strip() == "(True, True, True)"
    assert plain.stdout.strip() == "(False, False)"


def test_loopback_site_answers_to_both_its_names():
    result = start("settings.ALLOWED_HOSTS", SITE_URL="http://127.0.0.1:8123")

    assert result.stdout.strip() == "['127.0.0.1', 'localhost']"


def test_environment_wins_over_the_env_file(tmp_path):
    file = tmp_path / "env"
    file.write_text("PAPER_NAME=From the file\nTIME_ZONE=Europe/London\n")

    result = start("(settings.PAPER_NAME, settings.TIME_ZONE)", ENV_FILE=str(file), PAPER_NAME="From the environment")

    assert result.stdout.strip() == "('From the environment', 'Europe/London')"


@pytest.mark.parametrize(
    ("url", "backend", "location"),
    [
        ("", "config.sqlite_cache.SqliteCache", "/base/var/cache.sqlite3"),
        ("sqlite:////run/x.sqlite3", "config.sqlite_cache.SqliteCache", "/run/x.sqlite3"),
        ("redis://host:6379/0", "config.cache.BatchingRedisCache", "redis://host:6379/0"),
        ("valkey://host:6379/0", "config.cache.BatchingRedisCache", "redis://host:6379/0"),
    ],
)
def test_cache_that_all_workers_share(monkeypatch, url, backend, location):
    monkeypatch.setenv("CACHE_URL", url)

    made = environment.cache(environ.Env(), Path("/base"), debug=False)

    assert (made["BACKEND"], made["LOCATION"]) == (backend, location)


def test_place_of_the_cache_is_a_whole_path(monkeypatch):
    monkeypatch.setenv("CACHE_URL", "sqlite:///cache.sqlite3")

    with pytest.raises(ImproperlyConfigured, match="whole path"):
        environment.cache(environ.Env(), Path("/base"), debug=False)
