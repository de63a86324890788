"""What becomes of an item of a feed: its text, people, dates, labels and pictures."""

import json

import pytest

from articles.importing.documents import Credit, Picture, Severity, Standing, Term, TermKind, Verdict
from tests.importing.readers.feeds.saved import DATE, LONG, atom, codes, item, read_feed, read_item, rss

ATOM = f"<id>tag:pier.example,2012:1</id><title>Lamps</title><content type='html'><![CDATA[{LONG}]]></content>"


def test_item_of_rss_is_a_document():
    more = (
        f"{DATE}<guid isPermaLink='false'>https://pier.example/?p=7</guid><link>https://pier.example/2012/lamps/</link>"
        "<dc:creator>Bae Su-ji</dc:creator><category>Harbour</category><category>Light</category>"
    )

    document = read_item(rss(item("Lamps &amp; piers", more=more), head="<language>en-GB</language>"))

    assert document.format == "feed"
    assert document.source == "opinion.xml"
    assert document.headline == "Lamps & piers"
    assert document.body_html == LONG
    assert document.credits == (Credit(name="Bae Su-ji"),)
    assert document.published.at.isoformat() == "2012-04-03T09:30:00+09:00"
    assert document.terms == tuple(Term(kind=TermKind.CATEGORY, name=name) for name in ("Harbour", "Light"))
    assert document.tags == ("Harbour", "Light")
    assert document.legacy_id == "https://pier.example/?p=7"
    assert document.identity == "legacy:https://pier.example/?p=7"
    assert document.legacy_url == "https://pier.example/2012/lamps/"
    assert document.slug == "lamps"
    assert document.language == "en"
    assert document.text.startswith("<item><title>Lamps")
    assert document.verdict is Verdict.READY
    assert document.notices == ()


def test_items_are_numbered_and_know_their_own_source():
    documents = read_feed(rss(item("One"), item("Two"), item("Three")))

    assert [document.source for document in documents] == ["opinion.xml#1", "opinion.xml#2", "opinion.xml#3"]
    assert all(document.headline in document.text for document in documents)
    assert "Two" not in documents[0].text


def test_entry_of_atom_is_a_document():
    entry = (
        f"{ATOM}<published>2012-04-03T00:30:00Z</published><updated>2012-04-05T01:00:00Z</updated>"
        "<link rel='alternate' href='https://pier.example/lamps'/><link rel='edit' href='https://pier.example/e/1'/>"
        "<author><name>Bae Su-ji</name></author><author><name>Noh Eun</name></author>"
        "<category term='light' label='Light'/><rights>Pier Press</rights>"
    )

    document = read_item(atom(entry))

    assert [credit.name for credit in document.credits] == ["Bae Su-ji", "Noh Eun"]
    assert document.published.at.isoformat() == "2012-04-03T00:30:00+00:00"
    assert document.updated.at.isoformat() == "2012-04-05T01:00:00+00:00"
    assert document.legacy_url == "https://pier.example/lamps"
    assert document.identity == "legacy:tag:pier.example,2012:1"
    assert document.tags == ("Light",)
    assert document.rights == "Pier Press"
    assert document.body_html == LONG


def test_xhtml_of_atom_is_kept():
    entry = (
        "<id>urn:1</id><title type='html'>A &lt;em&gt;lamp&lt;/em&gt;</title>"
        "<published>2012-04-03T00:30:00Z</published>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One <em>lamp</em>.</p><p>Two.</p></div>"
        "</content>"
    )

    document = read_item(atom(entry))

    assert document.headline == "A lamp"
    assert document.body_html == "<p>One <em>lamp</em>.</p><p>Two.</p>"


def test_author_of_the_whole_feed_is_that_of_its_entries():
    document = read_item(
        atom(f"{ATOM}<updated>2012-04-03T00:30:00Z</updated>", head="<author><name>Noh Eun</name></author>")
    )

    assert document.credits == (Credit(name="Noh Eun"),)


def test_only_date_of_an_entry_is_taken_and_said():
    document = read_item(atom(f"{ATOM}<updated>2012-04-03T00:30:00Z</updated>"))

    assert document.published.at.isoformat() == "2012-04-03T00:30:00+00:00"
    assert document.updated is None
    assert codes(document) == ["date_of_update"]


def test_rss_1_and_0_91_are_read():
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        '<channel rdf:about="https://pier.example/"><title>Opinion</title></channel>'
        '<item rdf:about="https://pier.example/1"><title>Lamps</title><link>https://pier.example/1</link>'
        f"<dc:date>2012-04-03T09:30:00+09:00</dc:date><content:encoded><![CDATA[{LONG}]]></content:encoded></item></rdf:RDF>"
    )
    whole = f"<title>Lamps</title><description><![CDATA[{LONG * 5}]]></description>"
    old = f'<rss version="0.91"><channel><item>{whole}</item></channel></rss>'

    document, older = read_item(rdf), read_item(old)

    assert (document.headline, document.verdict) == ("Lamps", Verdict.READY)
    assert document.published.at.isoformat() == "2012-04-03T09:30:00+09:00"
    assert (older.headline, codes(older)) == ("Lamps", ["no_date"])


@pytest.mark.parametrize(
    ("written", "credits_"),
    [
        ("<dc:creator>Bae Su-ji</dc:creator><dc:creator>Noh Eun</dc:creator>", ["Bae Su-ji", "Noh Eun"]),
        ("<dc:creator>Bae Su-ji and Noh Eun</dc:creator>", ["Bae Su-ji", "Noh Eun"]),
        ("<dc:creator>Bae Su-ji in Busan</dc:creator>", ["Bae Su-ji"]),
        ("<author>bae@pier.example (Bae Su-ji)</author>", ["Bae Su-ji"]),
        ("<dc:creator>lampkeeper</dc:creator>", ["lampkeeper"]),
    ],
)
def test_authors_are_read_in_each_habit(written, credits_):
    document = read_item(rss(item(more=DATE + written)))

    assert [credit.name for credit in document.credits] == credits_


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Tue, 03 Apr 2012 09:30:00 GMT", "2012-04-03T09:30:00+00:00"),
        ("03 Apr 12 09:30 +0900", "2012-04-03T09:30:00+09:00"),
        ("Ter, 03 Abr 2012 09:30:00 -0300", "2012-04-03T09:30:00-03:00"),
        ("2012-04-03 09:30:00", "2012-04-03T09:30:00+09:00"),
    ],
)
def test_dates_are_read_as_written(written, at):
    assert read_item(rss(item(more=f"<pubDate>{written}</pubDate>"))).published.at.isoformat() == at


def test_date_that_cannot_be_read_holds_the_item():
    document = read_item(rss(item(more="<pubDate>some time in spring</pubDate>")))

    assert document.verdict is Verdict.HELD
    assert codes(document) == ["unreadable_date"]


@pytest.mark.parametrize(
    "summary",
    ["The pier has lamps.", "The pier has forty lamps and no ship. Continue reading…", "No ship has landed […]" * 40],
)
def test_teaser_is_held(summary):
    document = read_item(rss(f"<title>Lamps</title><description>{summary}</description>{DATE}"))

    assert document.verdict is Verdict.HELD
    assert codes(document) == ["only_summary"]
    assert document.paragraphs


def test_whole_text_in_the_description_is_taken():
    document = read_item(rss(f"<title>Lamps</title><description><![CDATA[{LONG * 5}]]></description>{DATE}"))

    assert document.verdict is Verdict.READY
    assert len(document.paragraphs) == 10


def test_whole_text_goes_before_the_summary():
    told = "<description>Why a pier needs light.</description>"
    begun = "<description>The harbour authority has ordered forty lamps [&#8230;]</description>"

    assert read_item(rss(item(more=DATE + told))).standfirst == "Why a pier needs light."
    assert read_item(rss(item(more=DATE + begun))).standfirst == ""
    assert read_item(rss(item(more=DATE + begun))).body_html == LONG


@pytest.mark.parametrize(
    "media",
    [
        '<media:content url="https://pier.example/a.jpg" medium="image" width="900"/>'
        '<media:content url="https://pier.example/small.jpg" medium="image" width="90"/>',
        '<media:thumbnail url="https://pier.example/a.jpg"/>',
        '<enclosure url="https://pier.example/a.jpg" type="image/jpeg" length="1"/>',
    ],
)
def test_picture_beside_the_text_leads(media):
    document = read_item(rss(item(more=DATE + media)))

    assert document.pictures == (Picture(address="https://pier.example/a.jpg", is_lead=True),)


def test_picture_that_the_text_shows_does_not_lead():
    media = '<media:thumbnail url="https://pier.example/a.jpg"/>'

    document = read_item(rss(item(text=f'<p><img src="/a.jpg" alt="Sea"></p>{LONG}', more=DATE + media)))

    assert document.pictures == (Picture(address="https://pier.example/a.jpg", alt="Sea"),)


def test_sound_is_said_and_not_loaded():
    document = read_item(rss(item(more=f'{DATE}<enclosure url="https://pier.example/a.mp3" type="audio/mpeg"/>')))

    assert codes(document) == ["attachment_left_out"]
    assert document.notices[0].severity is Severity.NOTE


def test_id_that_is_a_bare_number_is_that_of_its_feed():
    assert read_item(rss(item(more=f"{DATE}<guid>7</guid>"))).identity == "legacy:https://pier.example/ 7"


def test_address_counts_where_there_is_no_id_and_text_where_there_is_none():
    by_address = read_item(rss(item(more=f"{DATE}<link>https://pier.example/lamps</link>")))
    by_text = read_item(rss(item()))

    assert by_address.identity == "url:https://pier.example/lamps"
    assert by_text.identity.startswith("sha256:")
    assert by_text.identity == read_item(rss(item(), head="<ttl>60</ttl>")).identity


def test_item_without_anything_is_held_with_what_it_lacks():
    document = read_item(rss(""))

    assert document.verdict is Verdict.HELD
    assert codes(document) == ["no_headline", "no_body", "no_date"]


JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Opinion",
    "home_page_url": "https://pier.example/",
    "language": "en-GB",
    "authors": [{"name": "Noh Eun"}],
    "items": [
        {
            "id": "https://pier.example/lamps",
            "url": "https://pier.example/lamps",
            "title": "Lamps & piers",
            "content_html": LONG,
            "summary": "Why a pier needs light.",
            "date_published": "2012-04-03T09:30:00+09:00",
            "date_modified": "2012-04-05T09:30:00+09:00",
            "authors": [{"name": "Bae Su-ji"}],
            "tags": ["Harbour"],
            "image": "https://pier.example/a.jpg",
            "external_url": "https://elsewhere.example/lamps",
        },
        {"id": 2, "content_text": "One.\n\nTwo\nlines."},
    ],
}


def test_json_feed_is_read():
    first, second = read_feed(json.dumps(JSON), "feed.json")

    assert first.headline == "Lamps & piers"
    assert first.standfirst == "Why a pier needs light."
    assert first.body_html == LONG
    assert [credit.name for credit in first.credits] == ["Bae Su-ji"]
    assert first.published.at.isoformat() == "2012-04-03T09:30:00+09:00"
    assert first.updated.at.isoformat() == "2012-04-05T09:30:00+09:00"
    assert first.tags == ("Harbour",)
    assert first.pictures == (Picture(address="https://pier.example/a.jpg", is_lead=True),)
    assert first.canonical_url == "https://elsewhere.example/lamps"
    assert first.verdict is Verdict.READY
    assert [credit.name for credit in second.credits] == ["Noh Eun"]
    assert second.body_html == "<p>One.</p><p>Two<br>lines.</p>"
    assert second.identity == "legacy:https://pier.example/ 2"
    assert codes(second) == ["no_headline", "no_date"]


def test_author_of_json_feed_1_is_read():
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "a", "author": {"name": "Bae Su-ji"}}]}

    assert [credit.name for credit in read_item(json.dumps(feed), "feed.json").credits] == ["Bae Su-ji"]


def test_who_the_writer_is_and_a_correction_leave_the_text():
    ends = "<p>Bae Su-ji keeps a lighthouse.</p><p>Correction (5 April 2012): The pier has fifty lamps.</p>"

    document = read_item(rss(item("Lamps", text=LONG + ends, more=f"{DATE}<dc:creator>Bae Su-ji</dc:creator>")))

    assert document.body_html == LONG
    assert document.bio == "Bae Su-ji keeps a lighthouse."
    assert [correction.on.isoformat() for correction in document.corrections] == ["2012-04-05"]


def blogger(kind, more=""):
    mark = f"http://schemas.google.com/blogger/2008/kind#{kind}"
    return (
        f'<id>tag:blogger.com,1999:blog-1.{kind}-2</id><title>Lamps</title><content type="html">Forty lamps.</content>'
        "<published>2012-04-03T09:30:00+09:00</published><author><name>Ahn Dal-ho</name></author>"
        f'<category scheme="http://schemas.google.com/g/2005#kind" term="{mark}"/><category term="Lamps"/>{more}'
    )


@pytest.mark.parametrize("kind", ["comment", "page", "template", "settings"])
def test_what_blogger_exports_besides_posts_is_left_out_by_a_named_rule(kind):
    document = read_item(atom(blogger(kind)))

    assert document.verdict is Verdict.LEFT_OUT
    assert document.notices[-1].message.endswith(f"(rule: blogger_{kind})")


def test_a_draft_of_blogger_stays_one_and_the_mark_of_its_kind_is_no_tag():
    control = '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>'

    document = read_item(atom(blogger("post", control)))

    assert (document.standing, document.tags) == (Standing.DRAFT, ("Lamps",))
    assert (document.legacy_id, document.legacy_url, document.slug) == ("tag:blogger.com,1999:blog-1.post-2", "", "")


def test_the_newer_export_of_blogger_says_its_kinds_in_elements_of_its_own():
    said = "<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>"
    entry = f'<id>tag:blogger.com,1999:blog-1.post-3</id><title>Lamps</title><content type="html">Yes!</content>{said}'
    feed = atom(entry).replace("<feed ", '<feed xmlns:blogger="http://schemas.google.com/blogger/2018" ')

    assert read_item(feed).verdict is Verdict.LEFT_OUT


def test_an_item_that_is_only_a_picture_is_held():
    document = read_item(rss(item(text='<p><img src="https://pier.example/a.jpg"></p>')))

    assert (document.verdict, codes(document)) == (Verdict.HELD, ["only_pictures"])


def test_a_title_of_very_deep_nesting_is_read_at_once():
    title = "Lamps " + "&lt;div&gt;" * 50_000 + "for a pier"

    assert read_item(rss(item(title))).headline.startswith("Lamps")
