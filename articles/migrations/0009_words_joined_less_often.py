"""The index of words on SQLite lets eight parts of one size come together, not four, before it makes one of them.

Each word is written anew fewer times while columns come in; see “automerge” in SQLite's documentation of FTS5.
"""

from django.db import migrations

PARTS, USUAL_PARTS = 8, 4


def _join_after(schema_editor, parts):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "INSERT INTO articles_searchindex (articles_searchindex, rank) VALUES ('automerge', %s)", [parts]
        )


def join_less_often(apps, schema_editor):
    _join_after(schema_editor, PARTS)


def join_as_usual(apps, schema_editor):
    _join_after(schema_editor, USUAL_PARTS)


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_old_links")]

    operations = [migrations.RunPython(join_less_often, join_as_usual)]
