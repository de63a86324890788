"""The desk's charts of reads and its account of a related list, in a real Chromium."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from articles.readership.models import HourlyReads
from articles.related.models import BadMatch
from tests.browser.test_desk import Desk, faults
from tests.builders import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def harbour() -> Article:
    """Return a column on a subject that eight others have, all of them read."""
    columns = [make_article(f"Column {n} on the harbour", tags=["Harbour"], authors=["Ines Varga"]) for n in range(9)]
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    HourlyReads.objects.bulk_create(
        HourlyReads(article=column, hour=hour, count=1_000 * place) for place, column in enumerate(columns, start=1)
    )
    return columns[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_charts_and_accounts_are_accessible_and_fit(browser, live_server, harbour, width, scheme):
    desk = Desk(browser, live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme).sign_in()
    reads = reverse("desk_reads:page")
    pages = [reads, f"{reads}?span=today", f"{reads}?by=article", f"{reads}?article=Nothing", f"{reads}?by=referrer"]

    for page in [*pages, reverse("editing:related", args=[harbour.pk])]:
        desk.open(page)
        assert desk.complaints == [], page
        assert faults(desk.page) == [], page
        desk.complaints.clear()


@pytest.mark.parametrize("width", [320, 1280])
def test_letters_of_a_chart_keep_their_size(browser, live_server, harbour, width):
    desk = Desk(browser, live_server.url, viewport={"width": width, "height": 800}).sign_in()
    page = desk.open(reverse("desk_reads:page"))

    heights = page.locator(".chart text.value").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )

    assert len(heights) > 2
    assert all(12 < height < 24 for height in heights)


def test_without_script_a_bad_match_is_reported_noted_and_taken_back(browser, live_server, harbour):
    desk = Desk(browser, live_server.url, java_script_enabled=False).sign_in()
    page = desk.open(reverse("editing:related", args=[harbour.pk]))

    first = page.locator("ol.lines > li").first
    first.get_by_role("button", name=re.compile("^Bad match ?:")).press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("is reported as a bad match")
    page.get_by_label("Why").fill("Another harbour")
    page.get_by_label("Why").press("Enter")
    assert BadMatch.objects.get().note == "Another harbour"
    page.get_by_role("button", name="Not a bad match").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("no longer reported")
    assert not BadMatch.objects.exists()


def test_without_script_the_reads_of_a_column_are_found(browser, live_server, harbour):
    desk = Desk(browser, live_server.url, java_script_enabled=False).sign_in()
    page = desk.open(reverse("desk_reads:page"))

    page.get_by_role("link", name="Column", exact=True).click()
    page.locator("table.numbers").get_by_role("link", name="Column 8 on the harbour").click()

    expect(page.get_by_text("Of Column 8 on the harbour")).to_be_visible()
    expect(page.locator(".sums")).to_contain_text("9,000 reads")
