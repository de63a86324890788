"""Adding readers to buckets: one statement for many, in which the database adds, so that two at once both count."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import connection, models

ROWS = 1_000  # rows a statement: four values each are well below what either engine takes


def add(model: type[models.Model], readers: Mapping[tuple[Any, ...], int]) -> None:
    """Add readers to rows of a table of reads; rows that are not there are made.

    A key has the values of the table's unique constraint in its order: (article id, hour), (article id, day), (article
    id, first of the month), (article id, day, host). An article that is gone is an IntegrityError, which comes with the
    end of the transaction. Rows are taken in the order of their keys: two calls at once wait for each other, and never
    in a circle.
    """
    fields = _key(model)
    keys = sorted(readers)
    for start in range(0, len(keys), ROWS):
        some = keys[start : start + ROWS]
        values = [
            value
            for key in some
            for value in (
                *(field.get_db_prep_save(part, connection) for field, part in zip(fields, key, strict=True)),
                readers[key],
            )
        ]
        with connection.cursor() as cursor:
            cursor.execute(_sql(model, len(some)), values)


def _key(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return the fields by which a bucket is told from all others."""
    [unique] = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    columns = {field.name: field for field in model._meta.concrete_fields}
    return [columns[name] for name in unique.fields]


@lru_cache(maxsize=64)
def _sql(model: type[models.Model], rows: int) -> str:
    quote = connection.ops.quote_name
    table, count = quote(model._meta.db_table), quote("count")
    key = [quote(str(field.column)) for field in _key(model)]
    row = f"({', '.join(['%s'] * (len(key) + 1))})"
    return (
        f"INSERT INTO {table} ({', '.join(key)}, {count}) VALUES {', '.join([row] * rows)}"  # noqa: S608 our own names
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {count} = {table}.{count} + excluded.{count}"
    )
