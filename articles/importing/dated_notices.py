"""Which date a notice about a date is about: what its remedy leads to."""

from __future__ import annotations

from articles.importing.documents import Notice
from articles.importing.readers.textdump.dates import Role, read_stamps

CODES = frozenset({"no_date", "conflicting_dates", "ambiguous_date", "impossible_date", "unreadable_date"})
_UPDATED = ("date of the last update", "(updated_at)")  # what the readers call it where no line is labelled so
POSTED, UPDATED = "published_at", "updated_at"


def date_meant(notice: Notice, text: str, *, has_posted: bool) -> str:
    """Return the field that an editor can mend, "" where the notice is not about a date.

    `text` is the source; where a line has both dates, it is the one that is lacking.
    """
    if notice.code not in CODES:
        return ""
    if any(words in notice.message for words in _UPDATED):
        return UPDATED
    lines = text.split("\n")
    line = lines[notice.line - 1] if notice.line and notice.line <= len(lines) else ""
    roles = {stamp.role for stamp in read_stamps(line)}
    if roles == {Role.UPDATED} or (Role.UPDATED in roles and has_posted and notice.code != "conflicting_dates"):
        return UPDATED
    return POSTED
