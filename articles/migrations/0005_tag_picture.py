"""The picture of a subject's page."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_picture_hash"),
    ]

    operations = [
        migrations.AddField(
            model_name="tag",
            name="image",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.image",
                verbose_name="picture",
            ),
        ),
    ]
