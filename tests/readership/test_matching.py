"""From a printed line to the article that it means."""

import pytest

from articles.readership import matching
from articles.readership.models import MostReadEntry, MostReadList
from tests.builders import make_article, make_draft
from tests.readership.building import make_articles, make_printed

pytestmark = pytest.mark.django_db


def linked() -> list[int | None]:
    return list(MostReadEntry.objects.order_by("pk").values_list("article_id", flat=True))


@pytest.mark.parametrize(
    "printed", ["A river’s end", "A RIVER'S END", "A  river’s end.", "“A river’s end”", "À river’s end"]
)
def test_line_is_linked_whatever_its_case_and_marks(printed: str) -> None:
    article = make_article("A river’s end")
    make_printed((printed, "Something else"))

    number = matching.link_exact(MostReadEntry.objects.all())

    assert number == 1
    assert linked() == [article.pk, None]


def test_korean_line_is_linked() -> None:
    article = make_article("등대지기의 장부")
    make_printed(("등대지기의 장부", "등대지기"))

    matching.link_exact(MostReadEntry.objects.all())

    assert linked() == [article.pk, None]


def test_likeness_is_not_enough() -> None:
    make_article("A river’s end")
    make_printed(("A river’s ends", "The river’s end", "A river’s end, again"))

    assert matching.link_exact(MostReadEntry.objects.all()) == 0


def test_headline_of_two_articles_is_not_guessed() -> None:
    make_article("Letters")
    make_article("Letters")
    make_printed(("Letters",))

    assert matching.link_exact(MostReadEntry.objects.all()) == 0


def test_line_that_is_linked_stays() -> None:
    make_article("Twice named")
    chosen = make_article("Chosen by an editor")
    make_printed(("Twice named",)).entries.update(article=chosen)

    matching.link_exact(MostReadEntry.objects.all())

    assert linked() == [chosen.pk]


@pytest.mark.thorough
def test_many_lines_are_linked_alike() -> None:
    articles = make_articles(matching.FEW_KEYS + 5)
    for start in range(0, len(articles), 10):
        make_printed([article.headline for article in articles[start : start + 10]])

    number = matching.link_exact(MostReadEntry.objects.all())

    assert number == len(articles)
    assert linked() == [article.pk for article in articles]


def test_line_waits_for_its_article() -> None:
    make_printed(("Not yet loaded", "Never"))

    draft = make_draft("Not Yet Loaded")
    number = matching.rematch(draft)

    assert number == 1
    assert linked() == [draft.pk, None]


def test_picked_words_stay_words() -> None:
    picked = MostReadList.objects.create(kind="curated")
    MostReadEntry.objects.create(list=picked, rank=1, headline="Words")

    assert matching.rematch(make_article("Words")) == 0


def test_rematch_is_two_queries_and_an_update(django_assert_max_num_queries) -> None:
    for _ in range(10):
        make_printed(("Waited for",))
    article = make_article("Waited for")

    with django_assert_max_num_queries(5):  # lines, articles, savepoint, update, release
        number = matching.rematch(article)

    assert number == 10


def test_suggestions_are_the_likest_first() -> None:
    likest, like = make_article("Analysts against the arrest of an heir"), make_draft("Arrest of an heir divides us")
    make_article("A museum of car parks")

    found = matching.suggest("Analysts against arrest of heir")

    assert [article for article, _ in found] == [likest, like]
    assert 100 > found[0][1] > found[1][1] >= matching.LEAST_LIKENESS


def test_suggestion_of_the_same_words_is_certain() -> None:
    article = make_article("등대지기의 장부")

    assert matching.suggest("등대지기의 장부") == [(article, 100)]


@pytest.mark.parametrize("headline", ["", "…", "zzzz", '" OR NEAR(', "x" * 500])
def test_nothing_is_suggested_for_nothing(headline: str) -> None:
    make_article()

    assert matching.suggest(headline) == []


def test_suggestions_are_one_query_and_limited(django_assert_num_queries) -> None:
    for number in range(30):
        make_article(f"The same old story {number}")

    with django_assert_num_queries(1):
        found = matching.suggest("The same old story", limit=3)

    assert len(found) == 3
