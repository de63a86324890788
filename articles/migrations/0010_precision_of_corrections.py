"""How exactly the day of a notice is known: an old one may have been printed without, or its day was worked out."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate


def give_a_day(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Before the way back: a notice of no known day gets that of its column, else that of its row."""
    correction, article = apps.get_model("articles", "Correction"), apps.get_model("articles", "Article")
    posted = Subquery(article.objects.filter(pk=OuterRef("article_id")).values("published_on")[:1])
    undated = correction.objects.using(schema_editor.connection.alias).filter(issued_on=None)
    undated.update(issued_on=Coalesce(posted, TruncDate("created_at")))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_words_joined_less_often"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="correction",
            options={"ordering": [F("issued_on").asc(nulls_first=True), "id"]},
        ),
        migrations.AddField(
            model_name="correction",
            name="issued_precision",
            field=models.CharField(
                choices=[
                    ("day", "to the day"),
                    ("month", "to the month"),
                    ("year", "to the year"),
                    ("inferred", "worked out, not printed"),
                ],
                default="day",
                max_length=8,
                verbose_name="date is known",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="issued_on",
            field=models.DateField(
                blank=True, help_text="Empty where the day is not known.", null=True, verbose_name="date"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, give_a_day),
    ]
