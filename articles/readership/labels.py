"""What a list is called: its kind, what it counts, its day."""

from datetime import datetime, timedelta

from articles.readership import days, rules
from articles.readership.models import MostReadList

Kind = MostReadList.Kind


def title_of(source: MostReadList) -> str:
    """Return what a list is, in two or three words."""
    return {Kind.COUNTED: "By readers", Kind.CURATED: "Picked by the desk"}.get(Kind(source.kind), "As printed")


def heading_of(source: MostReadList) -> str:
    """Return what a list is where several of a kind stand together."""
    span = f": {span_of(source.window_days or 0)}" if source.kind == Kind.COUNTED else ""
    return title_of(source) + span


def label_of(source: MostReadList, *, at: datetime | None) -> str:
    """Return what kind of list it is and of which day, for readers; without a moment, so that it is true for good."""
    day = days.in_words(source.day) if source.day else ""
    if source.kind == Kind.COUNTED:
        span = span_of(source.window_days or 0)
        is_of_now = at is not None and not is_stale(source, at=at) and source.window_days != rules.ALL_TIME
        return f"{f'Last {span}' if is_of_now else span.capitalize()}, by readers, to {day}"
    if source.kind == Kind.CURATED:
        return f"Picked by the desk, {day}" if day else "Picked by the desk"
    return f"As printed on a page of this paper, {day or 'day unknown'}"


def is_stale(source: MostReadList, *, at: datetime) -> bool:
    """Return whether a counted list no longer speaks of the last days; the other kinds do not age."""
    if source.kind != Kind.COUNTED or source.day is None:
        return False
    return days.day_of(at) - source.day > timedelta(days=rules.FRESH_DAYS)


def span_of(window_days: int) -> str:
    """Return “24 hours”, “seven days”, “30 days” or “all time”."""
    if window_days == rules.ALL_TIME:
        return "all time"
    return "24 hours" if window_days == 1 else f"{in_letters(window_days)} days"


def in_letters(number: int) -> str:
    """Return a number up to ten as a word, a larger one in figures."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)
