from datetime import datetime

import pytest

from articles.importing.documents import Standing, Term, TermKind, Verdict
from tests.importing.readers.newswire.wires import PARAGRAPHS, codes, message, news_item, nitf, read_wire


def test_item_is_read():
    item = news_item(
        attributes='version="3"',
        content_meta=(
            "<contentModified>2011-04-04T09:00:00Z</contentModified><by>By Jane Doe and John Roe</by>"
            '<headline role="hld:subHeadline">And who pays</headline><slugline>town-bridge</slugline>'
        ),
        rights='<copyrightHolder literal="The Town News"/><copyrightNotice>(c) The Town News 2011</copyrightNotice>',
    )
    [document] = read_wire(item)

    assert document.format == "newsml"
    assert document.verdict is Verdict.READY
    assert (document.headline, document.standfirst) == ("A bridge too dear", "And who pays")
    assert [credit.name for credit in document.credits] == ["Jane Doe", "John Roe"]
    assert document.published.at == datetime.fromisoformat("2011-04-03T10:20:00+00:00")
    assert document.updated.at == datetime.fromisoformat("2011-04-04T09:00:00+00:00")
    assert document.body_html == PARAGRAPHS
    assert document.identity == "legacy:urn:newsml:town.example:b-17"
    assert (document.language, document.rights) == ("en", "(c) The Town News 2011")


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        (f'<inlineXML contenttype="application/nitf+xml">{nitf()}</inlineXML>', 2),
        ('<inlineData contenttype="text/plain">One is here.\n\nTwo is there.</inlineData>', 2),
        ('<inlineData contenttype="text/html"><![CDATA[<p>One.</p><p>Two.</p>]]></inlineData>', 2),
        ('<inlineData contenttype="text/html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>', 2),
        ('<inlineXML><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p></div></inlineXML>', 1),
    ],
)
def test_text_may_have_any_form(content, paragraphs):
    [document] = read_wire(news_item(content=content))

    assert (document.verdict, len(document.paragraphs)) == (Verdict.READY, paragraphs)


def test_inner_story_gives_byline_and_bio_that_the_item_lacks():
    inner = nitf(body_head="<byline>By Jane Doe</byline>", end="<tagline>Jane Doe teaches law.</tagline>")
    [document] = read_wire(news_item(content=f"<inlineXML>{inner}</inlineXML>"))

    assert [credit.name for credit in document.credits] == ["Jane Doe"]
    assert document.bio == "Jane Doe teaches law."


def test_subjects_have_their_names():
    item = news_item(
        content_meta=(
            '<subject type="cpnat:abstract" qcode="medtop:11000000"/>'
            '<subject qcode="medtop:20000523"><name xml:lang="de">Arbeitsmarkt</name>'
            '<name xml:lang="en">labour market</name></subject>'
            '<subject type="cpnat:person" qcode="pers:7"/><subject literal="Bridges"/><subject qcode="N2:XYZ9"/>'
            "<keyword>arches</keyword>"
        ),
    ).replace("<contentMeta>", '<assert qcode="pers:7"><name>Ann Bee</name></assert><contentMeta>')
    [document] = read_wire(item)

    assert document.terms == (
        Term(kind=TermKind.CATEGORY, name="politics"),
        Term(kind=TermKind.CATEGORY, name="labour market"),
        Term(kind=TermKind.TAG, name="Ann Bee"),
        Term(kind=TermKind.CATEGORY, name="Bridges"),
        Term(kind=TermKind.CATEGORY, name="N2:XYZ9"),
        Term(kind=TermKind.KEYWORD, name="arches"),
    )
    assert "N2:XYZ9" not in document.tags


@pytest.mark.parametrize(
    ("meta", "verdict", "standing", "code"),
    [
        ('<pubStatus qcode="stat:canceled"/>', Verdict.HELD, Standing.PUBLIC, "canceled_in_source"),
        ('<pubStatus qcode="stat:withheld"/>', Verdict.HELD, Standing.PUBLIC, "withheld_in_source"),
        ("<embargoed>2011-04-05T00:00:00Z</embargoed>", Verdict.READY, Standing.DRAFT, "embargoed"),
        ("<edNote>Not for use abroad</edNote>", Verdict.READY, Standing.PUBLIC, "editors_note"),
    ],
)
def test_status_and_embargo_are_followed(meta, verdict, standing, code):
    [document] = read_wire(news_item(meta=meta))

    assert (document.verdict, document.standing) == (verdict, standing)
    assert code in codes(document)


def test_creators_who_are_people_sign_where_no_line_does():
    meta = '<creator literal="TWN"/><creator qcode="p:1"><name>Jane Doe</name></creator>'
    [document] = read_wire(news_item(content_meta=meta))

    assert [credit.name for credit in document.credits] == ["Jane Doe"]


def test_every_item_of_a_message_is_accounted_for():
    picture = news_item(
        guid="urn:p:1",
        kind="picture",
        content_meta="<description>The old bridge</description><creditline>Ann Bee</creditline>",
        content='<remoteContent contenttype="image/jpeg" rendition="rnd:thumbnail" href="t.jpg" width="90"/>'
        '<remoteContent contenttype="image/jpeg" rendition="rnd:highRes" href="big.jpg" width="900"/>',
    )
    film = news_item(guid="urn:v:1", kind="video", content='<remoteContent contenttype="video/mp4" href="a.mp4"/>')
    package = '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:k:1"><itemMeta/></packageItem>'

    story, shown, moving, packed = read_wire(message(news_item(), picture, film, package))

    assert (story.source, story.verdict) == ("story.xml#1", Verdict.READY)
    assert [(each.address, each.caption, each.credit, each.is_lead) for each in story.pictures] == [
        ("big.jpg", "The old bridge", "Ann Bee", True)
    ]
    assert [each.verdict for each in (shown, moving, packed)] == [Verdict.LEFT_OUT] * 3
    assert ("picture_item" in codes(shown), "not_a_story" in codes(moving), "package" in codes(packed)) == (True,) * 3


def test_pictures_go_to_the_story_of_their_package():
    picture = news_item(
        guid="urn:p:1", kind="picture", content='<remoteContent contenttype="image/jpeg" href="a.jpg"/>'
    )
    package = (
        '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:k:1"><groupSet><group>'
        '<itemRef residref="urn:s:2"/><itemRef residref="urn:p:1"/></group></groupSet></packageItem>'
    )
    first, second, *_ = read_wire(message(news_item(guid="urn:s:1"), news_item(guid="urn:s:2"), picture, package))

    assert (first.pictures, [each.address for each in second.pictures]) == ((), ["a.jpg"])


def test_remote_picture_of_a_story_stands_above_it():
    content = (
        '<inlineData contenttype="text/plain">One is here.</inlineData>'
        '<remoteContent contenttype="image/jpeg" href="https://old.example.org/a.jpg"/>'
    )
    [document] = read_wire(news_item(content=content))

    assert [(each.address, each.is_lead) for each in document.pictures] == [("https://old.example.org/a.jpg", True)]


def test_slug_line_is_the_headline_only_with_a_warning():
    item = news_item(content_meta="<slugline>town-bridge</slugline>").replace(
        "<headline>A bridge too dear</headline>", ""
    )
    [document] = read_wire(item)

    assert (document.headline, "headline_from_slugline" in codes(document)) == ("town-bridge", True)


def test_item_without_text_is_held():
    [document] = read_wire(news_item(content="<inlineXML contenttype='application/nitf+xml'> </inlineXML>"))

    assert (document.verdict, "no_body" in codes(document)) == (Verdict.HELD, True)


def test_headline_that_the_text_repeats_stands_once():
    html = "<h1>A bridge too dear</h1><p>The council has decided.</p>"
    [document] = read_wire(news_item(content=f"<inlineXML><html><body>{html}</body></html></inlineXML>"))

    assert document.paragraphs == ("The council has decided.",)


def test_older_newsml_is_read():
    file = (
        "<NewsML><NewsItem><Identification><NewsIdentifier><DateId>20110403</DateId><NewsItemId>b-17</NewsItemId>"
        "<PublicIdentifier>urn:newsml:town.example:20110403:b-17:1</PublicIdentifier></NewsIdentifier></Identification>"
        '<NewsManagement><FirstCreated>20110403T102000Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>'
        "<NewsComponent><NewsLines><HeadLine>A bridge too dear</HeadLine><ByLine>By Jane Doe</ByLine>"
        "<CopyrightLine>The Town News</CopyrightLine></NewsLines><NewsComponent><ContentItem><DataContent>"
        f"{PARAGRAPHS}</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"
    )
    [document] = read_wire(file)

    assert (document.verdict, document.headline) == (Verdict.READY, "A bridge too dear")
    assert document.identity == "legacy:urn:newsml:town.example:20110403:b-17:1"
    assert document.body_html == PARAGRAPHS
    assert [credit.name for credit in document.credits] == ["Jane Doe"]
