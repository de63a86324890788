"""Drop the indexes of reads by article alone: those that keep a bucket unique begin with the article and serve as well."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("readership", "0006_lines_taken_off"),
    ]

    operations = [
        migrations.AlterField(
            model_name=f"{name}reads",
            name="article",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name=f"{name}_reads",
                to="articles.article",
            ),
        )
        for name in ("hourly", "daily", "monthly", "referrer")
    ]
