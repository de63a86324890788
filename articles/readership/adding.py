"""Adding readers to buckets, and taking buckets away: one statement for many, so that two at once both count."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

ROWS = 1_000  # rows a statement: four values each are well below what either engine takes


def add(model: type[models.Model], readers: Mapping[tuple[Any, ...], int]) -> None:
    """Add readers to rows of a table of reads; rows that are not there are made.

    A key has the values of the table's `KEY`: (article id, hour), (article id, day), (article id, first of the month),
    (article id, day, host). An article that is gone is an IntegrityError, which comes with the
    end of the transaction. Rows are taken in the order of their keys: two calls at once wait for each other, and never
    in a circle.
    """
    for some in _chunks(sorted(readers)):
        values = [value for key in some for value in (*_values(model, key), readers[key])]
        with connection.cursor() as cursor:
            cursor.execute(_sql(model, len(some)), values)


def take_away(model: type[models.Model], keys: Iterable[tuple[Any, ...]]) -> None:
    """Delete the rows of some keys."""
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in _key(model)]
    row = f"({', '.join(['%s'] * len(columns))})"
    for some in _chunks(sorted(keys)):
        sql = (
            f"DELETE FROM {quote(model._meta.db_table)} WHERE ({', '.join(columns)}) IN"  # noqa: S608 our own names
            f" (VALUES {', '.join([row] * len(some))})"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for key in some for value in _values(model, key)])


def _chunks(keys: Sequence[tuple[Any, ...]]) -> "Iterable[Sequence[tuple[Any, ...]]]":
    return (keys[start : start + ROWS] for start in range(0, len(keys), ROWS))


def _values(model: type[models.Model], key: tuple[Any, ...]) -> list[Any]:
    return [field.get_db_prep_save(part, connection) for field, part in zip(_key(model), key, strict=True)]


@lru_cache
def _key(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return the fields by which a bucket is told from all others."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    names: Sequence[str] = model.KEY  # type: ignore[attr-defined]  # each table of reads has one
    return [columns[name] for name in names]


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
