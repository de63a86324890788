"""Whatever the source holds, a feed is well-formed and safe. Rows are written past the services here."""

import json
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.feeds import channels, formats
from articles.feeds.columns import entry
from articles.feeds.entries import FeedChannel
from articles.feeds.history import Stretch
from articles.models import Article, Series, Tag
from authors.models import Author
from tests.builders import POSTED, make_article, make_author

pytestmark = pytest.mark.django_db

CONTROLS = "".join(chr(code) for code in (*range(1, 9), 0xB, 0xC, *range(0xE, 0x20), 0x7F, 0xFFFE, 0xFFFF))
HOSTILE = f"<b>A</b> & ]]> {CONTROLS}“b”\r\n<script>alert(1)</script>"
ADDRESSES = ["/{}", "/authors/ines-varga/{}", "/tags/harbour/{}", "/series/the-river/{}"]


def channel_of(article: Article) -> FeedChannel:
    return channels.site(lambda _: Stretch(articles=[article]))


@pytest.fixture
def hostile() -> Article:
    series = Series.objects.create(name=HOSTILE, slug="the-river", description=HOSTILE)
    article = make_article(authors=[make_author("Ines Varga", slug="ines-varga")], tags=["Harbour"], series=series)
    plain = dict.fromkeys(("headline", "standfirst", "bio_as_printed", "rights"), HOSTILE)
    Article.objects.filter(pk=article.pk).update(**plain)
    article.bylines.update(name_as_printed=HOSTILE)
    Author.objects.update(name=HOSTILE)
    Tag.objects.update(name=HOSTILE)
    return article


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_control_characters_anywhere_leave_the_feed_well_formed(client, hostile, address, file):
    response = client.get(address.format(file))

    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert parsed.bozo == 0
    assert "“b”" in parsed.entries[0].title
    assert not set(CONTROLS) & set(response.content.decode())


def test_control_characters_anywhere_leave_json_clean(client, hostile):
    item = json.loads(client.get("/feed.json").content)["items"][0]

    assert not set(CONTROLS) & set(json.dumps(item, ensure_ascii=False))
    assert item["title"] == "<b>A</b> & ]]> “b” <script>alert(1)</script>"


def test_plain_text_is_never_markup(client, hostile):
    item = json.loads(client.get("/feed.json").content)["items"][0]

    assert "<script" not in item["content_html"]
    assert "&lt;script&gt;" in item["content_html"]


def test_opml_and_the_page_of_feeds_stay_well_formed(client, hostile):
    outlines = ET.fromstring(client.get("/feeds/opml.xml").content)  # noqa: S314 our own answer

    assert {outline.get("text") for outline in outlines.iter("outline")} >= {"Columnists", "Subjects", "Series"}
    assert "<script>alert" not in client.get("/feeds/").text


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
        '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
        '<math href="javascript:alert(1)">x</math>',
        '<p style="background:url(//evil)">x</p>',
    ],
)
def test_body_that_went_past_its_field_is_cleaned_again(client, payload):
    article = make_article()
    article.body = f"<p>Before.</p>{payload}<p>After.</p>"

    html = entry(article).html

    assert "Before." in html
    assert "After." in html
    for sign in ("alert", "onerror", "javascript:", "srcdoc", "style="):
        assert sign not in html


@pytest.mark.parametrize("surrogate", ["\ud800", "a\udc80b"])
def test_lone_surrogate_is_dropped_by_every_writer(surrogate):
    article = make_article(authors=["Ines Varga"], tags=["Harbour"])
    article.headline = article.standfirst = article.bio_as_printed = article.body = surrogate + " and text\x00"
    channel = channel_of(article)

    for made in formats.FORMATS:
        assert "and text" in made.write(channel, formats.links(channel, made)).decode()


@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_at_all_gives_a_well_formed_feed(text):
    told = dict.fromkeys(("headline", "standfirst", "body", "bio_as_printed", "rights"), text)
    channel = channel_of(Article(pk=1, slug="a", published_at=POSTED, published_on=POSTED.date(), **told))

    as_rss, as_atom, as_json = (made.write(channel, formats.links(channel, made)) for made in formats.FORMATS)

    assert len(ET.fromstring(as_rss).findall("channel/item")) == 1  # noqa: S314 our own answer
    assert ET.fromstring(as_atom).tag.endswith("feed")  # noqa: S314 our own answer
    assert len(json.loads(as_json)["items"]) == 1
