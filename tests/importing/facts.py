"""A program that tells what a site has, so that two which came to it in different ways can be compared.

A command of manage.py can be given, which is run first: a process takes a second to start.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

django.setup()

from articles.editing.content_hash import content_hash  # noqa: E402 the site is set up first
from articles.importing.models import ImportRun, LoadedPicture, StagedDocument  # noqa: E402 the settings come first
from articles.models import Article, Image  # noqa: E402 the settings come first
from articles.related.models import RelatedHeadline  # noqa: E402 the settings come first

# What tells of runs and of moments, and so differs; `documents` has what became of each document.
OF_RUNS = {
    "importing.importrun", "importing.runchange", "importing.stageddocument", "importing.loadedpicture",
    "articles.revision", "django_tasks_database.dbtaskresult",
}  # fmt: skip


def facts():
    """Return the content's hash, how many rows each table has, what became of each document, and the files."""
    root = Path(settings.MEDIA_ROOT)
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    named = set(Image.objects.values_list("file", flat=True))
    waiting = set(LoadedPicture.objects.exclude(file="").values_list("file", flat=True))
    documents = StagedDocument.objects.exclude(run__status="undone")
    return {
        "hash": content_hash(),
        "rows": {
            model._meta.label_lower: model._base_manager.count()
            for model in apps.get_models()
            if model._meta.managed and model._meta.label_lower not in OF_RUNS
        },
        "documents": sorted(map(list, documents.values_list("source", "state", "outcome", "awaits_related"))),
        "pictures": sorted(
            map(list, LoadedPicture.objects.values_list("staged__source", "position", "address", "file", "missing"))
        ),
        "related": sorted(map(list, RelatedHeadline.objects.values_list("article__guid", "position", "related__guid"))),
        "files": sorted(files),
        "unused": sorted(files - named - waiting),
        "lacking": sorted((named | waiting) - files),
        "without a revision": Article.objects.filter(revisions__isnull=True).count(),
        "statuses": dict(Counter(ImportRun.objects.values_list("status", flat=True))),
        "runs": sorted(ImportRun.objects.exclude(status="undone").values_list("pk", flat=True)),
    }


if __name__ == "__main__":
    if sys.argv[1:]:
        call_command(*sys.argv[1:], stdout=sys.stderr)
    print(json.dumps(facts()))  # noqa: T201 it is what this program is for
