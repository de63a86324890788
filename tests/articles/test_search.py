"""Full-text search: what is found, in which order, whatever is typed; the same on both engines."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from unittest.mock import Mock

import pytest
from django.db import connection

from articles import search
from articles.models import Article, SearchText, Tag, TagAlias
from tests.builders import POSTED, make_article, make_author, make_draft

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return [article.headline for article in search.search(typed).articles]


def test_every_word_must_be_there():
    make_article("Harbour lights", body="<p>The tugs went out at dawn.</p>")
    make_article("Harbour dues", body="<p>The ledger came back at dusk.</p>")

    assert found("harbour tugs") == ["Harbour lights"]


def test_words_of_the_headline_come_first_then_names_then_text_then_the_newest():
    make_article("In the text", body="<p>On lanterns.</p>", published_at=POSTED + timedelta(days=9))
    make_article("By the name", authors=["Ada Lantern"], published_at=POSTED)
    make_article("Older lantern", published_at=POSTED - timedelta(days=9))
    make_article("Newer lantern", published_at=POSTED)

    assert found("lantern") == ["Newer lantern", "Older lantern", "By the name", "In the text"]


def test_equal_moments_are_ordered_by_id():
    for number in range(3):
        make_article(f"Lantern {number}")

    assert found("lantern") == ["Lantern 2", "Lantern 1", "Lantern 0"]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("POLICIES", True),
        ("policy", True),
        ("cafe", True),
        ("Café", True),
        ("café’s", True),
        ("ｃａｆｅ", True),
        ("polic", False),
        ('"policy of the café"', True),
        ("“policy of the café”", True),
        ('"of policies"', False),
        ("policy -café", False),
        ("policy -teahouse", True),
        ('policy -"the café"', False),
        ('policy -"café the"', True),
        ("covid-19", True),
        ("covid19", True),
        ("U.S.", True),
    ],
)
def test_words_phrases_and_exclusions(typed, finds):
    make_article("One", body="<p>The policies of the Café: Covid-19 in the U.S. again.</p>")

    assert bool(found(typed)) is finds


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("비핵화", True),
        ("비핵화를", True),
        ("핵화", True),
        ("핵", True),
        ("를", True),
        ("협상", True),
        ("비핵화 협상", True),
        ('"비핵화를 협상"', False),
        ('"비핵화를 위한 협상"', True),
        ("협상 -핵", False),
        ("화핵", False),
    ],
)
def test_hangul_is_found_inside_words(typed, finds):
    make_article("One", body="<p>비핵화를 위한 협상이 열렸다.</p>", language="ko")

    assert bool(found(typed)) is finds


def test_phrase_does_not_run_from_one_field_into_the_next():
    make_article("The harbour", authors=["Tugs Lindqvist"])

    assert found('"harbour tugs"') == []
    assert found("harbour tugs") == ["The harbour"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', '""', '"harbour', "-", "--", "- -", "harbour -", "NEAR(harbour dues)", "harbour AND", "AND OR NOT", "*",
        "harb*", "^harbour", "headline:harbour", "headline : harbour", "{headline} : x", "(harbour", "harbour)",
        "harbour & | ! <-> dues:*", "'", "\\", "%", "_", "\x00harbour\x00", "harbour\ud800", "\u200b", "🙂", "a" * 300,
        "harbour + dues", ":A", "'':*", "½ ① Ⅳ ٣",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(typed):
    make_article("Harbour dues")

    results = search.search(typed)

    assert isinstance(list(results.articles), list)
    assert results.articles.count() == len(results.articles)


@pytest.mark.parametrize("typed", ["harbour " * 2000, "-harbour", "?!", " ".join(f"word{n}x" for n in range(40))])
def test_what_cannot_be_searched_for_is_said_in_a_sentence(typed):
    make_article("Harbour dues")

    results = search.search(typed)

    assert results.problem.endswith(".")
    assert not results.articles.exists()


def test_empty_query_finds_nothing_and_is_no_problem():
    make_article()

    results = search.search("   ")

    assert results.problem == ""
    assert not results.articles.exists()


def test_only_what_is_public_is_found():
    make_draft("Harbour draft")
    make_article("Harbour tomorrow", published_at=datetime(2999, 1, 1, tzinfo=UTC))
    make_article("Harbour today")

    assert found("harbour") == ["Harbour today"]


def test_the_desk_finds_drafts_too():
    draft = make_draft("Harbour draft", published_at=None)
    make_article("Harbour today")

    assert list(search.matching(Article.objects.all(), "harbour"))[-1] == draft


def test_changed_words_replace_the_old():
    article = make_article("Harbour dues")
    Article.objects.filter(pk=article.pk).update(headline="Ledger")
    search.index(Article.objects.filter(pk=article.pk))

    assert found("harbour") == []
    assert found("ledger") == ["Ledger"]


def test_deleted_article_leaves_no_words_behind():
    article = make_article("Harbour dues")

    article.delete()

    assert not SearchText.objects.exists()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO articles_searchindex(articles_searchindex, rank) VALUES('integrity-check', 1)")
            cursor.execute("SELECT count(*) FROM articles_searchindex WHERE articles_searchindex MATCH 'harbour'")
        else:
            cursor.execute("SELECT count(*) FROM articles_searchtext WHERE words @@ 'harbour'::tsquery")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(("engine", "told"), [("sqlite", [8]), ("postgresql", [])])
def test_index_of_sqlite_joins_its_parts_less_often_than_it_would(engine, told):
    editor = Mock()
    editor.connection.vendor = engine

    import_module("articles.migrations.0009_words_joined_less_often").join_less_often(None, editor)

    assert [parts for _sql, [parts] in (call.args for call in editor.execute.call_args_list)] == told


def test_author_is_found_by_the_name_as_printed_and_by_today_s():
    author = make_author("Ada Lantern")
    make_article("One", authors=[author])
    author.name = "Ada Quayle"
    author.save()
    search.index(Article.objects.all())

    assert found("ada lantern") == found("ada quayle") == ["One"]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("Climate change", True),
        ("“climate   change”", True),
        ("Global warming", True),
        ("GLOBAL-WÄRMING", True),
        ("warming", False),
        ("global warming ferries", False),
        ("global warming -ferries", False),
    ],
)
def test_columns_of_a_subject_are_found_by_its_name_and_by_another_word_for_it(typed, finds):
    make_article("Up the beach", tags=["Climate change"])
    make_article("Down the hill", tags=["Ferries"])
    TagAlias.objects.create(tag=Tag.objects.get(name="Climate change"), name="Global warming", key="global warming")

    assert found(typed) == (["Up the beach"] if finds else [])


def test_column_that_has_the_words_and_the_subject_is_found_once_and_a_draft_not_at_all():
    make_article("Climate change", tags=["Climate change"])
    make_draft("Tomorrow", tags=["Climate change"])

    assert found("climate change") == ["Climate change"]


@pytest.mark.parametrize("articles", [1, 12])
def test_search_budget(articles, django_assert_num_queries):
    for number in range(articles):
        make_article(f"Harbour {number}", authors=[f"Author {number}"])

    with django_assert_num_queries(3):  # count, articles, bylines
        results = search.search("harbour")
        assert results.articles.count() == articles
        assert [article.bylines.all()[0].name for article in results.articles[:20]]


def test_indexing_costs_the_same_for_one_and_for_many(django_assert_num_queries):
    for number in range(5):
        make_article(f"Harbour {number}", authors=[f"Author {number}"])
    articles = list(Article.objects.all())

    with django_assert_num_queries(2):  # bylines, words
        search.index(articles)


def test_very_long_text_is_kept_up_to_what_the_engines_take():
    words = " ".join(f"{letters}{number:x}" for number in range(60_000) for letters in ("ab", "cd"))
    make_article("Long", body=f"<p>needle {words}</p>")

    assert found("needle") == ["Long"]
