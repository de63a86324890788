"""Give the old addresses that are here their keys."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from articles.old_addresses import key_of

BATCH = 1000


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Save each row's key, many at once."""
    redirect = apps.get_model("articles", "Redirect")
    rows = redirect.objects.using(schema_editor.connection.alias).filter(key="").order_by("pk")
    some = []
    for row in rows.iterator(chunk_size=BATCH):
        row.key = key_of(row.path)
        some.append(row)
    redirect.objects.using(schema_editor.connection.alias).bulk_update(some, ["key"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_redirect_key")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
