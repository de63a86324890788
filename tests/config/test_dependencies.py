"""What requirements.in names is installed and imports; the pinned file holds no path of a machine."""

import importlib
import re
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough  # imports everything

ROOT = Path(__file__).resolve().parents[2]
DIRECT = [
    re.split(r"[\[<>=;\s]", line)[0]
    for line in (ROOT / "requirements.in").read_text().splitlines()
    if line.strip() and not line.startswith("#")
]

# What no code names: the web server is started by the unit, the driver by Django where DATABASE_URL asks for it.
NAMED_ELSEWHERE = {"gunicorn", "psycopg"}


def modules_of(name):
    """Return the modules that a package brings."""
    normal = re.sub(r"[-_.]+", "-", name).lower()
    return [
        module
        for module, distributions in packages_distributions().items()
        if normal in {re.sub(r"[-_.]+", "-", distribution).lower() for distribution in distributions}
        and not module.startswith("_")
        and module.isidentifier()
    ]


@cache
def code():
    """Return all code of the site as one text."""
    files = (path for own in ("articles", "authors", "config") for path in sorted((ROOT / own).rglob("*.py")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("name", DIRECT)
def test_direct_dependency_imports(name):
    modules = modules_of(name)

    assert modules, f"{name} is not installed"
    for module in modules:
        importlib.import_module(module)


@pytest.mark.parametrize("name", sorted(set(DIRECT) - NAMED_ELSEWHERE))
def test_direct_dependency_is_used(name):
    named = [rf"(?:import|from) {module}\b|[\"']{module}[.\"']" for module in modules_of(name)]

    assert any(re.search(pattern, code()) for pattern in named)


@pytest.mark.parametrize("name", DIRECT)
def test_direct_dependency_says_why_it_is_here(name):
    lines = [
        line for line in (ROOT / "requirements.in").read_text().splitlines() if re.match(rf"{re.escape(name)}\b", line)
    ]

    assert all("# " in line for line in lines)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_pinned_file_has_hashes_and_no_path_of_a_machine(file):
    text = (ROOT / file).read_text()

    assert "--hash=sha256:" in text
    assert not re.search(r"file:|/home/|/root/|/opt/|https?://", text)
