"""Days and months of reads, hosts that readers came from, and what a counted list was made by and from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("readership", "0004_likeness_of_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="mostreadlist",
            name="buckets",
            field=models.JSONField(
                blank=True, default=list, editable=False, verbose_name="reads that it was counted from"
            ),
        ),
        migrations.AddField(
            model_name="mostreadlist",
            name="digest",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="hash of the closed list"),
        ),
        migrations.AddField(
            model_name="mostreadlist",
            name="rules",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="rules"),
        ),
        migrations.CreateModel(
            name="DailyReads",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="readers")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daily_reads", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "daily reads",
                "ordering": ["-day"],
                "indexes": [models.Index(fields=["day", "article", "count"], name="reads_by_day")],
                "constraints": [models.UniqueConstraint(fields=("article", "day"), name="one_row_an_article_and_day")],
            },
        ),
        migrations.CreateModel(
            name="MonthlyReads",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="first day of the month")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="readers")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="monthly_reads", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "monthly reads",
                "ordering": ["-month"],
                "indexes": [models.Index(fields=["month", "article", "count"], name="reads_by_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "month"), name="one_row_an_article_and_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferrerReads",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("host", models.CharField(max_length=253, verbose_name="host")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="readers")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrer_reads",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reads by referring host",
                "ordering": ["-day", "host"],
                "indexes": [models.Index(fields=["day", "host", "count"], name="reads_by_referrer")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "day", "host"), name="one_row_an_article_day_and_host")
                ],
            },
        ),
    ]
