"""The desk is told when no list could be made for long, and why."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from articles.readership import rules, services
from articles.readership.watching import silence
from tests.readership.building import NOON, make_articles, make_counted, make_reads

pytestmark = pytest.mark.django_db


def test_nothing_is_said_while_lists_are_made() -> None:
    make_counted()

    assert silence(at=NOON + timedelta(hours=rules.SILENT_HOURS)) == ""


def test_paper_with_too_few_columns_is_not_silent() -> None:
    make_articles(rules.FEWEST_PLACES - 1)

    assert silence(at=NOON) == ""


def test_no_reads_at_all_point_to_the_counter() -> None:
    make_articles(rules.FEWEST_PLACES)

    assert silence(at=NOON) == (
        "In the last seven days no column had 5 readers. If there were more, look whether POST /reads/ reaches the site"
        " and whether PROXY_COUNT is right."
    )


def test_too_few_readers_are_counted() -> None:
    articles = make_articles(rules.FEWEST_PLACES)
    for article in articles[:2]:
        make_reads(article, rules.MINIMUM_READS)

    assert silence(at=NOON) == "In the last seven days only 2 columns had 5 readers or more; a list takes five."


def test_list_that_could_be_made_and_was_not_is_told() -> None:
    for article in make_articles(rules.FEWEST_PLACES):
        make_reads(article, rules.MINIMUM_READS)

    assert "run manage.py refresh_most_read" in silence(at=NOON)
    services.refresh_counted(at=NOON)
    assert silence(at=NOON) == ""


def test_list_of_another_window_is_no_comfort(settings) -> None:
    make_counted()
    settings.MOST_READ_WINDOW = 30
    services.refresh_counted(at=NOON)
    settings.MOST_READ_WINDOW = 1

    assert silence(at=NOON + timedelta(days=4)) != ""


def test_desk_sees_it_on_its_front_page(admin_client) -> None:
    make_articles(rules.FEWEST_PLACES)

    with time_machine.travel(NOON, tick=False):
        page = admin_client.get(reverse("admin:index")).text
        for article in make_articles(rules.FEWEST_PLACES):
            make_reads(article, rules.MINIMUM_READS)
        services.refresh_counted()
        later = admin_client.get(reverse("admin:index")).text

    assert "No most-read list could be made lately" in page
    assert "no column had 5 readers" in page
    assert "No most-read list could be made lately" not in later
