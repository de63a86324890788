"""Every sketch that is here: of what was loaded, and of the columns that were written at the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from articles import markup
from articles.importing.models import ColumnSketch, ImportRun, StagedDocument
from articles.importing.twins.sketching import sketch, words_of
from articles.models import Article

BATCH = 500


def known() -> Iterator[tuple[int, bytes]]:
    """Yield every sketch: of loaded documents by their id, of columns made at the desk by minus theirs."""
    undone = ImportRun.objects.filter(status=ImportRun.Status.UNDONE).values("pk")
    loaded = StagedDocument.objects.filter(sketch__isnull=False).exclude(run__in=undone)
    for pk, mark in loaded.order_by().values_list("pk", "sketch").iterator():
        yield pk, bytes(mark or b"")
    for pk, mark in ColumnSketch.objects.filter(sketch__isnull=False).values_list("article", "sketch").iterator():
        yield -pk, bytes(mark or b"")
    for row in _stale():
        if row.sketch:
            yield -row.article_id, bytes(row.sketch)


def refresh() -> None:
    """Keep the sketches of the columns that no loading made, so that the next loading need not read them."""
    ColumnSketch.objects.bulk_create(
        _stale(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["version", "sketch"],
    )


def _stale() -> Iterator[ColumnSketch]:
    """Yield the sketch of each column that no loading made and that is new or was changed since it was kept."""
    made = StagedDocument.objects.known().filter(article=OuterRef("pk"))
    fresh = ColumnSketch.objects.filter(article=OuterRef("pk"), version=OuterRef("version"))
    stale = Article.objects.filter(~Exists(made), ~Exists(fresh)).order_by("pk").only("body", "version")
    for article in stale.iterator(chunk_size=BATCH):
        words = words_of(markup.text(article.body))
        yield ColumnSketch(article=article, version=article.version, sketch=sketch(words))
