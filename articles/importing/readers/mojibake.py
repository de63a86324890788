"""Text that was once decoded with the wrong encoding and saved again, and the way back.

`â€™` for an apostrophe, `ÀÔ·Â` for Hangul. A step back is only taken when every character allows it and the result is
clearly more plausible; a line that is damaged among sound ones is mended on its own.
"""

from __future__ import annotations

import re

import ftfy
from ftfy import bad_codecs, badness

from articles.importing.readers.plausibility import plausibility

STEPS = (
    ("sloppy-windows-1252", "utf-8", 0.0),
    ("latin-1", "utf-8", 0.0),
    ("mac-roman", "utf-8", 0.0),
    ("cp949", "utf-8", 0.0),
    ("latin-1", "cp949", 0.6),
    ("sloppy-windows-1252", "cp949", 0.6),
    ("mac-roman", "cp949", 0.6),
    ("latin-1", "johab", 0.8),
)
ROUNDS = 3  # twice is seen in the wild; a third time costs nothing
C1_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]|\x85(?!\n)")

bad_codecs.search_function("sloppy-windows-1252")  # the codec is registered when ftfy is imported; fail here if not


def unscramble(text: str) -> str:
    """Undo wrong decodings; gives the same text where nothing is wrong. The number of lines does not change."""
    if text.isascii():
        return text
    for _ in range(ROUNDS):
        better = _step_back(text)
        if better is None:
            break
        text = better
    return "\n".join(_mend_line(line) for line in text.split("\n"))


def _step_back(text: str) -> str | None:
    """Give the most plausible earlier state of the whole text, None where there is none that beats it."""
    now = plausibility(text)
    best: tuple[float, str] | None = None
    for wrong, right, margin in STEPS:
        earlier = _recode(text, wrong, right)
        if earlier is None or earlier.count("\n") != text.count("\n"):
            continue
        gain = (plausibility(earlier) if not earlier.isascii() else 1.0) - now
        if gain > margin and (best is None or gain > best[0]):
            best = (gain, earlier)
    return best[1] if best else None


def _recode(text: str, wrong: str, right: str) -> str | None:
    try:
        earlier = text.encode(wrong).decode(right)
    except UnicodeError:
        return None
    return earlier if earlier != text else None


def _mend_line(line: str) -> str:
    if line.isascii():
        return line
    if badness.is_bad(line):
        better = _step_back(line) or ftfy.fix_encoding(line)
        if "\n" not in better and plausibility(better) > plausibility(line):
            line = better
    return C1_CONTROLS.sub(_as_windows_1252, line)


def _as_windows_1252(match: re.Match[str]) -> str:
    """A C1 control is windows-1252 that was read as latin-1; the five bytes without a meaning stay."""
    return match.group().encode("latin-1").decode("sloppy-windows-1252")
