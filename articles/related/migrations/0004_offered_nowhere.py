"""Columns, and tags, whose columns the desk offers nowhere as related headlines."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("related", "0003_bad_matches"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferedNowhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offered_nowhere",
                        to="articles.article",
                    ),
                ),
                (
                    "tag",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offered_nowhere",
                        to="articles.tag",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "offered nowhere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article__isnull", False), ("tag__isnull", True)),
                            models.Q(("article__isnull", True), ("tag__isnull", False)),
                            _connector="OR",
                        ),
                        name="offered_nowhere_is_an_article_or_a_tag",
                    )
                ],
            },
        ),
    ]
