"""What tests of loading share."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.importing.at_desk import desk


@pytest.fixture
def load(capsys):
    """Return a function that loads and gives the lines of --json and the exit code."""

    def run(*paths: Path, **options) -> tuple[list[dict], int]:
        code = 0
        try:
            call_command("import_columns", *map(str, paths), json=True, **options)
        except SystemExit as stop:
            code = int(stop.code)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()], code

    return run


@pytest.fixture
def vera(db) -> Client:
    """Return an editor at her desk."""
    return desk()
