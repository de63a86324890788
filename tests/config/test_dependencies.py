"""What requirements.in names is installed and imports; the pinned file holds no path of a machine."""

import importlib
import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIRECT = [
    re.split(r"[\[<>=;\s]", line)[0]
    for line in (ROOT / "requirements.in").read_text().splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("name", DIRECT)
def test_direct_dependency_imports(name):
    normal = re.sub(r"[-_.]+", "-", name).lower()
    modules = [
        module
        for module, distributions in packages_distributions().items()
        if normal in {re.sub(r"[-_.]+", "-", distribution).lower() for distribution in distributions}
        and not module.startswith("_")
        and module.isidentifier()
    ]

    assert modules, f"{name} is not installed"
    for module in modules:
        importlib.import_module(module)


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
