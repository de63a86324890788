"""What the documents say of commands, settings, formats, rules and files is there, and nothing is left out."""

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from articles.importing.readers import FORMATS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "samples/README.md"])
DEPLOY = sorted((ROOT / "deploy").glob("broadsheet*"))
OWN = ("articles", "authors", "config")
OF_GUNICORN = ROOT / "config/gunicorn.conf.py"
CALL = re.compile(r"(?:manage\.py|^run(?= \w+ &&)|&& run) ([a-z_]+)((?: [^\n`|&;#)]*)?)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
HERE = ("articles", "authors", "bench", "config", "deploy", "docs", "samples", "static", "templates", "tests")
PATH = re.compile(rf"`((?:{'|'.join(HERE)})/[^`\s]*)")
RULE = re.compile(r"`([a-z]+(?:_[a-z]+)+)`")
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def said() -> str:
    """Return all documents and units as one text."""
    return "\n".join(text(path) for path in (*DOCUMENTS, *DEPLOY))


@cache
def sources() -> str:
    """Return all code of the site as one text."""
    return "\n".join(text(path) for own in OWN for path in sorted((ROOT / own).rglob("*.py")))


def own_commands() -> list[str]:
    """Return the commands that this project adds."""
    return sorted(name for name, app in get_commands().items() if app.partition(".")[0] in OWN)


def calls() -> list[tuple[str, str]]:
    """Return each call of a command in the documents, with what follows it."""
    return sorted({(name, rest.strip()) for path in DOCUMENTS for name, rest in CALL.findall(text(path))})


def environment() -> set[str]:
    """Return the variables that the settings and the web server read."""
    settings = "\n".join(text(ROOT / f"config/{name}.py") for name in ("settings", "environment"))
    read = re.findall(r"(?:env\.\w+|environment\.\w+)\(\s*(?:env, )?\"([A-Z_]+)\"", settings)
    return {*read, *re.findall(r"environ\.get\([\"']([A-Z_]+)[\"']", text(OF_GUNICORN))}


def table_of_settings() -> set[str]:
    """Return the variables in the first column of the table of settings."""
    section = text(ROOT / "docs/operating.md").partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.split("\n") if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def table_of_formats() -> list[str]:
    """Return the formats in the first column of the table of formats."""
    section = text(ROOT / "docs/importing.md").partition("## Formats")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in section.split("\n") if line.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def anchors(path: Path) -> set[str]:
    """Return the anchors that the headings of a document make."""
    headings = re.findall(r"^#+ (.+)$", text(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", own_commands())
def test_command_is_documented(name: str) -> None:
    assert re.search(rf"(?:manage\.py|run) {name}\b|`{name}`", said())


@pytest.mark.parametrize(("name", "rest"), calls(), ids=lambda value: value[:40])
def test_documented_call_is_possible(name: str, rest: str) -> None:
    known = get_commands()

    assert name in known
    parser = load_command_class(known[name], name).create_parser("manage.py", name)
    assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= set(parser._option_string_actions)


def test_settings_are_all_in_the_table_and_no_others() -> None:
    assert table_of_settings() == environment()


def test_formats_are_all_in_the_table_and_no_others() -> None:
    assert sorted(table_of_formats()) == sorted(FORMATS)


@pytest.mark.parametrize("unit", DEPLOY, ids=lambda path: path.name)
def test_unit_is_named(unit: Path) -> None:
    named = re.findall(r"deploy/(broadsheet\S*)", text(ROOT / "docs/operating.md"))

    assert any(unit.match(pattern) for pattern in named)


@every_document
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(text(path)):
        file, _, anchor = link.partition("#")
        found = (path.parent / file) if file else path
        assert found.exists(), link
        assert not anchor or anchor in anchors(found), link


@every_document
def test_paths_that_are_named_are_there(path: Path) -> None:
    missing = [
        named for named in PATH.findall(text(path)) if not any(ROOT.glob(named.rstrip("/") or ".")) and "…" not in named
    ]

    assert missing == []


@every_document
def test_targets_of_make_are_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))

    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text(path), re.MULTILINE)) <= targets


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/importing*.md")), ids=lambda path: path.name)
def test_rules_that_are_named_are_in_the_code(path: Path) -> None:
    unknown = [
        rule
        for rule in RULE.findall(text(path))
        if rule not in get_commands() and not re.search(rf"\b{rule}\b", sources())
    ]

    assert unknown == []


def test_modules_of_the_loader_that_are_named_are_there() -> None:
    table = text(ROOT / "docs/architecture.md").partition("## The loader from the inside")[2].partition("\n## ")[0]
    named = re.findall(r"`([a-z_]+/?)`", "".join(line for line in table.split("\n") if line.startswith("| ")))
    importing = ROOT / "articles/importing"

    assert len(named) > 30
    assert [name for name in named if not any(importing.glob(name.strip("/") + ("" if "/" in name else ".py")))] == []


def test_first_calls_of_the_loader_are_whole(tmp_path: Path) -> None:
    block = text(ROOT / "docs/importing.md").partition("```sh\n")[2].partition("```")[0]
    lines = [line.partition("#")[0].strip() for line in block.strip().split("\n")]

    assert all(shlex.split(line) for line in lines)
    assert {word for line in lines for word in shlex.split(line) if word.startswith("samples")} == {"samples/formats"}
