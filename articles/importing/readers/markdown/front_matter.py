"""What stands above the text of a Markdown file: YAML, TOML or JSON, taken for no more than it says.

Values stay as they are written: `2012-04-03` is text until somebody reads it as a date, `on` is no truth value, and an
author's id of digits keeps its zeros.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from articles.importing.documents import Notice, Severity

FENCES = (
    ("yaml", re.compile(r"\s*?^---[ \t]*\n(?P<inner>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)),
    ("toml", re.compile(r"\s*?^\+\+\+[ \t]*\n(?P<inner>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)),
    ("yaml", re.compile(r"\s*?^<!--[ \t]*\n(?P<inner>(?:[ \t]*[\w-]+:[^\n]*\n)+)-->[ \t]*(?:\n|\Z)", re.MULTILINE)),
)
JSON_FENCE = re.compile(r"\s*?^---json[ \t]*\n(?P<inner>.*?)^---[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
KEY_LINE = re.compile(r"""["']?([A-Za-z][\w.-]*)["']?\s*[:=]""")
LOOSE_LINE = re.compile(r"([A-Za-z][\w-]*):[ \t]+(\S.*)$")
UNQUOTED = re.compile(r"^([A-Za-z][\w-]*:[ \t]+)([^\s\[{\"'>|&*!#][^\n]*|[*@`%&!][^\n]*)$", re.MULTILINE)
YES = frozenset({"true", "yes", "on", "y", "1"})
NO = frozenset({"false", "no", "off", "n", "0"})
MOST_ALIASES = 200  # an anchor is named again and again only by who means to blow the values up
MOST_VALUES = 200_000
DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The values above a text, by their keys in lower case, with the line of each key, and where the text begins.

    `body_line` is the number of the first line of `body` in the file. `is_there` is false where there are no values.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    body_line: int = 1
    is_there: bool = False
    notices: tuple[Notice, ...] = ()

    def text(self, *keys: str) -> str:
        """Return the first of the keys that has a plain value, its white space collapsed; "" for none."""
        return next((found for key in keys if (found := plain(self.values.get(key)))), "")

    def words(self, *keys: str) -> str:
        """Return the first plain value that is no yes or no: `headline: true` is a switch, not a headline."""
        return next((found for key in keys if (found := self.text(key)) and found.lower() not in YES | NO), "")

    def switch(self, key: str) -> bool | None:
        """Return a yes or no; None where there is neither."""
        said = self.text(key).lower()
        return True if said in YES else False if said in NO else None

    def key_of(self, *keys: str) -> str:
        """Return the first of the keys that has a value."""
        return next((key for key in keys if self.values.get(key) not in (None, "", [], {})), "")

    def line(self, key: str) -> int | None:
        """Return the line that a key stands in."""
        return self.lines.get(key)


class _Loader(yaml.SafeLoader):
    """YAML in which only nothing (`~`, `null`) and `<<` mean something; all else is the text that was written."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


def _as_written(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    """Take a value with a tag of its own (`!!int 5`) as the text that it is."""
    return str(loader.construct_scalar(node))


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])
for _tag in ("timestamp", "int", "float", "bool"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_written)


@dataclass(slots=True)
class _Count:
    values: int = 0


def split(text: str) -> FrontMatter:
    """Part a file into what stands above its text and the text; what can't be parsed is read line by line and said."""
    kind, inner, start, end = _fence(text)
    if not kind:
        return FrontMatter(values={}, lines={}, body=text)
    first = text.count("\n", 0, start) + 1
    values, notices = parse(kind, inner, first)
    return FrontMatter(
        values=values,
        lines=_key_lines(inner, first),
        body=text[end:],
        body_line=text.count("\n", 0, end) + 1,
        is_there=True,
        notices=notices,
    )


def begins(text: str) -> bool:
    """Whether a file begins with front matter: between its fences stand keys and not a text."""
    kind, inner, _, _ = _fence(text)
    return bool(kind) and (kind != "yaml" or not inner.strip() or KEY_LINE.match(inner.strip()) is not None)


def parse(kind: str, inner: str, first: int = 1) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """Return the values of a piece of YAML, TOML or JSON; where it is faulty, what single lines say, and a notice."""
    try:
        return _by_key(load(kind, inner)), ()
    except ValueError as error:
        fault = str(error)
    mended = UNQUOTED.sub(_quoted, inner) if kind == "yaml" else inner
    try:
        return _by_key(load(kind, mended)), (_mended(fault, first),)
    except ValueError:
        return _loosely(inner), (_faulty(kind, fault, first),)


def load(kind: str, inner: str) -> Any:
    """Return the values of a piece of YAML, TOML or JSON as they are. Raises ValueError where it is faulty."""
    try:
        if kind == "toml":
            found: Any = tomllib.loads(inner)
        elif kind == "json":
            found = json.loads(inner)
        else:
            if len(re.findall(r"(?:^|[\s,\[{:-])\*[\w-]+", inner)) > MOST_ALIASES:
                raise ValueError("it names its anchors too often")
            found = yaml.load(inner, Loader=_Loader)  # noqa: S506 - a safe loader that makes plain values only
        return _bounded(found, _Count(), 0)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(getattr(error, "problem", "") or error).split())) from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def plain(value: Any) -> str:
    """Return a plain value as text, white space collapsed; "" for lists and tables."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def items(value: Any) -> Sequence[Any]:
    """Return a list as it is, anything else as a list of one, nothing as an empty one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _fence(text: str) -> tuple[str, str, int, int]:
    """Return the kind, the inner text, where that begins and where the body does; "" as kind for none."""
    marked = JSON_FENCE.match(text)
    if marked:
        return "json", marked["inner"], marked.start("inner"), marked.end()
    for kind, fence in FENCES:
        match = fence.match(text)
        if match:
            is_json = kind == "yaml" and match["inner"].lstrip().startswith("{")
            return "json" if is_json else kind, match["inner"], match.start("inner"), match.end()
    return _json(text)


def _json(text: str) -> tuple[str, str, int, int]:
    start = len(text) - len(text.lstrip())
    if not text.startswith("{", start) or not re.match(r"\{\s*\"", text[start : start + 200]):
        return "", "", 0, 0
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return "", "", 0, 0
    return ("json", text[start:end], start, end) if isinstance(found, dict) else ("", "", 0, 0)


def _bounded(value: Any, count: _Count, depth: int) -> Any:
    """Return a value without what only blows it up. Raises ValueError where it holds more than any page says."""
    count.values += 1
    if depth > DEEPEST or count.values > MOST_VALUES:
        raise ValueError("it holds more values than a page can say of itself")
    if isinstance(value, dict):
        return {plain(key): _bounded(inner, count, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [_bounded(inner, count, depth + 1) for inner in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _key_lines(inner: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(inner.split("\n"), start=first):
        match = KEY_LINE.match(line.lstrip() if line.startswith((" ", "\t")) and inner.lstrip()[:1] == "{" else line)
        if match:
            found.setdefault(match[1].lower(), number)
    return found


def _by_key(found: Any) -> dict[str, Any]:
    return {str(key).strip().lower(): value for key, value in found.items()} if isinstance(found, dict) else {}


def _quoted(match: re.Match[str]) -> str:
    """Put a value in quotation marks that YAML would trip over: `title: A week: and what it cost`."""
    value = match[2].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{match[1]}"{value}"'


def _mended(fault: str, first: int) -> Notice:
    message = (
        f"What stands above the text is faulty YAML ({fault[:120]}). It was read with its plain values in quotation "
        "marks: look at the headline."
    )
    return Notice(code="front_matter_mended", message=message, line=first)


def _loosely(inner: str) -> dict[str, Any]:
    """Return what single lines say: `title: A week: and what it cost` is no YAML, but clear enough."""
    found: dict[str, Any] = {}
    for line in inner.split("\n"):
        match = LOOSE_LINE.match(line)
        if match:
            found.setdefault(match[1].lower(), match[2].strip().strip("\"'"))
    return found


def _faulty(kind: str, fault: str, first: int) -> Notice:
    fault = fault[:120]
    message = f"What stands above the text is faulty {kind.upper()} ({fault}). Only plain lines were read: check them."
    return Notice(code="front_matter_faulty", message=message, line=first, severity=Severity.HOLD)
