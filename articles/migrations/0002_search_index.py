"""The engine's index beside the prepared words: FTS5 with triggers on SQLite, a tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = [
    # External content: the words are stored once. `ascii` splits at spaces alone, since prepared words hold no other.
    """
    CREATE VIRTUAL TABLE articles_searchindex USING fts5(
        headline, names, text,
        content='articles_searchtext', content_rowid='article_id', tokenize='ascii', columnsize=0
    )
    """,
    """
    CREATE TRIGGER articles_searchtext_added AFTER INSERT ON articles_searchtext BEGIN
        INSERT INTO articles_searchindex (rowid, headline, names, text)
        VALUES (new.article_id, new.headline, new.names, new.text);
    END
    """,
    """
    CREATE TRIGGER articles_searchtext_removed AFTER DELETE ON articles_searchtext BEGIN
        INSERT INTO articles_searchindex (articles_searchindex, rowid, headline, names, text)
        VALUES ('delete', old.article_id, old.headline, old.names, old.text);
    END
    """,
    """
    CREATE TRIGGER articles_searchtext_changed AFTER UPDATE ON articles_searchtext BEGIN
        INSERT INTO articles_searchindex (articles_searchindex, rowid, headline, names, text)
        VALUES ('delete', old.article_id, old.headline, old.names, old.text);
        INSERT INTO articles_searchindex (rowid, headline, names, text)
        VALUES (new.article_id, new.headline, new.names, new.text);
    END
    """,
    "INSERT INTO articles_searchindex (articles_searchindex) VALUES ('rebuild')",
]
SQLITE_REVERSE = [
    "DROP TRIGGER articles_searchtext_changed",
    "DROP TRIGGER articles_searchtext_removed",
    "DROP TRIGGER articles_searchtext_added",
    "DROP TABLE articles_searchindex",
]
POSTGRESQL = [
    # An array, not a parser: the words of the index are exactly the prepared ones.
    """
    ALTER TABLE articles_searchtext ADD COLUMN words tsvector GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(headline || ' ' || names || ' ' || text, ' '), ''))
    ) STORED
    """,
    "CREATE INDEX articles_searchtext_words ON articles_searchtext USING gin (words)",
]
POSTGRESQL_REVERSE = ["ALTER TABLE articles_searchtext DROP COLUMN words"]


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def add_index(apps, schema_editor):
    _run(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def remove_index(apps, schema_editor):
    _run(schema_editor, POSTGRESQL_REVERSE if schema_editor.connection.vendor == "postgresql" else SQLITE_REVERSE)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_articles")]

    operations = [migrations.RunPython(add_index, remove_index)]
