"""Printed lines led to a column whose headline is all but the same, within the weeks before the list."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.readership import matching
from articles.readership.likeness import link_like
from articles.readership.models import MostReadEntry, MostReadList
from tests.builders import make_article

pytestmark = pytest.mark.django_db

DAY = date(2012, 4, 20)
PRINTED = "The bridge that nobody wanted to cross"


def make_column(headline, *, days_before=3):
    at = datetime(2012, 4, 20, 3, tzinfo=UTC) - timedelta(days=days_before)
    return make_article(headline, published_at=at)


def make_list(*headlines, day=DAY, article=None):
    made = MostReadList.objects.create(kind="printed", day=day, article=article)
    for rank, headline in enumerate(headlines, start=1):
        MostReadEntry.objects.create(list=made, rank=rank, headline=headline)


def lines():
    return list(MostReadEntry.objects.order_by("pk").values_list("article_id", "likeness"))


@pytest.mark.parametrize(
    "headline",
    [
        "The bridge that nobody wants to cross",
        "Bridge that nobody wanted to cross",
        "The bridge that nobody wanted too cross",
    ],
)
def test_a_line_is_led_to_the_column_that_is_all_but_the_same_and_says_so(headline):
    column = make_column(headline)
    make_list(PRINTED)

    assert link_like({column.published_on}) == 1

    [(led, likeness)] = lines()
    assert led == column.pk
    assert 92 <= likeness < 100


@pytest.mark.parametrize("days_before", [60, 32, -2, -40])
def test_a_column_of_other_weeks_is_not_meant(days_before):
    column = make_column("The bridge that nobody wants to cross", days_before=days_before)
    make_list(PRINTED)

    assert link_like({column.published_on, DAY}) == 0


def test_an_undated_list_is_placed_by_its_page():
    page = make_column("Something else entirely")
    column = make_column("The bridge that nobody wants to cross", days_before=-10)
    make_list(PRINTED, day=None, article=page)

    assert link_like({column.published_on}) == 1


@pytest.mark.parametrize(
    ("headline", "printed"),
    [
        ("The war and its budget, part 1", "The war and its budget, part 2"),
        ("The bridge that somebody wanted to burn", PRINTED),
        ("Letters", "Letter"),
    ],
)
def test_what_only_looks_alike_is_not_led(headline, printed):
    make_list(printed)

    assert link_like({make_column(headline).published_on}) == 0


def test_of_two_that_are_alike_none_is_guessed():
    make_column("The bridge that nobody wanted to crosss")
    column = make_column("The bridge that nobody wanted to cros")
    make_list(PRINTED)

    assert link_like({column.published_on}) == 0


def test_the_very_words_come_before_likeness_in_whatever_order_columns_come():
    first = make_column("The bridge that nobody wants to cross")
    make_list(PRINTED)
    link_like({first.published_on})
    exact = make_column(PRINTED)

    matching.link_exact(MostReadEntry.objects.all())

    assert lines() == [(exact.pk, None)]


def test_what_was_led_is_looked_at_anew_when_columns_go():
    column = make_column("The bridge that nobody wants to cross")
    make_list(PRINTED)
    link_like({column.published_on})
    day = column.published_on
    column.delete()

    link_like({day})

    assert lines() == [(None, None)]


@pytest.mark.parametrize("likeness", [0, None])
def test_what_an_editor_decided_is_not_touched(likeness):
    chosen = make_column("Another one that an editor means") if likeness is None else None
    column = make_column("The bridge that nobody wants to cross")
    make_list(PRINTED)
    MostReadEntry.objects.update(article=chosen, likeness=likeness)

    assert link_like({column.published_on}) == 0
    matching.link_exact(MostReadEntry.objects.all())

    assert lines() == [(chosen.pk if chosen else None, likeness)]


def test_an_editor_who_takes_a_line_off_is_heard_for_good(admin_client):
    column = make_column("The bridge that nobody wants to cross")
    make_list(PRINTED)
    link_like({column.published_on})
    entry = MostReadEntry.objects.get()

    admin_client.post(
        f"/admin/readership/mostreadlist/{entry.list_id}/change/",
        {
            "is_shown": "on", "note": "", "entries-TOTAL_FORMS": "1", "entries-INITIAL_FORMS": "1",
            "entries-0-id": str(entry.pk), "entries-0-list": str(entry.list_id), "entries-0-article": "",
        },
    )  # fmt: skip
    link_like({column.published_on})

    assert lines() == [(None, 0)]
