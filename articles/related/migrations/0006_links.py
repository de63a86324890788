"""Links between columns, as addresses in their texts. They are filled when all lists are made anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("related", "0005_meanings"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkedAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_index=True, max_length=1000, verbose_name="what its spellings share")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_addresses",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("article", "key"), name="one_row_an_address")],
            },
        ),
    ]
