"""What all spellings of an old address have in common, to find it by."""

from django.db import migrations

import articles.models.redirect


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_tag_picture")]

    operations = [
        migrations.AddField(
            model_name="redirect",
            name="key",
            field=articles.models.redirect.KeyField(
                blank=True,
                db_index=True,
                default="",
                editable=False,
                max_length=1000,
                verbose_name="what its spellings share",
            ),
            preserve_default=False,
        ),
    ]
