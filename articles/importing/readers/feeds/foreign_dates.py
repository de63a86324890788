"""Dates of feeds that were written by hand: months in another language, years of two figures."""

from __future__ import annotations

import re

from articles.importing.readers.month_names import month_named

FORM = re.compile(
    r"^(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{1,2})\.?[\s-]+(?:de\s+)?(?P<month>[^\W\d]+)\.?[\s-]+(?:de\s+)?"
    r"(?P<year>\d{4}|\d{2})(?P<rest>[\s,].*)?$"
)
CENTURY, TURN = 100, 70


def in_figures(written: str) -> str:
    """Return a date as RFC 822 orders it ("Seg, 24 Set 2018 19:42:40 -0300") in figures; any other as it is."""
    match = FORM.match(" ".join(written.split()))
    month = month_named(match["month"]) if match else None
    if match is None or month is None:
        return written
    year = int(match["year"])
    if year < CENTURY:
        year += 1900 if year >= TURN else 2000
    return f"{year:04}-{month:02}-{int(match['day']):02} {match['rest'] or ''}".strip()
