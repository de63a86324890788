"""Ids in what a form sends: a number that a row can have, or none."""

from django.http import QueryDict

from articles.editing.fields import is_id


def number_in(data: QueryDict, name: str) -> int | None:
    """Return the number of this name; None where there is none that a row can have."""
    text = data.get(name, "")
    return int(text) if is_id(text) else None
