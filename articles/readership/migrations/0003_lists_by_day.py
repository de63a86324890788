from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readership", "0002_moment_of_counting_and_keys_of_lines")]

    operations = [
        migrations.AddIndex(
            model_name="mostreadlist",
            index=models.Index(fields=["-day", "-id"], name="newest_list"),
        ),
    ]
