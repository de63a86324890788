"""What undoing a run will do, and what it did, in words."""

from collections.abc import Iterable

from django.db.models import Count

from articles.importing.models import ImportRun, RunChange
from articles.models import Article


def made_by(run: ImportRun) -> list[tuple[int, str]]:
    """Return what a run made and changed, as numbers with their words: one query."""
    changes = run.changes.filter(is_undone=False).values_list("model", "action").annotate(number=Count("id")).order_by()
    numbers = {(model, action): number for model, action, number in changes}
    made, changed = RunChange.Action.CREATED, RunChange.Action.CHANGED
    told = (
        ("articles.article", made, "column is taken away", "columns are taken away"),
        ("articles.article", changed, "column becomes what it was", "columns become what they were"),
        ("authors.author", made, "columnist goes, unless others need them", "columnists go, unless others need them"),
        ("articles.tag", made, "tag goes, unless others use it", "tags go, unless others use them"),
        ("articles.series", made, "series goes, unless others use it", "series go, unless others use them"),
        ("articles.image", made, "picture goes, unless others use it", "pictures go, unless others use them"),
        ("readership.mostreadlist", made, "printed most-read list goes", "printed most-read lists go"),
        ("articles.redirect", made, "old address leads nowhere again", "old addresses lead nowhere again"),
    )
    return [(n, one if n == 1 else many) for model, action, one, many in told if (n := numbers.get((model, action), 0))]


def undone_in_words(run: ImportRun, kept: Iterable[Article]) -> str:
    """Return what undoing did, in sentences."""
    headlines = [f"“{article.headline}”" for article in kept]
    sentence = f"Loading {run.pk} is undone. Its files and what was read of them are kept."
    return f"{sentence} Kept, because they were edited since: {', '.join(headlines)}." if headlines else sentence
