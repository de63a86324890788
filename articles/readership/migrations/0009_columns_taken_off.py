"""Which columns the desk took off the counted lists, also while they are in none of them."""

import django.db.models.deletion
from django.db import migrations, models


def take_over(apps, schema_editor):
    """Keep what the newest list that names a column says of it."""
    entries = apps.get_model("readership", "MostReadEntry").objects.filter(list__kind="counted", article__isnull=False)
    taken_off = apps.get_model("readership", "TakenOff").objects
    for article_id in set(entries.filter(hidden_at__isnull=False).values_list("article_id", flat=True)):
        newest = entries.filter(article_id=article_id).order_by("-list__day", "-list_id")[0]
        if newest.hidden_at is not None:
            taken_off.create(article_id=article_id, since=newest.hidden_at, because=newest.hidden_because)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("readership", "0008_small_tables_and_totals"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenOff",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="taken_off_lists",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="taken off")),
                ("because", models.CharField(max_length=300, verbose_name="because")),
            ],
            options={
                "verbose_name": "column taken off the lists",
                "verbose_name_plural": "columns taken off the lists",
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
