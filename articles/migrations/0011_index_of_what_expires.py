"""An index of the few columns that expire: which have is asked with each save."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_precision_of_corrections")]

    operations = [
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["status", "expires_at"],
                condition=models.Q(expires_at__isnull=False),
                name="article_expiry",
            ),
        ),
    ]
