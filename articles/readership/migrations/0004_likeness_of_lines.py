"""How a line was led to its column: by its words, by likeness, or by an editor."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_old_links"),
        ("readership", "0003_lists_by_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="mostreadentry",
            name="likeness",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="likeness in percent"
            ),
        ),
        migrations.AddIndex(
            model_name="mostreadentry",
            index=models.Index(condition=models.Q(("likeness__gt", 0)), fields=["key"], name="line_led_by_likeness"),
        ),
    ]
