"""What was learnt, as rows: the same on both databases, read by every process, replaced as a whole."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from django.db import transaction

from articles.editing.models import LearntTags, LearntWord
from articles.editing.subjects import learning
from articles.editing.subjects.matrix import Corpus, Floats, Numbers
from articles.models import SearchText, Tag, TaggedArticle
from articles.related import terms
from articles.related.names import Names
from articles.related.naming import known_names

# Columns that are learnt from at most, the newest; and of each tag so many, however old they are.
MOST_COLUMNS, OF_A_TAG = 20_000, 20
BATCH = 400
# An archive this small is learnt anew in a second or two, so at the end of every loading.
AT_ONCE = 2_000


def learn() -> LearntTags:
    """Learn from the archive's tagged columns and keep it in place of what was learnt before."""
    learnt = learning.learn(corpus())
    with transaction.atomic():
        LearntWord.objects.all().delete()
        LearntTags.objects.all().delete()
        LearntWord.objects.bulk_create(rows(learnt.weights), batch_size=BATCH)
        return LearntTags.objects.create(
            columns=learnt.columns,
            worth=list(learnt.judge.worth),
            usual={str(tag): number for tag, number in learnt.weights.usual.items()},
            figures=learnt.figures,
        )


def learn_where_quick() -> LearntTags | None:
    """Learn anew where that takes no time to speak of and there is more to learn from than before.

    None where it is left to `manage.py learn_tags`, or where a tenth more columns have not come yet.
    """
    if TaggedArticle.objects.order_by("pk")[AT_ONCE : AT_ONCE + 1].exists():
        return None
    columns = TaggedArticle.objects.order_by().values("content_object").distinct().count()
    learnt = LearntTags.objects.first()
    before = learnt.columns if learnt else 0
    return learn() if abs(columns - before) > before / 10 else None


def corpus() -> Corpus:
    """Return the columns to learn from, in the order of their ids."""
    tags = chosen()
    names = Names((tag, name) for tag, name, _ in known_names())
    found = Corpus()
    ids = sorted(tags)
    for start in range(0, len(ids), BATCH):
        texts = SearchText.objects.filter(article__in=ids[start : start + BATCH]).order_by("article")
        for pk, headline, text in texts.values_list("article", "headline", "text"):
            found.add(terms.weights(headline, text), tags[pk], names.found(headline.split(), text.split()))
    return found


def chosen() -> dict[int, list[int]]:
    """Return the columns to learn from, each with its tags."""
    by_column: dict[int, list[int]] = defaultdict(list)
    for column, tag in TaggedArticle.objects.order_by().values_list("content_object", "tag").iterator():
        by_column[column].append(tag)
    newest = sorted(by_column, reverse=True)
    if len(newest) <= MOST_COLUMNS:
        return by_column
    counts: Counter[int] = Counter()
    kept: dict[int, None] = {}
    for column in newest:
        if any(counts[tag] < OF_A_TAG for tag in by_column[column]):
            kept[column] = None
            counts.update(by_column[column])
    kept = dict.fromkeys([*list(kept)[:MOST_COLUMNS], *newest])
    return {column: by_column[column] for column in list(kept)[:MOST_COLUMNS]}


def rows(weights: learning.Weights) -> Iterator[LearntWord]:
    """Yield a row for each word that speaks for or against a tag."""
    tags = np.array(weights.tags, dtype=np.int64)
    matrix = weights.matrix
    for number, word in enumerate(weights.words.words):
        start, end = matrix.indptr[number], matrix.indptr[number + 1]
        packed = pack(tags[matrix.indices[start:end]], matrix.data[start:end])
        yield LearntWord(word=word, rarity=float(weights.words.rarity[number]), weights=packed)


def pack(tags: Numbers, weights: Floats) -> bytes:
    """Return ids and weights as bytes, the same on every machine."""
    return tags.astype("<i8").tobytes() + weights.astype("<f4").tobytes()


def unpack(packed: bytes) -> tuple[Numbers, Floats]:
    """Return what `pack` was given."""
    count = len(packed) // 12
    return np.frombuffer(packed, "<i8", count), np.frombuffer(packed, "<f4", count, count * 8)


def words(wanted: Iterable[str]) -> dict[str, tuple[float, Numbers, Floats]]:
    """Return what is known of some words: how rare each is, and how much it speaks for which tags."""
    found: dict[str, tuple[float, Numbers, Floats]] = {}
    asked = sorted(set(wanted))
    for start in range(0, len(asked), BATCH):
        for row in LearntWord.objects.filter(word__in=asked[start : start + BATCH]):
            found[row.word] = (row.rarity, *unpack(bytes(row.weights)))
    return found


def kept_tags(ids: Sequence[int]) -> Mapping[int, Tag]:
    """Return tags by id, those that are still there and not merged."""
    return {tag.pk: tag for tag in Tag.objects.filter(pk__in=ids, merged_into=None)}
