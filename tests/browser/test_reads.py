"""The script that reports a read, in a real Chromium. Its ten seconds are those of the page's clock, moved forward."""

import pytest
from playwright.sync_api import Browser, Page, Request

from articles.models import Article
from articles.readership import rules
from articles.readership.models import ReferrerReads
from tests.builders import make_article, make_user
from tests.readership.building import reads_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WAIT_MS = rules.VISIBLE_SECONDS * 1000
SLACK_MS = 4000  # the page's clock also goes on by itself while the test waits
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
HIDE = """hidden => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => hidden ? 'hidden' : 'visible' });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


class Visit:
    """A reader's visit of an article's page: its page, what it complained of, and the beacons that it sent."""

    def __init__(self, browser: Browser, url: str, script: str = "") -> None:
        self.page: Page = browser.new_context(user_agent=AGENT).new_page()
        self.beacons: list[Request] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.beacons.append(request) if "/reads/" in request.url else None)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.route("**/favicon.ico", lambda route: route.fulfill(status=204))  # not what is tested here
        self.page.clock.install()
        if script:
            self.page.add_init_script(script)
        self.page.goto(url)

    def wait(self, milliseconds: int) -> None:
        """Let the page's clock run, and what it sends arrive."""
        self.page.clock.run_for(milliseconds)
        self.page.wait_for_load_state("networkidle")


@pytest.fixture
def article() -> Article:
    """Return the article that is read."""
    return make_article("Read to the end")


def test_read_is_reported_once_after_ten_seconds_in_view(browser: Browser, live_server, article: Article) -> None:
    visit = Visit(browser, live_server.url + article.get_absolute_url())

    visit.wait(WAIT_MS - SLACK_MS)
    early = len(visit.beacons)
    with visit.page.expect_response("**/reads/") as answer:
        visit.wait(SLACK_MS)
    visit.wait(10 * WAIT_MS)

    assert early == 0
    assert answer.value.status == 204
    assert [beacon.method for beacon in visit.beacons] == ["POST"]
    assert visit.beacons[0].post_data == f"article={article.pk}"
    assert reads_of(article) == 1
    assert visit.complaints == []
    assert visit.page.context.cookies() == []


def test_second_view_of_the_day_does_not_count(browser: Browser, live_server, article: Article) -> None:
    visit = Visit(browser, live_server.url + article.get_absolute_url())

    for _ in range(2):
        with visit.page.expect_response("**/reads/"):
            visit.wait(WAIT_MS)
        visit.page.reload()

    assert len(visit.beacons) == 2
    assert reads_of(article) == 1


def test_time_out_of_view_does_not_count(browser: Browser, live_server, article: Article) -> None:
    visit = Visit(browser, live_server.url + article.get_absolute_url())

    visit.wait(WAIT_MS // 2)
    visit.page.evaluate(HIDE, True)
    visit.wait(10 * WAIT_MS)
    visit.page.evaluate(HIDE, False)
    visit.wait(WAIT_MS // 2 - SLACK_MS)
    early = len(visit.beacons)
    with visit.page.expect_response("**/reads/"):
        visit.wait(SLACK_MS)

    assert early == 0
    assert reads_of(article) == 1


def test_page_prepared_in_advance_waits_for_its_reader(browser: Browser, live_server, article: Article) -> None:
    prepared = "Object.defineProperty(document, 'prerendering', { get: () => true });"
    visit = Visit(browser, live_server.url + article.get_absolute_url(), prepared)

    visit.wait(3 * WAIT_MS)
    early = len(visit.beacons)
    visit.page.evaluate("document.dispatchEvent(new Event('prerenderingchange'))")
    with visit.page.expect_response("**/reads/"):
        visit.wait(WAIT_MS)

    assert early == 0


@pytest.mark.parametrize(
    ("referrer", "sent"),
    [
        ("https://news.example.org/a/path?who=jane#there", "&from=news.example.org"),
        ("https://user:secret@News.Example.org:8443/", "&from=news.example.org"),
        ("{site}/another/column/", ""),
        ("about:blank", ""),
        ("", ""),
    ],
)
def test_host_of_the_other_site_is_told_and_no_more(
    browser: Browser, live_server, article: Article, referrer: str, sent: str
) -> None:
    told = referrer.format(site=live_server.url)
    script = f"Object.defineProperty(document, 'referrer', {{ get: () => '{told}' }});"
    visit = Visit(browser, live_server.url + article.get_absolute_url(), script)

    with visit.page.expect_response("**/reads/"):
        visit.wait(WAIT_MS)

    assert [beacon.post_data for beacon in visit.beacons] == [f"article={article.pk}{sent}"]
    assert list(ReferrerReads.objects.values_list("host", "count")) == ([("news.example.org", 1)] if sent else [])
    assert reads_of(article) == 1


def test_page_that_is_never_in_view_reports_nothing(browser: Browser, live_server, article: Article) -> None:
    hidden = "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });"
    visit = Visit(browser, live_server.url + article.get_absolute_url(), hidden)

    visit.wait(10 * WAIT_MS)

    assert visit.beacons == []


def test_read_of_somebody_of_the_desk_does_not_count(browser: Browser, live_server, article: Article, client) -> None:
    client.force_login(make_user())
    session = client.cookies["sessionid"].value
    visit = Visit(browser, live_server.url + "/healthz")
    visit.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    visit.page.goto(live_server.url + article.get_absolute_url())

    with visit.page.expect_response("**/reads/") as answer:
        visit.wait(WAIT_MS)

    assert answer.value.status == 204
    assert "sessionid" in answer.value.request.all_headers().get("cookie", "")
    assert reads_of(article) == 0


@pytest.mark.parametrize(("name", "value"), [("globalPrivacyControl", "true"), ("doNotTrack", "'1'")])
def test_who_wants_out_sends_nothing(browser: Browser, live_server, article: Article, name: str, value: str) -> None:
    script = f"Object.defineProperty(navigator, '{name}', {{ get: () => {value} }});"
    visit = Visit(browser, live_server.url + article.get_absolute_url(), script)

    visit.wait(3 * WAIT_MS)

    assert visit.beacons == []


def test_browser_without_beacons_sends_a_request(browser: Browser, live_server, article: Article) -> None:
    script = "navigator.sendBeacon = undefined;"
    visit = Visit(browser, live_server.url + article.get_absolute_url(), script)

    with visit.page.expect_response("**/reads/"):
        visit.wait(WAIT_MS)

    assert reads_of(article) == 1
