"""Two groups of people at the desk, and the right that tells them apart: to publish.

Content types and permissions are otherwise made after all migrations have run, so what the groups need is made here.
"""

from django.db import migrations

MODELS = {
    "articles": ["article", "correction", "image", "series", "tag", "tagalias", "redirect"],
    "authors": ["author", "authorname", "disclosure"],
    "readership": ["mostreadlist", "mostreadentry"],
    "related": ["relatedheadline"],
    "importing": ["importrun", "stageddocument"],
}
ACTIONS = ("add", "change", "delete", "view")
WRITERS = {
    ("articles", "article"): ("add", "change", "view"),
    ("articles", "image"): ("add", "view"),
    ("articles", "series"): ("view",),
    ("articles", "tag"): ("view",),
    ("authors", "author"): ("view",),
}


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group")
    editors, _ = groups.objects.get_or_create(name="Editors")
    writers, _ = groups.objects.get_or_create(name="Writers")
    for app, models in MODELS.items():
        for model in models:
            editors.permissions.add(*(permission(apps, app, model, action) for action in ACTIONS))
    editors.permissions.add(permission(apps, "articles", "article", "publish"))
    for (app, model), actions in WRITERS.items():
        writers.permissions.add(*(permission(apps, app, model, action) for action in actions))


def permission(apps, app, model, action):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {model}"},
    )
    return found


def take_groups_away(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Writers"]).delete()
    apps.get_model("auth", "Permission").objects.filter(
        codename="publish_article", content_type__app_label="articles"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_articles"),
        ("authors", "0001_people"),
        ("readership", "0001_reads_and_lists"),
        ("related", "0001_related_headlines"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, take_groups_away)]
