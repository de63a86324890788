"""Nothing that is not public is in any feed, sitemap or list of feeds."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.editing import services
from articles.models import Article, Correction, Series
from articles.sitemaps import SECTIONS
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db

SECRET = "Xylographer"
PAGES = ["/", "/authors/ines-varga/", "/tags/harbour/", "/series/the-river/", "/corrections/"]
FEEDS = [page + file for page in PAGES for file in ("rss.xml", "atom.xml", "feed.json")]
OTHERS = ["/feeds/", "/feeds/opml.xml", "/archive/2011-1/rss.xml", "/news-sitemap.xml", "/robots.txt"]
ADDRESSES = [*FEEDS, *OTHERS, *(f"/sitemap-{section}.xml" for section in SECTIONS)]
NOW = timezone.now()
HIDDEN = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "approved": {"status": "approved"},
    "unpublished": {"status": "unpublished"},
    "retracted": {"status": "retracted"},
    "scheduled": {"published_at": NOW + timedelta(days=1)},
    "embargoed": {"embargoed_until": NOW + timedelta(days=1)},
    "expired": {"expires_at": NOW - timedelta(days=1)},
}


@pytest.fixture(params=HIDDEN.values(), ids=HIDDEN.keys())
def hidden(request) -> Article:
    """Return a hidden column full of a word that stands nowhere else, beside a public one of the same lists."""
    series = Series.objects.create(name="The River", slug="the-river")
    writer = make_author("Ines Varga", slug="ines-varga")
    make_article("Public", authors=[writer], tags=["Harbour"], series=series)
    fields = {"standfirst": SECRET, "body": f"<p>{SECRET}</p>", "bio_as_printed": SECRET, **request.param}
    authors, tags = [writer, make_author(SECRET)], ["Harbour", SECRET]
    article = make_article(SECRET, authors=authors, tags=tags, series=series, **fields)
    Correction.objects.create(article=article, issued_on=date(2011, 4, 9), note="A notice.", words_before=SECRET)
    return article


def test_hidden_column_is_nowhere(client, hidden):
    answers = {address: client.get(address) for address in ADDRESSES}

    assert {response.status_code for response in answers.values()} == {200}
    assert [address for address, response in answers.items() if SECRET.lower() in response.text.lower()] == []


@pytest.mark.parametrize("state", ["draft", "in review", "scheduled", "embargoed"])
def test_columnist_and_subject_of_nothing_public_have_no_feed(client, state):
    series = Series.objects.create(name=SECRET, slug="secret")
    writer = make_author(SECRET, slug="secret")
    make_article(authors=[writer], tags=["Secret"], series=series, **HIDDEN[state])

    for page in ("authors", "tags", "series"):
        assert client.get(f"/{page}/secret/rss.xml").status_code == 404


@pytest.mark.parametrize("state", ["unpublished", "expired", "retracted"])
def test_subscriber_keeps_a_feed_that_has_become_empty(client, state):
    article = make_article(authors=[make_author("Ines Varga", slug="ines-varga")], tags=["Harbour"])
    Article.objects.filter(pk=article.pk).update(**HIDDEN[state], published_at=NOW - timedelta(days=2))

    for page in ("/authors/ines-varga/", "/tags/harbour/"):
        response = client.get(page + "feed.json")
        assert response.status_code == 200
        assert '"items":[]' in response.text


def test_notice_of_a_hidden_column_is_sent_only_for_a_retracted_one(client, hidden):
    assert ("A notice." in client.get("/corrections/rss.xml").text) == hidden.is_retracted


def test_column_appears_on_its_minute_and_leaves_on_its_minute(client, time_machine):
    make_article("In time", published_at=NOW + timedelta(hours=1), expires_at=NOW + timedelta(hours=2))

    seen = []
    for minutes in (59, 61, 119, 121):
        time_machine.move_to(NOW + timedelta(minutes=minutes), tick=False)
        seen.append("In time" in client.get("/rss.xml").text)

    assert seen == [False, True, True, False]


def test_retraction_is_told_without_a_word_of_the_column(client):
    article = make_article(SECRET)
    services.retract(article, user=None, notice="It was made up.", on=date(2011, 4, 9))

    text = client.get("/corrections/atom.xml").text

    assert "Retraction: a column of 3 April 2011" in text
    assert "It was made up." in text
    assert SECRET.lower() not in text.lower()
