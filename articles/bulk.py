"""Writing many new rows of one table: what `bulk_create` does, without building SQL around each value of each row.

Values are prepared column by column. Fields prepare their values as ever: what a field cleans or folds on its way into
the database is cleaned and folded.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from types import NoneType
from typing import Any

from django.db import connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


class Encoded(str):
    """JSON that was encoded before, for a field that would encode it; `json.dumps` made it."""

    __slots__ = ()


# Fields whose values the database takes as they are, and what they must be for that.
_AS_IT_IS: dict[type[models.Field], tuple[type, ...]] = {
    models.CharField: (str,),
    models.SlugField: (str,),
    models.URLField: (str,),
    models.TextField: (str,),
    models.BooleanField: (bool,),
    models.PositiveIntegerField: (int,),
    models.PositiveSmallIntegerField: (int,),
    models.PositiveBigIntegerField: (int,),
    models.BigIntegerField: (int,),
    models.BigAutoField: (int,),
    models.ForeignKey: (int,),
    models.OneToOneField: (int,),
}
# Returns the values of one column, one for each row, as a database takes them.
Prepare = Callable[[Sequence[models.Model], BaseDatabaseWrapper], Iterable[Any]]
Convert = Callable[[Any, BaseDatabaseWrapper], Any]


def insert(rows: Iterable[models.Model], *, needs_ids: bool = False, leaves_known: bool = False) -> None:
    """Write rows that are not saved yet. `needs_ids`: they get their ids; others must not need theirs.

    `leaves_known`: where a row of the same unique values is there already, that one stays and the new one is let go.
    IntegrityError and DataError as `bulk_create` has them; then none is written.
    """
    given = list(rows)
    if not given:
        return
    model = type(given[0])
    _settle_relations(given, _relations(model))
    # Asked for once: `connection` looks for this thread's own whenever a value of it is wanted.
    own = connections[connection.alias]
    with transaction.atomic():
        if needs_ids:
            for row, number in zip(given, _ids(model, len(given)), strict=True):
                row.pk = number
        columns, prepare = _layout(model, own.vendor, needs_ids)
        _write(model, columns, zip(*(one(given, own) for one in prepare), strict=True), leaves_known=leaves_known)
    for row in given:
        row._state.adding, row._state.db = False, own.alias


def _settle_relations(rows: Iterable[models.Model], relations: Sequence[tuple[str, str, str]]) -> None:
    """Give rows the ids of those that they hang on and that were saved meanwhile; ValueError where one was not."""
    for row in rows:
        if at_hand := row._state.fields_cache:
            values = row.__dict__
            for name, attname, of_other in relations:
                other = at_hand.get(name)
                if other is not None and (values[attname] is None or values[attname] != other.__dict__.get(of_other)):
                    row._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]  # as bulk_create
                    break


@lru_cache
def _relations(model: type[models.Model]) -> Sequence[tuple[str, str, str]]:
    """Return the relations of a model: the name of each, where a row keeps the id, what of the other row that is."""
    return [
        (field.name, field.attname, field.target_field.attname)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    ]


def _ids(model: type[models.Model], number: int) -> Sequence[int]:
    """Return ids that no row of the table has or will get otherwise."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            column = model._meta.pk.column
            sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sql, [f'"{table}"', column, number])
            return [found for (found,) in cursor.fetchall()]
        # SQLite has one writer, and this transaction is it; the sequence follows what is inserted.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return range(last + 1, last + 1 + number)


def _write(
    model: type[models.Model], columns: Sequence[str], values: Iterable[tuple[Any, ...]], *, leaves_known: bool
) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not leaves_known:
            _copy(cursor, model, columns, values)
        else:
            sql = _statement(model, columns) + (" ON CONFLICT DO NOTHING" if leaves_known else "")
            cursor.executemany(sql, list(values))


def _copy(cursor: Any, model: type[models.Model], columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
    """Write rows by PostgreSQL's own way for many: one statement instead of one a row."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    sql = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({names}) FROM STDIN"
    with connection.wrap_database_errors, cursor.copy(sql) as copy:
        for row in values:
            copy.write_row(row)


def _statement(model: type[models.Model], columns: Sequence[str]) -> str:
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 names of our models


@lru_cache
def _layout(model: type[models.Model], _vendor: str, has_id: bool) -> tuple[list[str], list[Prepare]]:  # noqa: FBT001 a key of the cache
    """Return the columns of a table, and how the values of each are taken from rows."""
    fields = [field for field in model._meta.concrete_fields if has_id or not isinstance(field, models.AutoField)]
    return [str(field.column) for field in fields], [_preparer(field) for field in fields]


def _preparer(field: "models.Field[Any, Any]") -> Prepare:
    if isinstance(field, models.DateTimeField):
        return _preparer_of_moments(field)
    kinds = {*_AS_IT_IS.get(type(field), ()), NoneType}
    convert = _converter(field)
    if not _is_plain(field):
        return lambda rows, own: [convert(field.pre_save(row, add=True), own) for row in rows]
    take = itemgetter(field.attname)

    def prepare(rows: Sequence[models.Model], own: BaseDatabaseWrapper) -> Iterable[Any]:
        # What is not loaded yet is no new row's; so each value stands in the row itself.
        found = [take(row.__dict__) for row in rows]
        there = set(map(type, found))
        if there <= kinds:
            return found
        if all(kind in kinds or (issubclass(kind, Enum) and not kinds.isdisjoint(kind.__mro__)) for kind in there):
            return [value.value if isinstance(value, Enum) else value for value in found]
        return [convert(value, own) for value in found]

    return prepare


def _preparer_of_moments(field: "models.DateTimeField[Any, Any]") -> Prepare:
    """Return how moments are taken from rows: one of now is the same for all, and many rows have one moment."""
    usual = _usual(field)

    def prepare(rows: Sequence[models.Model], own: BaseDatabaseWrapper) -> Iterable[Any]:
        if field.auto_now or field.auto_now_add:
            now = field.pre_save(rows[0], add=True)
            for row in rows:
                row.__dict__[field.attname] = now
            return [_moment(now, own, usual)] * len(rows)
        found = [row.__dict__[field.attname] for row in rows]
        known = {id(moment): moment for moment in found}
        adapted = {key: _moment(moment, own, usual) for key, moment in known.items()}
        return [adapted[id(moment)] for moment in found]

    return prepare


def _moment(value: Any, own: BaseDatabaseWrapper, usual: "Convert") -> Any:
    is_aware = type(value) is datetime.datetime and value.tzinfo is not None
    return own.ops.adapt_datetimefield_value(value) if is_aware else usual(value, own)


def _is_plain(field: "models.Field[Any, Any]") -> bool:
    """Whether a field takes what the row has, and does nothing to it before it is saved."""
    if isinstance(field, models.DateField):
        return not (field.auto_now or field.auto_now_add)
    return type(field).pre_save is models.Field.pre_save


def _usual(field: "models.Field[Any, Any]") -> Convert:
    return lambda value, own: None if value is None else field.get_db_prep_save(value, own)


def _converter(field: "models.Field[Any, Any]") -> Convert:
    """Return what makes a value one that the database takes; JSON goes by the shortest way."""
    usual = _usual(field)

    def json(value: Any, own: BaseDatabaseWrapper) -> Any:
        kind = type(value)
        if kind is Encoded:
            return str(value)
        if kind is not dict and kind is not list:
            return usual(value, own)
        if not value and own.vendor == "sqlite":
            return "{}" if kind is dict else "[]"
        return own.ops.adapt_json_value(value, field.encoder)  # type: ignore[attr-defined] # no stub

    return json if type(field) is models.JSONField else usual
