"""Who is meant by a name that was taught; a credit carries the columnist in its key."""

from __future__ import annotations

from articles.importing.documents import Credit

TAUGHT_KEY = "columnist:"


def columnist_of(credit: Credit) -> int | None:
    """Return the id of the columnist whom a lesson says a credit means; None where none was taught."""
    number = credit.key.removeprefix(TAUGHT_KEY)
    return int(number) if credit.key.startswith(TAUGHT_KEY) and number.isdecimal() else None


def people_of(value: str) -> list[tuple[int, str]]:
    """Return who is meant by the value of a lesson about a name: ids of columnists (0: a name to print) and names."""
    people = []
    for part in filter(None, (part.strip() for part in value.split(";"))):
        number, mark, name = part.partition(":")
        is_known = bool(mark) and number.isdecimal()
        people.append((int(number), name.strip()) if is_known else (0, part))
    return people
