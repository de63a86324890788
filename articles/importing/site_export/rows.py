"""A row of the database as a plain record, and back: every field, with the values that JSON has."""

import json
from typing import Any

from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.utils import validate_file_name
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import URLValidator
from django.db import models

from articles.importing.site_export.schema import ACCOUNTS

ADDRESSES = ("http://", "https://", "/")  # an old address may be a path


def plain(row: models.Model, *, without: str = "") -> dict[str, Any]:
    """Return a row by the names of its fields: a reference as the id of the other row, a file as its name.

    `without` is the field that leads to the row around it. Accounts are left out.
    """
    return {
        field.name: _value(field, row)
        for field in row._meta.concrete_fields
        if field.name not in ACCOUNTS and field.name != without
    }


def make(model: type[models.Model], record: dict[str, Any], **more: Any) -> models.Model:
    """Return the row of a record, not saved. Fields that this version does not know are an error: KeyError names them.

    `more` gives fields that the record leaves to what is around it. ValidationError for a value of another kind, or one
    that the desk would not have kept: an export comes from somebody, and makes nobody an account's owner either.
    """
    fields = {field.name: field for field in model._meta.concrete_fields if field.name not in ACCOUNTS}
    values = {}
    for name, value in record.items():
        if name == "id" and name not in fields:
            continue  # reads by the day had a number of their own up to version 3
        field = fields[name]
        values[field.attname] = value if isinstance(field, models.JSONField) else _checked(field, value)
    return model(**values, **more)


def _checked(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Return a value as the field has it; ValidationError for one that no page could show, or no database keep."""
    own = field.to_python(value)
    if isinstance(own, str) and "\x00" in own:
        raise ValidationError(f"{field.name} holds a NUL.")
    if field.choices and own not in {None, "", *dict(field.flatchoices)}:
        raise ValidationError(f"{own!r} is no {field.name}.")
    if isinstance(field, models.URLField) and own and not str(own).startswith(ADDRESSES):
        raise ValidationError(f"{own!r} is no address of the web.")
    if isinstance(field, models.FileField) and own:
        _check_name(str(own))
    elif own not in field.empty_values:
        kept = field.target_field if isinstance(field, models.ForeignKey) else field
        for check in (check for check in kept.validators if not isinstance(check, URLValidator)):
            check(own)
    return own


def _check_name(name: str) -> None:
    try:
        validate_file_name(name, allow_relative_path=True)
    except SuspiciousFileOperation as error:
        raise ValidationError(str(error)) from error


def line(record: dict[str, Any]) -> str:
    """Return a record as one line of JSON, always the same for the same record."""
    return json.dumps(record, cls=MomentEncoder, ensure_ascii=False, separators=(",", ":")) + "\n"


class MomentEncoder(DjangoJSONEncoder):
    """Writes moments to the microsecond: what is rounded would not come back as it was."""

    def default(self, o: Any) -> Any:
        """Return what JSON can hold of a value."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _value(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    value = field.value_from_object(row)
    return str(value) if isinstance(field, models.FileField) else value
