"""Files that hold no column, told by their names or what no reader knows in them, each by a rule that is reported."""

import re

from articles.importing import readers
from articles.importing.documents import Notice, Severity

# Kinds that no reader reads. In a folder or a zip they are left out; given by name they are refused.
_ENDINGS = """
    png jpg jpeg gif webp svg ico bmp tif tiff avif heic css js mjs map pdf mp3 mp4 m4a mov avi wav
    ogg webm woff woff2 ttf otf eot py sh exe dll db sqlite3 ini lock yml yaml toml sql log
"""
NOT_COLUMNS = frozenset(f".{ending}" for ending in _ENDINGS.split())
# Kinds that hold columns or anything else: some reader must know the content.
DATA = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".xlsx"})
UNKNOWN = "text"  # the reader of what no other reader knows
# Files about a folder, whatever their ending.
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing", "makefile"})
# Who reads a newsletter, and who opened it: people's addresses, which nobody needs to load columns.
LIST_OF_READERS = re.compile(r"email_list\b.*\.csv|.+\.(?:opens|delivers)\.csv", re.IGNORECASE)
OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


def left_out_by_name(name: str) -> Notice | None:
    """Return the notice on a file found in a folder or zip that is no column; None for one that may be."""
    *folders, last = _parts(name) or [""]
    if any(part.startswith(".") or part == "__MACOSX" for part in (*folders, last)) or last.lower() in OF_THE_SYSTEM:
        return _left_out("hidden_file", f"{name} is a hidden file or one of the operating system.")
    suffix = _suffix(last)
    if suffix.lower() in NOT_COLUMNS:
        return _left_out("not_a_column_file", f"{name} is a {suffix} file, which holds no column.")
    if suffix.lower() == ".csv" and LIST_OF_READERS.fullmatch(last):
        return _left_out("list_of_readers", f"{name} says who reads the paper, and was not opened.")
    if last.removesuffix(suffix).lower() in ABOUT_THE_FOLDER:
        return _left_out("not_a_column_file", f"{name} is about its folder, by its name.")
    return None


def _parts(name: str) -> list[str]:
    """Return the folders of a path and its last part."""
    return [part for part in name.split("/") if part not in {"", "."}]


def _suffix(last: str = "") -> str:
    """Return the ending of a name with its dot; "" where it has none. A dot alone in front or at the end is none."""
    at = last.rfind(".")
    return last[at:] if 0 < at < len(last) - 1 else ""


def left_out_by_content(name: str, content: bytes) -> Notice | None:
    """Return the notice on a data file found in a folder or archive that no reader knows; None for any other."""
    suffix = _suffix(*_parts(name)[-1:]).lower()
    if not _is_unknown_data(name, suffix, content):
        return None
    return _left_out("not_a_column_file", f"{name} is a {suffix} file in which no reader knows a column.")


def refused_when_given(name: str, content: bytes) -> Notice | None:
    """Return the notice on a file that was given by name but is of a kind that no reader reads."""
    suffix = _suffix(*_parts(name)[-1:]).lower()
    if suffix not in NOT_COLUMNS and not _is_unknown_data(name, suffix, content):
        return None
    sentence = f"{name} is a {suffix} file: no reader of columns reads that kind."
    return Notice(code="wrong_type", message=sentence, severity=Severity.HOLD)


def _is_unknown_data(name: str, suffix: str, content: bytes) -> bool:
    return suffix in DATA and readers.tell_format(name, content) == UNKNOWN


def _left_out(rule: str, sentence: str) -> Notice:
    return Notice(code=rule, message=f"{sentence} (rule: {rule})", severity=Severity.NOTE)
