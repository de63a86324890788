"""An index that holds all that counting the public archive by day asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_search_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["status", "published_on", "published_at", "embargoed_until", "expires_at"],
                name="article_archive_by_day",
            ),
        ),
    ]
