"""The field that keeps HTML clean, whichever way it is written."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from articles import markup


class SanitisedHTMLField(models.TextField):
    """HTML that holds nothing but `markup`'s allow-list.

    save, bulk_create, bulk_update, update(), upserts and loaddata all pass `get_db_prep_save`, so nobody can walk
    around the cleaner; `pre_save` cleans the instance too, so that it agrees with its row.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 Django's signature
        """Return the cleaned value and set it on the instance."""
        value = clean_unless_expression(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return the cleaned value as the database wants it."""
        return super().get_db_prep_save(clean_unless_expression(value), connection)


def clean_unless_expression(value: Any) -> Any:
    """Clean a text; leave None and database expressions alone (a bulk_update's values come through here one by one)."""
    if value is None or hasattr(value, "resolve_expression"):
        return value
    return value if isinstance(value, markup.Clean) else markup.clean(str(value))
