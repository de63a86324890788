"""How often each word of an article is there, so that comparing it needs no text.

What was counted before says nothing of that, and is counted again when all lists are made anew: so it is forgotten that
the meaning of words was learnt, and the daily catch-up does that.
"""

from django.db import migrations, models


def forget(apps, schema_editor):
    """Let `catch_up_related` make all lists anew."""
    apps.get_model("related", "WordCount").objects.filter(word=" learnt").delete()


class Migration(migrations.Migration):
    dependencies = [("related", "0008_tag_ages")]

    operations = [
        migrations.AddField("countedwords", "counts", models.BinaryField(default=b"")),
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
    ]
