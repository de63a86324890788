"""The hash of a loaded picture's bytes: the same bytes are one file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_index_of_the_archive")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="sha256",
            field=models.CharField(
                blank=True, db_index=True, default="", editable=False, max_length=64, verbose_name="sha-256"
            ),
            preserve_default=False,
        ),
    ]
