"""A row of the database as a plain record, and back: every field, with the values that JSON has."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from articles.importing.site_export.schema import ACCOUNTS


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

    `more` gives fields that the record leaves to what is around it. ValidationError for a value of another kind.
    """
    fields = {field.name: field for field in model._meta.concrete_fields}
    values = {}
    for name, value in record.items():
        field = fields[name]
        values[field.attname] = value if isinstance(field, models.JSONField) else field.to_python(value)
    return model(**values, **more)


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
