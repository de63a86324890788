"""How rare words are: counted when an article changes, so that no save has to ask the whole archive.

The counts are exact: what an article once added is kept beside it and taken off when it changes or goes. What is kept
says how often each word is there too, so that comparing needs no text.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.db import connection, transaction

from articles.models import Article, SearchText
from articles.related import terms
from articles.related.models import CountedWords, WordCount
from articles.related.terms import Words
from articles.related.turns import one_at_a_time

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
    for before, now in _changed(ids):
        change.subtract([ALL, *before.split()] if before is not None else [])
        change.update([ALL, *now])
    _add({word: number for word, number in change.items() if number})


def _changed(ids: Sequence[int]) -> list[tuple[str | None, list[str]]]:
    """Keep the present words of articles; return of each that changed what was kept before, and the words now."""
    kept = CountedWords.objects.filter(article__in=ids).values_list("article_id", "words", "counts")
    before = {article_id: (words, bytes(counts)) for article_id, words, counts in kept}
    changed = []
    rows = []
    for article_id, headline, text in SearchText.objects.filter(article__in=ids).values_list(
        "article_id", "headline", "text"
    ):
        now = terms.words(headline, text)
        joined = " ".join(now.words)
        if before.get(article_id) != (joined, now.counts):
            changed.append((before[article_id][0] if article_id in before else None, now.words))
            rows.append(CountedWords(article_id=article_id, words=joined, counts=now.counts))
    CountedWords.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["article"], update_fields=["words", "counts"]
    )
    return changed


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


def count_all(report: Callable[[int], None]) -> tuple[int, dict[str, int]]:
    """Count the words of all articles anew; return how many articles there are and how many hold each word.

    `report` is called with how many articles have been counted. Each transaction is short: the desk can work meanwhile.
    """
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            one_at_a_time()
            _changed(ids[start : start + BATCH])
        report(min(start + BATCH, len(ids)))
    with transaction.atomic():
        one_at_a_time()
        return _sum_up()


def _sum_up() -> tuple[int, dict[str, int]]:
    """Put what all kept words come to in the place of the counts, and return it."""
    CountedWords.objects.filter(article=None).delete()
    holding: Counter[str] = Counter()
    articles = 0
    for words in CountedWords.objects.values_list("words", flat=True).iterator(chunk_size=BATCH):
        holding.update(words.split())
        articles += 1
    WordCount.objects.all().delete()
    rows = [WordCount(word=word, articles=number) for word, number in sorted({ALL: articles, **holding}.items())]
    WordCount.objects.bulk_create(rows, batch_size=1000)
    return articles, dict(holding)


def all_words() -> Iterator[tuple[Words, Words]]:
    """Yield the words of every article and those of its headline, in the order of ids; none for one never counted."""
    kept = Article.objects.order_by("pk").values_list(
        "counted_words__words", "counted_words__counts", "search_text__headline"
    )
    return (_words(words, counts, headline) for words, counts, headline in kept.iterator(chunk_size=BATCH))


def words_of(article_ids: Iterable[int]) -> dict[int, tuple[Words, Words]]:
    """Return the words of these articles, and those of their headlines: a query, or two where one was never counted.

    What an earlier version of this program counted is read from the text.
    """
    ids = list(article_ids)
    kept = CountedWords.objects.filter(article__in=ids).values_list(
        "article_id", "words", "counts", "article__search_text__headline"
    )
    found = {pk: _words(words, counts, headline) for pk, words, counts, headline in kept if pk is not None}
    unread = [pk for pk in ids if pk not in found or len(found[pk][0].words) != len(found[pk][0].counts)]
    if unread:
        for text in SearchText.objects.filter(article__in=unread):
            found[text.article_id] = terms.both(text.headline, text.text)
    return found


def _words(words: str | None, counts: bytes | memoryview | None, headline: str | None) -> tuple[Words, Words]:
    return Words((words or "").split(), bytes(counts or b"")), terms.words(headline or "", "")


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
