"""The vectors of words and columns as they are kept: written when all lists are made, asked for when one is."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from articles.models import Article
from articles.related import meaning
from articles.related.columns import Column
from articles.related.meaning import Floats, Halves
from articles.related.models import ColumnMeaning, WordMeaning

ROWS = 500
Kept = Mapping[int, tuple[Halves, Halves]]


def keep_words(words: Sequence[str], vectors: Halves) -> None:
    """Put these vectors of words in the place of all that are kept, and take away those of columns, made from them."""
    forget()
    for start in range(0, len(words), ROWS):
        some = zip(words[start : start + ROWS], vectors[start : start + ROWS], strict=True)
        WordMeaning.objects.bulk_create(WordMeaning(word=word, vector=vector.tobytes()) for word, vector in some)


def forget() -> None:
    """Take away all vectors."""
    ColumnMeaning.objects.all().delete()
    WordMeaning.objects.all().delete()


def keep_all(article_ids: Sequence[int], own: Halves, averaged: Halves) -> None:
    """Keep the vectors of all articles but those that have gone meanwhile, and those that mean nothing."""
    for start in range(0, len(article_ids), ROWS):
        some = range(start, min(start + ROWS, len(article_ids)))
        there = set(Article.objects.filter(pk__in=[article_ids[at] for at in some]).values_list("pk", flat=True))
        keep({article_ids[at]: (own[at], averaged[at]) for at in some if article_ids[at] in there and own[at].any()})


def keep(vectors: Mapping[int, tuple[Halves, Halves] | None]) -> None:
    """Keep for each of these articles its own vector and the averaged one, or that it has none."""
    ColumnMeaning.objects.filter(article__in=[pk for pk, pair in vectors.items() if pair is None]).delete()
    rows = [
        ColumnMeaning(article_id=pk, own=pair[0].tobytes(), averaged=pair[1].tobytes())
        for pk, pair in vectors.items()
        if pair is not None
    ]
    ColumnMeaning.objects.bulk_create(
        rows, batch_size=ROWS, update_conflicts=True, unique_fields=["article"], update_fields=["own", "averaged"]
    )


def of(article_ids: Iterable[int]) -> dict[int, tuple[Halves, Halves]]:
    """Return the own and the averaged vector of those of these articles that have them: a query for each ROWS."""
    ids = list(article_ids)
    kept = (
        row
        for start in range(0, len(ids), ROWS)
        for row in ColumnMeaning.objects.filter(article__in=ids[start : start + ROWS]).values_list(
            "article_id", "own", "averaged"
        )
    )
    return {
        pk: (np.frombuffer(own, dtype=np.float16), np.frombuffer(averaged, dtype=np.float16))
        for pk, own, averaged in kept
    }


def made(column: Column, alike: Mapping[int, float], kept: Kept, articles: int) -> tuple[Halves, Halves] | None:
    """Return the vectors of a column as it is now, by how `alike` its candidates are to it in words: one query.

    `kept` are the vectors of candidates. None where no word of it has a vector, or no archive has taught any.
    """
    words = sorted(column.weights)
    known = dict(WordMeaning.objects.filter(word__in=words).values_list("word", "vector"))
    words = [word for word in words if word in known]
    if not words:
        return None
    vectors = np.stack([np.frombuffer(known[word], dtype=np.float16) for word in words])
    own = meaning.own(np.array([column.weights[word] for word in words]), vectors)
    ids = np.array(sorted(alike), dtype=np.int64)
    likeness = np.array([alike[pk] for pk in ids.tolist()])
    near = meaning.neighbours(ids, likeness, articles)
    theirs = [kept[pk][0] if pk in kept else np.zeros_like(own) for pk in ids[near].tolist()]
    return own, meaning.averaged(
        own, np.stack(theirs) if theirs else np.zeros((0, len(own)), own.dtype), likeness[near]
    )


def nearness(mine: Halves | None, others: Sequence[int], kept: Kept) -> Floats:
    """Return how near each of the `others` is to an averaged vector; NaN where either has none."""
    if mine is None or not others:
        return np.full(len(others), np.nan)
    nothing = np.zeros_like(mine)
    return meaning.nearness(mine, np.stack([kept[pk][1] if pk in kept else nothing for pk in others]))
