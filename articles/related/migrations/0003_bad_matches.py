"""Headlines that an editor found out of place in a list."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("related", "0002_word_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BadMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reported_at", models.DateTimeField(auto_now_add=True, verbose_name="reported")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("score", models.FloatField(default=0.0, verbose_name="score then")),
                ("parts", models.JSONField(default=dict, verbose_name="parts of the score then")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bad_matches", to="articles.article"
                    ),
                ),
                (
                    "related",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bad_match_of", to="articles.article"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bad matches",
                "ordering": ["-reported_at", "-id"],
                "constraints": [models.UniqueConstraint(fields=("article", "related"), name="one_report_a_pair")],
            },
        ),
    ]
