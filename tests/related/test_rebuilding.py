"""All lists made anew: the same as each alone, in a bounded number of queries, and going on where it was stopped."""

from datetime import timedelta

import pytest

from articles.editing import services as editing
from articles.models import Article
from articles.related import meaning, rebuilding, services
from articles.related.models import ColumnMeaning, RelatedHeadline, WordCount, WordMeaning
from articles.related.shown import lines
from tests.builders import POSTED, make_article, make_author
from tests.related.columns import headlines, make_column, text_on

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_each_alone_and_all_together_make_the_same_rows(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    author = make_author("Ada Lantern")
    subjects = ["heron otter", "otter kingfisher", "heron kingfisher", "tug crane", "crane quay tug", "noodle broth"]
    for number in range(24):
        tags = [f"tag{number % 5}", f"tag{number % 7}"]
        when = POSTED + timedelta(days=97 * number)
        make_column(subjects[number % 6], tags=tags, authors=[author] if number % 3 else (), published_at=when)
    for pk in Article.objects.values_list("pk", flat=True):
        services.refresh_list(pk)
    alone = _rows()

    services.rebuild()

    assert _rows() == alone


def test_counts_of_words_are_those_of_the_archive(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    articles = [make_column(subject) for subject in ("heron", "otter", "heron otter")]
    articles[0].body = "<p>Kingfisher.</p>"
    editing.save_article(articles[0], user=None)
    editing.delete_article(articles[1], user=None)
    kept = dict(WordCount.objects.filter(articles__gt=0).values_list("word", "articles"))

    services.rebuild()

    assert dict(WordCount.objects.values_list("word", "articles")) == kept
    assert kept["kingfisher"] == 1
    assert kept[""] == 2


def _rows() -> list[tuple[object, ...]]:
    rows = RelatedHeadline.objects.order_by("article", "-score", "related")
    return list(rows.values_list("article__headline", "related__headline", "score", "origin"))


def test_rows_are_these_on_every_engine(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    article = make_column("heron otter reed", tags=["Harbour", "Birds"], authors=["Ada Lantern"])
    for number, subject in enumerate(["heron otter", "heron", "otter reed quay", "quay", "tug quay", "tug"]):
        tags = ["Harbour"] if number % 2 else ["Birds", "Rivers"]
        make_column(subject, tags=tags, published_at=POSTED + timedelta(days=400 * number))
    services.refresh([article.pk])

    assert [(line.headline, line.score, line.reason) for line in lines(article)] == [
        ("On heron otter", 0.533252, "Both on Birds"),
        ("On otter reed quay", 0.515124, "Both on Birds"),
        ("On heron", 0.357403, "Both on Harbour"),
        ("On quay", 0.314645, "Both on Harbour"),
        ("On tug quay", 0.30728, "Both on Birds"),
        ("On tug", 0.302242, "Both on Harbour"),
    ]


@pytest.mark.parametrize("articles", [25, 40])
def test_saving_one_column_costs_a_bounded_number_of_queries(articles, django_assert_max_num_queries):
    for number in range(articles):
        editing.save_article(
            Article(headline=f"Heron {number}", body=f"<p>{text_on('heron')}</p>", status="published",
                    published_at=POSTED),
            user=None, tags=["Harbour"], derive_related=False,
        )  # fmt: skip
    services.rebuild()
    article = Article.objects.first()

    with django_assert_max_num_queries(50):
        services.refresh([article.pk])


def test_many_articles_are_made_together(django_assert_max_num_queries):
    articles = [make_article(f"Number {number}", tags=["Harbour"]) for number in range(5)]
    RelatedHeadline.objects.all().delete()

    with django_assert_max_num_queries(50):
        services.rebuild_for([article.pk for article in articles])

    assert len(headlines(articles[0])) == 4


@pytest.mark.usefixtures("way")
def test_rebuilding_for_some_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    articles = [make_article(f"Number {number}", tags=["Harbour"]) for number in range(5)]
    RelatedHeadline.objects.all().delete()
    steps: list[tuple[str, int, int]] = []

    services.rebuild_for([article.pk for article in articles], lambda *step: steps.append(step))

    assert steps[-1] == ("Comparing", 5, 5)
    assert all(len(headlines(article)) == 4 for article in articles)


def test_column_that_is_saved_while_all_are_made_is_compared_as_it_is_now(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    columns = [make_column(subject) for subject in ("heron otter", "heron otter", "tug crane", "tug crane")]
    for number in range(12):
        make_column(f"noodle{'abcdefghijkl'[number]}")
    real = rebuilding._lists

    def lists(archive, ids):
        made = real(archive, ids)
        columns[0].body = f"<p>{text_on('tug crane')}</p>"
        columns[0].headline = "On tug crane again"
        editing.save_article(columns[0], user=None)
        return made

    monkeypatch.setattr(rebuilding, "_lists", lists)
    services.rebuild()

    assert headlines(columns[0]) == ["On tug crane", "On tug crane"]
    assert headlines(columns[1]) == []


def _stop_after(monkeypatch, lists):
    """Let making all lists die once so many are made; return those that are compared."""
    compared, real = [], rebuilding._write

    def write(ids, made):
        if len(compared) >= lists:
            raise KeyboardInterrupt
        real(ids, made)
        compared.extend(ids)

    monkeypatch.setattr(rebuilding, "BATCH", 1)
    monkeypatch.setattr(rebuilding, "_write", write)
    return compared


def test_stopped_it_goes_on_with_the_lists_that_were_not_made(monkeypatch):
    ids = [make_column(subject, tags=["Fish"]).pk for subject in ("heron", "otter", "heron otter", "crane")]
    services.rebuild()
    whole, counts = _rows(), dict(WordCount.objects.values_list("word", "articles"))
    RelatedHeadline.objects.all().delete()
    with monkeypatch.context() as patch:
        _stop_after(patch, 2)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()

    compared = _stop_after(monkeypatch, 4)
    services.rebuild()

    assert compared == ids[2:]
    assert _rows() == whole
    assert dict(WordCount.objects.values_list("word", "articles")) == counts


def test_stopped_it_begins_anew_where_that_is_asked_for(monkeypatch):
    ids = [make_column(subject).pk for subject in ("heron", "otter")]
    with monkeypatch.context() as patch:
        _stop_after(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()

    compared = _stop_after(monkeypatch, 2)
    services.rebuild(anew=True)

    assert compared == ids


def test_stopped_it_begins_anew_where_an_article_has_come_since(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    make_column("heron")
    make_column("otter")
    with monkeypatch.context() as patch:
        _stop_after(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()
    make_column("crane")

    compared = _stop_after(monkeypatch, 4)
    services.rebuild()

    assert len(compared) == 3


@pytest.fixture
def learnt(monkeypatch):
    """Let a dozen columns be enough to learn from, and each change be made alone."""
    monkeypatch.setattr(meaning, "LEAST", 12)
    monkeypatch.setattr(services, "TOGETHER", 0)


def _marsh_and_port() -> None:
    """Make columns of two subjects: neighbours share a word, no word is in all of a subject."""
    for subject in ("heron otter reed egret marsh", "tug crane quay hull berth"):
        words = subject.split()
        for number in range(10):
            make_column(f"{words[number % 5]} {words[(number + 1) % 5]}", tags=["Water"] if number % 4 == 0 else ())


@pytest.mark.usefixtures("learnt")
def test_each_alone_and_all_together_mean_the_same():
    _marsh_and_port()
    services.rebuild()
    together, vectors = _rows(), _vectors()
    for pk in Article.objects.values_list("pk", flat=True):
        services.refresh([pk])

    assert len(vectors) == 20
    assert _vectors() == vectors
    assert _rows() == together


def _vectors() -> dict[int, tuple[bytes, bytes]]:
    kept = ColumnMeaning.objects.values_list("article", "own", "averaged")
    return {pk: (bytes(own), bytes(averaged)) for pk, own, averaged in kept}


@pytest.mark.usefixtures("learnt")
def test_stopped_it_goes_on_with_the_meanings_that_it_had(monkeypatch):
    _marsh_and_port()
    services.rebuild(anew=True)
    whole, vectors = _rows(), _vectors()
    RelatedHeadline.objects.all().delete()
    with monkeypatch.context() as patch:
        _stop_after(patch, 7)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()

    services.rebuild()

    assert _rows() == whole
    assert _vectors() == vectors


@pytest.mark.usefixtures("learnt")
def test_changed_column_means_something_else_and_a_gone_one_nothing():
    _marsh_and_port()
    services.rebuild()
    article = Article.objects.get(pk=min(_vectors()))
    before = _vectors()[article.pk]
    article.body = f"<p>{text_on('tug crane')}</p>"

    editing.save_article(article, user=None)
    assert _vectors()[article.pk] != before

    editing.delete_article(article, user=None)
    assert len(_vectors()) == 19


@pytest.mark.usefixtures("learnt")
def test_small_archive_keeps_no_meanings(monkeypatch):
    _marsh_and_port()
    services.rebuild()
    monkeypatch.setattr(meaning, "LEAST", 100)

    services.rebuild()

    assert not ColumnMeaning.objects.exists()
    assert not WordMeaning.objects.exists()


@pytest.mark.usefixtures("learnt")
def test_any_order_of_loading_leads_to_the_same_lists(monkeypatch):
    for name in ("articles.related.promise", "articles.related.archive"):
        monkeypatch.setattr(f"{name}.COMPARED", 8)
    subjects = ["heron otter", "otter reed", "heron reed", "tug crane", "crane quay"]
    texts = [(number, text_on(subjects[number % 5])) for number in range(24)]
    found = []
    for order in (texts, texts[::-1]):
        Article.objects.all().delete()
        for number, text in order:
            make_article(
                f"Number {number}", body=f"<p>{text}</p>", guid=f"tag:test,2011:{number}",
                published_at=POSTED + timedelta(days=number),
            )  # fmt: skip
        services.rebuild(anew=True)
        rows = RelatedHeadline.objects.order_by("article__guid", "related__guid")
        found.append(list(rows.values_list("article__guid", "related__guid", "score")))

    assert found[0]
    assert found[0] == found[1]
