"""How rare words are: counted when an article changes, so that no save has to ask the whole archive.

The counts are exact: what an article once added is kept beside it and taken off when it changes or goes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from django.db import connection, transaction

from articles.models import SearchText
from articles.related import terms
from articles.related.models import CountedWords, WordCount

# The row that counts articles; no prepared word is empty.
ALL = ""
# Rows that say how far the making of all lists is; no word holds a space.
DONE, NEWEST = " done", " newest"
MARKS = (DONE, NEWEST)
# Of how many articles the meaning of words was learnt (`meaning`).
LEARNT = " learnt"
# It is old when there are so many times as many.
OLD = 1.2
ROWS = 400
BATCH = 500


def count(article_ids: Iterable[int]) -> None:
    """Count the words of these articles as they are now, and take off those of articles that have gone."""
    ids = list(article_ids)
    change: Counter[str] = Counter()
    gone = list(CountedWords.objects.filter(article=None))
    for counted in gone:
        change.subtract([ALL, *counted.words.split()])
    CountedWords.objects.filter(pk__in=[counted.pk for counted in gone]).delete()
    change.update(_changed(ids))
    _add({word: number for word, number in change.items() if number})


def _changed(ids: Sequence[int]) -> Counter[str]:
    """Keep the present words of articles and return what that changes in the counts."""
    before = {counted.article_id: counted for counted in CountedWords.objects.filter(article__in=ids)}
    change: Counter[str] = Counter()
    rows = []
    for text in SearchText.objects.filter(article__in=ids):
        now = terms.counted(terms.weights(text.headline, text.text))
        known = before.get(text.article_id)
        if known is None or known.words.split() != now:
            change.subtract([ALL, *known.words.split()] if known else [])
            change.update([ALL, *now])
            rows.append(CountedWords(article_id=text.article_id, words=" ".join(now)))
    CountedWords.objects.bulk_create(rows, update_conflicts=True, unique_fields=["article"], update_fields=["words"])
    return change


def _add(change: Mapping[str, int]) -> None:
    """Add to the counts, in the order of the words, so that two writers never wait for each other in a circle."""
    words = sorted(change)
    with connection.cursor() as cursor:
        for start in range(0, len(words), ROWS):
            some = words[start : start + ROWS]
            values = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO related_wordcount (word, articles) VALUES {values} "  # noqa: S608 placeholders only
                "ON CONFLICT (word) DO UPDATE SET articles = related_wordcount.articles + excluded.articles",
                [value for word in some for value in (word, change[word])],
            )


@transaction.atomic
def count_all(report: Callable[[int], None]) -> tuple[int, dict[str, int]]:
    """Count the words of all articles anew; return how many articles there are and how many hold each word.

    `report` is called with how many articles have been counted.
    """
    CountedWords.objects.all().delete()
    WordCount.objects.all().delete()
    holding: Counter[str] = Counter()
    texts = SearchText.objects.order_by("pk").iterator(chunk_size=BATCH)
    articles = 0
    while batch := list(islice(texts, BATCH)):
        words = {text.article_id: terms.counted(terms.weights(text.headline, text.text)) for text in batch}
        holding.update(word for some in words.values() for word in some)
        CountedWords.objects.bulk_create(
            CountedWords(article_id=pk, words=" ".join(some)) for pk, some in words.items()
        )
        articles += len(batch)
        report(articles)
    rows = [WordCount(word=word, articles=number) for word, number in sorted({ALL: articles, **holding}.items())]
    WordCount.objects.bulk_create(rows, batch_size=1000)
    return articles, dict(holding)


def all_counts() -> tuple[int, dict[str, int]]:
    """Return what `count_all` did when it last ran, as it is by now."""
    kept = dict(WordCount.objects.exclude(word__in=[*MARKS, LEARNT]).values_list("word", "articles"))
    return max(0, kept.pop(ALL, 0)), kept


def unfinished(newest: int) -> int:
    """Return up to which article lists were made when that was last stopped; 0 to begin anew.

    `newest` is the id of the newest article: what came since is in no list, so that all are to be made again.
    """
    marks = dict(WordCount.objects.filter(word__in=MARKS).values_list("word", "articles"))
    return marks.get(DONE, 0) if marks.get(NEWEST) == newest else 0


def mark(done: int, newest: int) -> None:
    """Keep up to which article lists are made, of all up to the newest; in the transaction that writes them."""
    rows = [WordCount(word=DONE, articles=done), WordCount(word=NEWEST, articles=newest)]
    WordCount.objects.bulk_create(rows, update_conflicts=True, unique_fields=["word"], update_fields=["articles"])


def unmark() -> None:
    """Say that all lists are made."""
    WordCount.objects.filter(word__in=MARKS).delete()


def mark_learnt(articles: int) -> None:
    """Keep that the meaning of words was learnt of so many articles; `count_all` forgets it."""
    WordCount.objects.create(word=LEARNT, articles=articles)


def is_old(least: int) -> bool:
    """Whether there are many more articles than the meaning of words was learnt of; of fewer than `least` none is."""
    marks = dict(WordCount.objects.filter(word__in=[ALL, LEARNT]).values_list("word", "articles"))
    return marks.get(ALL, 0) >= max(least, OLD * marks.get(LEARNT, 0))


def counts(words: Iterable[str]) -> tuple[int, dict[str, int]]:
    """Return how many articles were counted, and how many of them hold each word (and are IN_PAIRS)."""
    found = dict(WordCount.objects.filter(word__in=[*words, ALL, terms.IN_PAIRS]).values_list("word", "articles"))
    return max(0, found.pop(ALL, 0)), found
