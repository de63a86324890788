"""Days, months and hosts of reads without a number of their own, and the total of each article, kept by triggers.

What the tables hold is set aside, the tables are made anew, and filled; both ways.
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.readership.fields

# Each table: its columns in both forms, and those of them that are days.
TABLES = {
    "DailyReads": (("article_id", "day", "count"), "day"),
    "MonthlyReads": (("article_id", "month", "count"), "month"),
    "ReferrerReads": (("article_id", "day", "host", "count"), "day"),
}
NUMBER_OF_DAY = {"sqlite": "CAST(julianday({0}) - 1721424.5 AS INTEGER)", "postgresql": "({0} - DATE '0001-01-01' + 1)"}
DAY_OF_NUMBER = {"sqlite": "date({0} + 1721424.5)", "postgresql": "(DATE '0001-01-01' + ({0} - 1))"}

BUCKETS = ("hourlyreads", "dailyreads", "monthlyreads")
TOTALS = "readership_totalreads"
UPSERT = f"ON CONFLICT (article_id) DO UPDATE SET count = {TOTALS}.count + excluded.count"
FILL = f"""
    INSERT INTO {TOTALS} (article_id, count)
    SELECT article_id, SUM(count) FROM (
        {" UNION ALL ".join(f"SELECT article_id, count FROM readership_{one}" for one in BUCKETS)}
    ) AS buckets GROUP BY article_id ORDER BY article_id
"""
SQLITE_TRIGGERS = {
    "added": f"""
        CREATE TRIGGER readership_{{0}}_added AFTER INSERT ON readership_{{0}} BEGIN
            INSERT INTO {TOTALS} (article_id, count) VALUES (new.article_id, new.count) {UPSERT};
        END
    """,
    "removed": f"""
        CREATE TRIGGER readership_{{0}}_removed AFTER DELETE ON readership_{{0}} BEGIN
            UPDATE {TOTALS} SET count = count - old.count WHERE article_id = old.article_id;
        END
    """,
    "changed": f"""
        CREATE TRIGGER readership_{{0}}_changed AFTER UPDATE OF article_id, count ON readership_{{0}} BEGIN
            UPDATE {TOTALS} SET count = count - old.count WHERE article_id = old.article_id;
            INSERT INTO {TOTALS} (article_id, count) VALUES (new.article_id, new.count) {UPSERT};
        END
    """,
}
# A row of totals is locked in the order of articles, as the buckets are: two at once wait, and never in a circle.
POSTGRESQL_FUNCTIONS = {
    "added": f"""
        INSERT INTO {TOTALS} (article_id, count)
        SELECT article_id, SUM(count) FROM added GROUP BY article_id ORDER BY article_id {UPSERT};
    """,
    "removed": f"""
        PERFORM 1 FROM {TOTALS} WHERE article_id IN (SELECT article_id FROM removed) ORDER BY article_id FOR UPDATE;
        UPDATE {TOTALS} SET count = {TOTALS}.count - sums.count
        FROM (SELECT article_id, SUM(count) AS count FROM removed GROUP BY article_id) AS sums
        WHERE {TOTALS}.article_id = sums.article_id;
    """,
    "changed": f"""
        INSERT INTO {TOTALS} (article_id, count)
        SELECT article_id, SUM(count) FROM (
            SELECT article_id, count FROM added UNION ALL SELECT article_id, -count FROM removed
        ) AS both_ways GROUP BY article_id HAVING SUM(count) <> 0 ORDER BY article_id {UPSERT};
    """,
}
EVENTS = {
    "added": "INSERT ON readership_{0} REFERENCING NEW TABLE AS added",
    "removed": "DELETE ON readership_{0} REFERENCING OLD TABLE AS removed",
    "changed": "UPDATE ON readership_{0} REFERENCING OLD TABLE AS removed NEW TABLE AS added",
}


def set_aside_old(apps, schema_editor):
    set_aside(apps, schema_editor, NUMBER_OF_DAY)


def set_aside_new(apps, schema_editor):
    drop_triggers(schema_editor)
    schema_editor.delete_model(apps.get_model("readership", "TotalReads"))
    set_aside(apps, schema_editor, DAY_OF_NUMBER)


def set_aside(apps, schema_editor, convert):
    for name, (columns, day) in TABLES.items():
        model = apps.get_model("readership", name)
        form = convert[schema_editor.connection.vendor].format(day)
        wanted = ", ".join(f"{form} AS {column}" if column == day else column for column in columns)
        schema_editor.execute(f"CREATE TABLE {name.lower()}_aside AS SELECT {wanted} FROM {model._meta.db_table}")
        schema_editor.delete_model(model)


def fill_old(apps, schema_editor):
    for name in TABLES:
        model = apps.get_model("readership", name)
        schema_editor.create_model(model)
        fill(schema_editor, name, model)


def fill_new(apps, schema_editor):
    for name in TABLES:
        model = apps.get_model("readership", name)
        create(schema_editor, model)
        fill(schema_editor, name, model)
    create(schema_editor, apps.get_model("readership", "TotalReads"))
    schema_editor.execute(FILL)
    make_triggers(schema_editor)


def create(schema_editor, model):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.create_model(model)
        return
    sql, params = schema_editor.table_sql(model)
    schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)
    schema_editor.deferred_sql.extend(schema_editor._model_indexes_sql(model))


def fill(schema_editor, name, model):
    columns, day = TABLES[name]
    listed = ", ".join(columns)
    schema_editor.execute(
        f"INSERT INTO {model._meta.db_table} ({listed}) SELECT {listed} FROM {name.lower()}_aside ORDER BY {day}, article_id"
    )
    schema_editor.execute(f"DROP TABLE {name.lower()}_aside")


def make_triggers(schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in BUCKETS:
            for sql in SQLITE_TRIGGERS.values():
                schema_editor.execute(sql.format(table))
        return
    for event, body in POSTGRESQL_FUNCTIONS.items():
        schema_editor.execute(
            f"CREATE FUNCTION readership_reads_{event}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body} RETURN NULL; END $$"
        )
        for table in BUCKETS:
            schema_editor.execute(
                f"CREATE TRIGGER readership_{table}_{event} AFTER {EVENTS[event].format(table)}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION readership_reads_{event}()"
            )


def drop_triggers(schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for event in EVENTS:
        for table in BUCKETS:
            of_table = "" if is_sqlite else f" ON readership_{table}"
            schema_editor.execute(f"DROP TRIGGER readership_{table}_{event}{of_table}")
        if not is_sqlite:
            schema_editor.execute(f"DROP FUNCTION readership_reads_{event}()")


def article(related_name):
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="articles.article"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("readership", "0007_fewer_indexes_of_reads"),
    ]

    operations = [
        migrations.RunPython(set_aside_old, fill_old),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(migrations.DeleteModel(name) for name in TABLES),
                migrations.CreateModel(
                    name="DailyReads",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "day", "article", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("day", articles.readership.fields.DayField(verbose_name="day")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="readers")),
                        ("article", article("daily_reads")),
                    ],
                    options={
                        "verbose_name_plural": "daily reads",
                        "ordering": ["-day"],
                        "indexes": [models.Index(fields=["article"], name="daily_reads_of_an_article")],
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyReads",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "month", "article", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("month", articles.readership.fields.DayField(verbose_name="first day of the month")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="readers")),
                        ("article", article("monthly_reads")),
                    ],
                    options={
                        "verbose_name_plural": "monthly reads",
                        "ordering": ["-month"],
                        "indexes": [models.Index(fields=["article"], name="monthly_reads_of_an_article")],
                    },
                ),
                migrations.CreateModel(
                    name="ReferrerReads",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "day", "article", "host", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("day", articles.readership.fields.DayField(verbose_name="day")),
                        ("host", models.CharField(max_length=253, verbose_name="host")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="readers")),
                        ("article", article("referrer_reads")),
                    ],
                    options={
                        "verbose_name_plural": "reads by referring host",
                        "ordering": ["-day", "host"],
                        "indexes": [models.Index(fields=["article"], name="host_reads_of_an_article")],
                    },
                ),
                migrations.CreateModel(
                    name="TotalReads",
                    fields=[
                        (
                            "article",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="total_reads",
                                serialize=False,
                                to="articles.article",
                            ),
                        ),
                        ("count", models.IntegerField(default=0, verbose_name="readers")),
                    ],
                    options={
                        "verbose_name_plural": "reads of all time",
                        "ordering": ["-count", "-article"],
                        "indexes": [models.Index(fields=["count", "article"], name="reads_of_all_time")],
                    },
                ),
            ],
        ),
        migrations.RunPython(fill_new, set_aside_new),
    ]
