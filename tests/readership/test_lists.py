"""Which list stands beside a column, as what, and with which lines."""

from datetime import date, timedelta

import pytest
import time_machine
from django.template import Context, Template

from articles.editing import services as editing
from articles.models import Article
from articles.readership import labels, lists, rules, services
from articles.readership.models import MostReadList
from tests.builders import make_article, make_draft
from tests.readership.building import DAY, NOON, make_counted, make_printed

pytestmark = pytest.mark.django_db


def sidebar(article: Article | None = None, at=NOON) -> lists.ShownList | None:
    return lists.beside(article, at=at).sidebar


def make_picked(day: date | None = DAY) -> MostReadList:
    return services.make_curated_list([make_article("Picked")], day=day)


def test_nothing_stands_where_there_is_nothing() -> None:
    assert lists.beside(make_article(), at=NOON) == lists.Beside(sidebar=None, printed=None)


def test_kinds_go_before_days() -> None:
    found = []
    makers = (
        make_printed,
        lambda: make_printed(day=date(2016, 1, 1)),
        lambda: make_picked(date(2015, 1, 1)),
        make_counted,
    )
    for make in makers:
        made = make()
        found.append((sidebar().pk == made.pk, sidebar().label))

    assert found == [
        (True, "As printed on a page of this paper, day unknown"),
        (True, "As printed on a page of this paper, 1 January 2016"),
        (True, "Picked by the desk, 1 January 2015"),
        (True, "Last seven days, by readers, to 20 January 2017"),
    ]


@pytest.mark.parametrize("days", [[1, 3, 2], [3, 2, 1]])
def test_newest_of_a_kind_stands(days: list[int]) -> None:
    for day in days:
        make_printed(day=date(2011, 1, day))

    assert sidebar().label.endswith("3 January 2011")


def test_last_added_of_undated_ones_stands() -> None:
    make_printed(("Older",))
    newer = make_printed(("Newer",))

    assert sidebar().pk == newer.pk


def test_counted_list_gives_way_when_it_is_stale() -> None:
    counted, printed = make_counted(), make_printed()

    chosen = [sidebar(at=NOON + timedelta(days=age)).pk for age in (0, 2, 3)]

    assert chosen == [counted.pk, counted.pk, printed.pk]
    assert labels.label_of(counted, at=NOON + timedelta(days=3)) == "Seven days, by readers, to 20 January 2017"


def test_list_that_was_taken_off_never_stands() -> None:
    article = make_article()
    make_printed(article=article)
    MostReadList.objects.update(is_shown=False)

    assert lists.beside(article, at=NOON) == lists.Beside()


def test_list_without_lines_never_stands() -> None:
    printed = make_printed()
    MostReadList.objects.create(kind="curated", day=DAY)

    assert sidebar().pk == printed.pk


def test_list_of_a_hidden_page_never_stands() -> None:
    make_printed(article=make_draft())

    assert sidebar() is None


def test_own_printed_list_stands_at_the_foot() -> None:
    article = make_article()
    own = make_printed(("Own",), article=article)
    counted = make_counted()

    found = lists.beside(article, at=NOON)

    assert (found.sidebar.pk, found.printed.pk) == (counted.pk, own.pk)
    assert lists.beside(make_article(), at=NOON).printed is None


def test_own_printed_list_is_shown_once() -> None:
    article = make_article()
    own = make_printed(("Own",), article=article)

    found = lists.beside(article, at=NOON)

    assert (found.sidebar.pk, found.printed) == (own.pk, None)


def test_draft_in_preview_shows_its_own_list() -> None:
    draft = make_draft()
    make_printed(article=draft)

    found = lists.beside(draft, at=NOON)

    assert found.sidebar is not None
    assert found.printed is None


def test_printed_line_keeps_its_words_and_links_to_the_column() -> None:
    article = make_article("Headline of today")
    printed = make_printed(("Headline of that day", "Unknown"))
    printed.entries.filter(rank=1).update(article=article)

    lines = sidebar().lines

    assert lines == (
        lists.Line(1, "Headline of that day", article.get_absolute_url(), "en"),
        lists.Line(2, "Unknown", ""),
    )


def test_printed_line_of_a_hidden_column_is_plain_text() -> None:
    printed = make_printed(("Printed words",))
    printed.entries.update(article=make_draft("Secret draft"))

    assert sidebar().lines == (lists.Line(1, "Printed words", ""),)


def test_counted_line_has_the_headline_of_today() -> None:
    counted = make_counted()
    article = Article.objects.get(pk=counted.entries.get(rank=1).article_id)
    article.headline = "Better words"
    editing.save_article(article, user=None)

    assert sidebar().lines[0] == lists.Line(1, "Better words", article.get_absolute_url(), "en")


def test_our_own_lists_never_name_a_hidden_column() -> None:
    counted = make_counted()
    hidden = Article.objects.get(pk=counted.entries.get(rank=2).article_id)
    editing.unpublish(hidden, user=None)
    services.make_curated_list([make_draft("Secret draft"), "Words"], day=None)

    shown = [line for one in lists.show(MostReadList.objects.all(), at=NOON) for line in one.lines]

    assert sidebar().lines[1] == lists.Line(2, "", "", gone="A column that is no longer published")
    assert [line.rank for line in sidebar().lines] == list(range(1, 11))
    assert not {hidden.headline, "Secret draft"} & {line.headline for line in shown}


@pytest.mark.parametrize(
    ("window", "label"),
    [
        (1, "Last 24 hours, by readers, to 20 January 2017"),
        (7, "Last seven days, by readers, to 20 January 2017"),
        (30, "Last 30 days, by readers, to 20 January 2017"),
        (rules.ALL_TIME, "All time, by readers, to 20 January 2017"),
    ],
)
def test_label_says_what_is_counted_and_up_to_which_day(window: int, label: str) -> None:
    make_counted()

    assert labels.label_of(MostReadList.objects.get(window_days=window), at=NOON) == label


def test_list_of_the_standard_window_stands(settings) -> None:
    make_counted()
    settings.MOST_READ_WINDOW = 30

    assert sidebar().label == "Last 30 days, by readers, to 20 January 2017"


def test_list_whose_lines_are_all_gone_stands_nowhere() -> None:
    counted, printed = make_counted(), make_printed()
    counted.entries.update(hidden_at=NOON, hidden_because="By order of a court")

    assert sidebar().pk == printed.pk


@pytest.mark.parametrize("number", [1, 20])
def test_one_query_whatever_there_is(django_assert_num_queries, number: int) -> None:
    article = make_article()
    for index in range(number):
        make_printed((f"Printed {index}", "More"), day=DAY)
        make_printed((f"Own {index}",), article=article)
    make_counted()

    with django_assert_num_queries(1):
        found = lists.beside(article, at=NOON)

    assert found.sidebar
    assert found.printed


def test_tag_asks_once_a_page(django_assert_num_queries) -> None:
    article = make_article()
    own = make_printed(("Own",), article=article)
    make_counted()
    twice = Template(
        "{% load most_read %}{% most_read_lists article as a %}{% most_read_lists article as b %}{{ b.printed.pk }}"
    )

    with time_machine.travel(NOON, tick=False), django_assert_num_queries(1):
        html = twice.render(Context({"article": article}))

    assert html == str(own.pk)


def test_tag_and_partial_show_ranks_links_and_what_it_is() -> None:
    article = make_article("Linked")
    services.keep_printed_list(make_article(), [(2, "<b>Second</b>"), (5, "Linked")], None).entries.filter(
        rank=5
    ).update(article=article)

    html = Template(
        "{% load most_read %}{% most_read_lists article as found %}"
        '{% include "readership/_most_read.html" with list=found.sidebar %}'
        '{% include "readership/_most_read.html" with list=found.printed %}'
    ).render(Context({"article": article}))

    assert html.count("<section") == 1
    assert "<h2>Most read</h2>" in html
    assert "As printed on a page of this paper, day unknown" in html
    assert '<li value="2">' in html
    assert "&lt;b&gt;Second&lt;/b&gt;" in html
    assert f'<a href="{article.get_absolute_url()}" lang="en">Linked</a>' in html
    assert "How it is counted" not in html
