"""People and places that texts name. They are filled when all lists are made anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("related", "0006_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamedTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="named_tags", to="articles.article"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="naming", to="articles.tag"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("article", "tag"), name="article_names_a_tag_once")],
            },
        ),
    ]
