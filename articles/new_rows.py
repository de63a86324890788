"""Making a row that is not saved yet, for those who make a hundred thousand: what a model's own call does, in a fifth
of its time.

A call of a model looks for each of its fields among what it was given; here a copy of a row that was given nothing is
filled with what was given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blank:
    """A model's row that was given nothing."""

    values: dict[str, Any]
    # Values that are made anew for each row: a moment, an id, an empty list.
    made: dict[str, Callable[[], Any]]
    # Of each relation: where the row keeps the id, and what of the other row that id is.
    relations: dict[str, tuple[str, str]]


def new_row(model: type[Row], /, **given: Any) -> Row:
    """Return `model(**given)`, given values of its fields and rows that it relates to. TypeError for anything else."""
    blank = _blank(model)
    row = model.__new__(model)
    row._state = ModelState()
    values = row.__dict__
    values |= blank.values
    for name, make in blank.made.items():
        values[name] = given[name] if name in given else make()
    for name, value in given.items():
        if name in values:
            values[name] = value
        elif name not in blank.relations:
            raise TypeError(f"{model.__name__} has no field “{name}”.")
        elif value is not None:
            attname, of_other = blank.relations[name]
            values[attname] = getattr(value, of_other)
            row._state.fields_cache[name] = value
    return row


@lru_cache
def _blank(model: type[models.Model]) -> _Blank:
    for signal in (models.signals.pre_init, models.signals.post_init):
        if signal.has_listeners(model):
            raise TypeError(f"Somebody wants to hear of each new {model.__name__}: make it by its own call.")
    fields = model._meta.concrete_fields
    made = {field.attname: field.get_default for field in fields if callable(field.default)}
    return _Blank(
        values={field.attname: None if field.attname in made else field.get_default() for field in fields},
        made=made,
        relations={
            field.name: (field.attname, field.target_field.attname)
            for field in fields
            if isinstance(field, models.ForeignKey)
        },
    )
