"""Every page for readers in a real Chromium: nothing sticks out, no policy is hurt, axe is content, print is clean."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page

from articles.editing import services
from articles.models import Article, Series
from articles.readership import hiding
from articles.readership import services as readership
from articles.readership.models import MostReadEntry
from tests.builders import make_article, make_author
from tests.readership.building import make_reads

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Incomprehensibilities of the Donaudampfschifffahrtsgesellschaft, and why nobody at the desk dared to cut them"
BODY = """<p>The register is at <a href="https://example.org/">the office</a>.</p><p class="pull">A promise.</p>
<h2>What it costs</h2><table><caption>Burned</caption><thead><tr><th scope="col">Year of the burning</th>
<th scope="col">Volumes</th><th scope="col">Reason</th></tr></thead><tbody><tr><td>1961</td><td>40</td>
<td>Room, and damp in the north-east corner</td></tr></tbody></table><hr><ol><li>A note.</li></ol>
<p>https://example.org/an/address/that/goes/on/and/on/without/a/single/place/to/break/it/anywhere.html</p>"""
THE_DAY = datetime(2011, 4, 6, 3, tzinfo=UTC)  # noon in Seoul
PAGES = [
    "/",
    "/2011/04/03/ledger/",
    "/2011/04/04/long/",
    "/2015/06/07/등대/",
    "/2012/04/03/statue/",
    "/authors/",
    "/authors/ann/",
    "/tags/",
    "/tags/harbour/",
    "/tags/harbour+ships/",
    "/series/river-papers/",
    "/archive/",
    "/2011/",
    "/2011/04/",
    "/2011/04/03/",
    "/search/?q=register",
    "/corrections/",
    "/most-read/",
    "/most-read/?window=all",
    "/most-read/2011-04-06/",
    "/most-read/method/",
    "/nothing/here/",
]


@pytest.fixture
def paper() -> Article:
    """Fill the paper with what is hard to set; return a column with everything on it."""
    ann, ben = make_author("Ann", slug="ann", bio="A pilot."), make_author("Ben de Almeida-Montefiore", slug="ben")
    series = Series.objects.create(name="River papers", slug="river-papers")
    ledger = make_article(
        "The ledger", slug="ledger", body=BODY, authors=[ann, ben], tags=["Harbour", "Ships"], series=series,
        series_part=1, standfirst="For forty years.", bio_as_printed="Ann is a pilot.",
    )  # fmt: skip
    services.add_correction(ledger, user=None, on=date(2011, 4, 5), note="It was 1951.")
    make_article(LONG, slug="long", authors=[ben], tags=["Harbour"], published_at=datetime(2011, 4, 4, 3, tzinfo=UTC))
    make_article(
        "등대지기의 장부", slug="등대", language="ko", authors=["한서윤"], tags=["교통", "Harbour"],
        body="<p>등대지기는 마음에 드는 선원을 만나지 못했다.</p>", published_at=datetime(2015, 6, 7, tzinfo=UTC),
    )  # fmt: skip
    statue = make_article("A statue", slug="statue", authors=[ann], published_at=datetime(2012, 4, 3, tzinfo=UTC))
    services.retract(statue, user=None, notice="There was no statue.", on=date(2012, 5, 1))
    for number in range(9):
        make_article(f"Column {number}", authors=[ann], kind="editorial" if number == 4 else "column")
    make_lists(ledger)
    return ledger


def make_lists(ledger: Article) -> None:
    """Keep the lists of a day that is over: a line that is gone, one that was taken off, one printed; and today's."""
    for place, article in enumerate(Article.objects.published().order_by("pk")):
        for moment in (THE_DAY, timezone.now()):
            make_reads(article, 40 - place, moment)
    readership.refresh_counted(at=THE_DAY)
    readership.refresh_counted()
    first, second = MostReadEntry.objects.filter(list__day=date(2011, 4, 6), list__window_days=7).order_by("rank")[4:6]
    hiding.take_off(first, "By order of a court, until the case is heard", at=THE_DAY)
    services.unpublish(second.article, user=None)
    readership.keep_printed_list(ledger, [(1, LONG), (2, "The ledger")], date(2011, 4, 6))


def open_page(browser: Browser, url: str, **context: Any) -> tuple[Page, list[str]]:
    """Return the page and what it complained of: the console, and what the policy refused."""
    page = browser.new_context(**context).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    return page, complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_and_axe_finds_nothing(
    browser: Browser, paper: Article, live_server: Any, width: int, scheme: str
) -> None:
    faults: dict[str, Any] = {}

    for address in PAGES:
        page, complaints = open_page(
            browser, live_server.url + address, viewport={"width": width, "height": 800}, color_scheme=scheme
        )
        expected = ["404"] if address == "/nothing/here/" else []
        unexpected = [line for line in complaints if not any(word in line for word in expected)]
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        report = Axe().run(page).response["violations"]
        found = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in report]
        if overflow > 0 or found or unexpected:
            faults[address] = (overflow, found, unexpected)
        page.context.close()

    assert faults == {}


def test_reader_keeps_no_cookie_and_nothing_else(browser: Browser, paper: Article, live_server: Any) -> None:
    page, _ = open_page(browser, live_server.url + paper.get_absolute_url())

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_page_fetches_from_its_own_site_alone(browser: Browser, paper: Article, live_server: Any) -> None:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    page.goto(live_server.url + paper.get_absolute_url())

    assert [url for url in requests if not url.startswith(live_server.url)] == []


def test_skip_link_leads_past_the_masthead(browser: Browser, paper: Article, live_server: Any) -> None:
    page, _ = open_page(browser, live_server.url + paper.get_absolute_url())

    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert focused == "Skip to the text"
    assert page.url.endswith("#main")


def test_print_keeps_the_column_its_date_and_address(browser: Browser, paper: Article, live_server: Any) -> None:
    page, _ = open_page(browser, live_server.url + paper.get_absolute_url())

    page.emulate_media(media="print", color_scheme="dark")

    assert not page.locator(".margin").is_visible()
    assert not page.locator(".nav").is_visible()
    assert page.locator(".dates").is_visible()
    address = page.evaluate("getComputedStyle(document.querySelector('.column'), '::after').content")
    assert paper.get_absolute_url() in address
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 26, 23)"


def test_page_is_readable_without_script(browser: Browser, paper: Article, live_server: Any) -> None:
    page, _ = open_page(browser, live_server.url + paper.get_absolute_url(), java_script_enabled=False)

    assert page.locator(".body").is_visible()
