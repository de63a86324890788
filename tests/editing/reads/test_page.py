"""The desk's page of reads."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.readership.models import HourlyReads
from tests.builders import make_article, make_user
from tests.editing.conftest import signed_in

pytestmark = pytest.mark.django_db
PAGE, CSV = "desk_reads:page", "desk_reads:csv"


def read_now(article, times: int) -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    HourlyReads.objects.create(article=article, hour=now, count=times)


def show(desk, **asked: str) -> str:
    return desk.get(reverse(PAGE), asked).content.decode()


@pytest.mark.parametrize("name", [PAGE, CSV])
def test_only_those_who_see_most_read_lists_enter(client, writers_desk, desk, name):
    assert client.get(reverse(name)).status_code == 302
    assert writers_desk.get(reverse(name)).status_code == 403
    assert desk.get(reverse(name)).status_code == 200
    assert desk.post(reverse(name)).status_code == 405


def test_menu_leads_to_it(desk, writers_desk):
    assert reverse(PAGE) in desk.get(reverse("admin:index")).content.decode()
    assert reverse(PAGE) not in writers_desk.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("span", "by"),
    [("today", ""), ("7", ""), ("30", "hour"), ("year", ""), ("all", ""), ("7", "article"), ("today", "author"),
     ("all", "tag")],
)  # fmt: skip
def test_every_view_has_a_chart_with_its_table(desk, span, by):
    read_now(make_article("The ferry", authors=["Ines Varga"], tags=["Harbour"]), 1_234)

    page = show(desk, span=span, by=by)

    assert "1,234" in page
    assert '<svg class="chart' in page
    assert '<table class="numbers' in page
    assert not re.search(r"\sstyle=|<style|javascript:", page)


def test_nothing_read_is_said_with_a_way_on(desk):
    page = show(desk)

    assert "Nothing was read in this time" in page
    assert "span=all" in page
    assert "Counting begins with the first reader" in show(desk, span="all")


def test_reads_that_no_site_led_to_have_no_chart(desk):
    read_now(make_article(), 5)

    page = show(desk, by="referrer")

    assert "No reader came from another site" in page
    assert "<figure" not in page


def test_column_is_picked_by_its_headline(desk):
    read_now(make_article("The ferry"), 7)
    read_now(make_article("The bus"), 30)

    page = show(desk, article="The ferry", by="article")

    assert "The ferry</a>" in page
    assert "The bus" not in page


@pytest.mark.parametrize(
    ("name", "value"), [("article", "Nobody wrote it"), ("author", "#999999999999999999999"), ("tag", "#0")]
)
def test_unknown_scope_is_said_and_shows_nothing_else(desk, name, value):
    page = show(desk, **{name: value})

    assert "errorlist" in page
    assert '<table class="numbers' not in page
    assert desk.get(reverse(CSV), {name: value}).status_code == 400


def test_csv_is_named_with_its_days_and_streamed(desk):
    read_now(make_article("부두에서"), 3)

    answer = desk.get(reverse(CSV), {"by": "article"})

    assert answer.streaming
    assert re.search(
        r'filename="reads-by-article-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d.csv"', answer["Content-Disposition"]
    )
    assert "부두에서" in b"".join(answer).decode("utf-8-sig")


def test_headline_with_marks_stays_words(desk):
    read_now(make_article("<b>Ferry</b> & <script>"), 3)

    assert "<script>" not in show(desk, by="article").replace("<script src", "")


@pytest.mark.parametrize(("by", "queries"), [("day", 11), ("article", 11), ("author", 9), ("tag", 9), ("referrer", 8)])
def test_queries_do_not_grow_with_the_columns(desk, django_assert_num_queries, by, queries):
    for number in range(2):
        read_now(make_article(authors=[f"Columnist {number}", f"Another {number}"], tags=[f"Subject {number}"]), 3)
        show(desk)  # whoever enters first is looked up with more

        with django_assert_num_queries(queries):
            show(desk, by=by)


def test_stranger_with_an_account_of_the_desk_is_refused():
    client = signed_in(make_user(is_superuser=False, is_staff=True))

    assert client.get(reverse(PAGE)).status_code == 403
