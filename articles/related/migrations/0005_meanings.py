"""What words and columns mean, to compare columns beyond the words that they share."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("related", "0004_offered_nowhere"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordMeaning",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("vector", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ColumnMeaning",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="meaning",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("own", models.BinaryField()),
                ("averaged", models.BinaryField()),
            ],
        ),
    ]
