"""Which tags are news. It is measured when all lists are made anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("related", "0007_named_tags"),
    ]

    operations = [
        migrations.CreateModel(
            name="TagAge",
            fields=[
                (
                    "tag",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="age",
                        serialize=False,
                        to="articles.tag",
                    ),
                ),
                ("news", models.FloatField()),
            ],
        ),
    ]
