"""Undoing a take-over: what authors and tags brought along of their own must not keep them on the site."""

from articles.importing.models import ImportRun
from articles.models import Tag, TagAlias
from authors.models import Author, Disclosure


def untie(run: ImportRun) -> None:
    """Take merges, disclosures, parents and other words off the unused authors and tags that a take-over made.

    Call it once the run's columns are gone and before what nothing uses is swept.
    """
    made = run.changes.filter(is_undone=False)
    authors = Author.objects.filter(pk__in=made.filter(model="authors.author").values("key"), bylines=None)
    tags = Tag.objects.filter(pk__in=made.filter(model="articles.tag").values("key"), tagged_items=None)
    author_ids, tag_ids = list(authors.values_list("pk", flat=True)), list(tags.values_list("pk", flat=True))
    Disclosure.objects.filter(author__in=author_ids).delete()
    TagAlias.objects.filter(tag__in=tag_ids).delete()
    Author.objects.filter(pk__in=author_ids).update(merged_into=None)
    Tag.objects.filter(pk__in=tag_ids).update(merged_into=None, parent=None)
