"""How days are stored where millions of rows have one."""

from datetime import date
from typing import Any

from django.db import models


class DayField(models.DateField):
    """A date kept as the number of its day (1 is 1 January of the year 1): three bytes in SQLite, where a date is ten.

    It compares and sorts as a date does; what Django makes of parts of a date (`__year`) it has not.
    """

    def get_internal_type(self) -> str:
        """Return what kind of column it is."""
        return "IntegerField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> int | None:  # noqa: FBT001, FBT002 Django's signature
        """Return a date as the database has it."""
        day = value if prepared else self.get_prep_value(value)
        return day.toordinal() if isinstance(day, date) else day

    def from_db_value(self, value: int | None, *_given: Any) -> date | None:
        """Return what the database has as a date."""
        return None if value is None else date.fromordinal(value)
