"""Why and when the desk took a line off a counted list; the list as it was counted stays as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readership", "0005_buckets_and_evidence"),
    ]

    operations = [
        migrations.AddField(
            model_name="mostreadentry",
            name="hidden_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken off"),
        ),
        migrations.AddField(
            model_name="mostreadentry",
            name="hidden_because",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="taken off because"),
        ),
        migrations.AddConstraint(
            model_name="mostreadentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("hidden_at__isnull", True), ("hidden_because", ""))
                | (models.Q(("hidden_at__isnull", False)) & ~models.Q(("hidden_because", ""))),
                name="line_is_taken_off_for_a_reason",
            ),
        ),
    ]
