"""The tables of an export of Ghost, however they are wrapped; of a file that is cut, the rows that are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.importing.documents import Notice, Severity, UnreadableError
from articles.importing.readers.decoding import decode

Row = Mapping[str, Any]
TABLES = ("posts", "users", "tags", "posts_tags", "posts_authors", "posts_meta", "settings")
TABLE = re.compile(r'"(posts|users|tags|posts_tags|posts_authors|posts_meta|settings)"\s*:\s*\[')
VERSION = re.compile(r'"version"\s*:\s*"([^"]{1,40})"')
SPACE = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The rows of the tables that matter, the version of Ghost, the encoding, and what is to be said of the file."""

    tables: Mapping[str, list[Any]]
    version: str = ""
    encoding: str = ""
    notices: tuple[Notice, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table that are rows."""
        return (row for row in self.tables.get(table, ()) if isinstance(row, dict))


def load(name: str, content: bytes) -> Export:
    """Return the tables of an export. Raises UnreadableError where there is no table of posts in it."""
    decoded = decode(name, content)
    try:
        found = _tables(json.loads(decoded.text))
        notices = decoded.notices
    except RecursionError as error:
        raise UnreadableError(f"{name} is nested too deeply to be an export of Ghost.", code="broken_json") from error
    except json.JSONDecodeError as error:
        found, cut = _salvage(decoded.text, error)
        notices = (*decoded.notices, cut)
    if found is None or not isinstance(found[0].get("posts"), list):
        raise UnreadableError(f"{name} has no table of posts, as an export of Ghost has.", code="no_posts")
    tables = {table: rows for table in TABLES if isinstance(rows := found[0].get(table), list)}
    export = Export(tables=tables, version=found[1], encoding=decoded.encoding, notices=notices)
    settings = {text(row, "key"): text(row, "value") for row in export.rows("settings")}
    return Export(tables=tables, version=found[1], encoding=decoded.encoding, notices=notices, settings=settings)


def text(row: Row, name: str) -> str:
    """Return a value of a row as text without white space around it; "" where there is none."""
    value = row.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def flag(row: Row, name: str) -> bool:
    """Return a value of a row that is a yes or no: true, 1 or "1"."""
    return row.get(name) in (True, 1, "1", "true")


def rows_of(value: object) -> list[Row]:
    """Return those of a list that are rows."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _tables(value: Any) -> tuple[dict[str, Any], str] | None:
    """Return the tables of a parsed file and its version: bare, in `data`, in `db[0]`, or as the API answers."""
    version = ""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, dict):
            return None
        meta = value.get("meta")
        version = version or (text(meta, "version") if isinstance(meta, dict) else "")
        if isinstance(value.get("posts"), list):
            return value, version
        value = value.get("db") or value.get("data")
    return None


def _salvage(printed: str, error: json.JSONDecodeError) -> tuple[tuple[dict[str, Any], str] | None, Notice]:
    """Read of each table the rows before the fault; a fault elsewhere leaves the other tables whole."""
    decoder = json.JSONDecoder()
    found: dict[str, list[Any]] = {}
    for table in TABLE.finditer(printed):
        rows = _rows_from(decoder, printed, table.end())
        if rows and table[1] not in found:
            found[table[1]] = rows
    version = VERSION.search(printed[:10_000])
    count = len(found.get("posts", ()))
    message = (
        f"The file is broken or cut in line {error.lineno}: {count} posts were read, any that came after are missing."
    )
    notice = Notice(code="file_cut", message=message, line=None, severity=Severity.WARN)
    return ((dict(found), version[1] if version else "") if found else None), notice


def _rows_from(decoder: json.JSONDecoder, printed: str, at: int) -> list[Any]:
    rows: list[Any] = []
    while True:
        space = SPACE.match(printed, at)
        at = space.end() if space else at
        if printed[at : at + 1] != "{":
            return rows
        try:
            row, at = decoder.raw_decode(printed, at)
        except (json.JSONDecodeError, RecursionError):
            return rows
        rows.append(row)
