"""What is read of a post in a WordPress export."""

import pytest

from articles.importing.documents import Precision, Severity, Standing, Term, TermKind, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.wordpress.exports import (
    PROSE,
    attachment,
    codes,
    export,
    item,
    meta,
    read_body,
    read_export,
    term,
)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_an_export_is_known_by_its_content(version):
    content = export(item(), version=version).encode()

    assert tell_format("whatever.txt", content) == "wxr"


def test_a_feed_is_no_export():
    assert tell_format("feed.xml", b'<rss version="2.0"><channel><title>x</title></channel></rss>') != "wxr"


def test_the_fields_of_a_post():
    more = term("category", "Sea &amp; Land", "sea") + term("post_tag", "Ferries") + term("category", "Uncategorized")

    [document] = read_export(item(excerpt="Why it is <em>always</em> late.", more=more))

    assert (document.verdict, document.standing, document.source) == (Verdict.READY, Standing.PUBLIC, "export.xml")
    assert (document.headline, document.standfirst) == ("The ferry is late", "Why it is always late.")
    assert [(credit.name, credit.key) for credit in document.credits] == [("Mina Park", "mina")]
    assert document.published.at.isoformat() == "2014-05-06T07:08:09+09:00"
    assert document.terms == (
        Term(kind=TermKind.CATEGORY, name="Sea & Land", slug="sea"),
        Term(kind=TermKind.TAG, name="Ferries", slug="ferries"),
    )
    assert document.tags == ("Ferries",)
    assert (document.slug, document.language, document.legacy_id) == ("the-ferry-is-late", "en", "41")
    assert document.legacy_url == "https://harbour.example/2014/05/the-ferry-is-late/"
    assert document.identity == "legacy:harbour.example/41"
    assert document.body_html == PROSE
    assert document.text.startswith("<item>")
    assert document.provenance["headline"][0].lines == (2, 2)


def test_the_identity_is_that_of_the_site_and_number():
    one = read_export(item(), site="http://www.harbour.example/")[0].identity
    again = read_export(item("<p>Changed since.</p>"), site="https://harbour.example")[0].identity
    other = read_export(item(), site="https://harbour.example/letters")[0].identity

    assert one == again == "legacy:harbour.example/41"
    assert other == "legacy:harbour.example/letters/41"


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("Sea <em>and</em> <b>land</b>", "Sea and land"),
        ("Fish &amp; chips", "Fish & chips"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("  two \n lines ", "two lines"),
    ],
)
def test_a_title_is_plain_text(printed, headline):
    assert read_body(PROSE, title=printed).headline == headline


def test_a_post_of_pictures_alone_is_held_with_its_pictures():
    shown = '<figure><img src="/files/a.jpg"><figcaption>Noon</figcaption></figure><p><img src="/files/b.jpg"></p>'

    document = read_body(shown)

    [notice] = [notice for notice in document.notices if notice.severity is Severity.HOLD]
    assert (document.verdict, notice.code) == (Verdict.HELD, "only_pictures")
    assert notice.message.startswith("It is 2 pictures without text")
    assert len(document.pictures) == 2


def test_a_picture_beside_a_word_is_no_such_post():
    assert read_body(f'{PROSE}<p><img src="/files/a.jpg"></p>').verdict is Verdict.READY


@pytest.mark.parametrize(("given", "code"), [({"title": ""}, "no_headline"), ({"date": "", "gmt": ""}, "no_date")])
def test_a_post_without_what_every_column_has_is_held(given, code):
    document = read_body(PROSE, **given)

    assert (document.verdict, code in codes(document)) == (Verdict.HELD, True)


@pytest.mark.parametrize(
    ("given", "verdict", "standing", "code"),
    [
        ({"status": "draft"}, Verdict.READY, Standing.DRAFT, "draft"),
        ({"status": "pending"}, Verdict.READY, Standing.DRAFT, "draft"),
        ({"status": "future"}, Verdict.READY, Standing.DRAFT, "scheduled"),
        ({"status": "pitch"}, Verdict.READY, Standing.DRAFT, "draft"),
        ({"status": "private"}, Verdict.HELD, Standing.PUBLIC, "private"),
        ({"password": "quay"}, Verdict.HELD, Standing.PUBLIC, "password_protected"),
        ({"status": ""}, Verdict.HELD, Standing.PUBLIC, "no_status"),
        ({"status": "trash"}, Verdict.LEFT_OUT, Standing.DRAFT, "wordpress_trash"),
        ({"status": "auto-draft"}, Verdict.LEFT_OUT, Standing.DRAFT, "wordpress_auto_draft"),
        ({"type": "page"}, Verdict.LEFT_OUT, Standing.PUBLIC, "wordpress_page"),
        ({"type": "nav_menu_item"}, Verdict.LEFT_OUT, Standing.PUBLIC, "wordpress_menu_item"),
        ({"type": "recipe"}, Verdict.LEFT_OUT, Standing.PUBLIC, "wordpress_custom_type"),
        ({"type": "wp_template"}, Verdict.LEFT_OUT, Standing.PUBLIC, "wordpress_site_part"),
        ({"type": "revision", "status": "inherit"}, Verdict.LEFT_OUT, Standing.DRAFT, "wordpress_revision"),
    ],
)
def test_what_becomes_of_an_item(given, verdict, standing, code):
    document = read_body(PROSE, **given)

    assert (document.verdict, document.standing) == (verdict, standing)
    assert code in codes(document)
    assert document.headline == "The ferry is late"


@pytest.mark.parametrize(
    ("given", "at", "precision"),
    [
        ({"gmt": "2014-05-06 11:08:09"}, "2014-05-06T07:08:09-04:00", Precision.MINUTE),
        ({"gmt": "0000-00-00 00:00:00"}, "2014-05-06T07:08:09+09:00", Precision.MINUTE),
        ({"date": "0000-00-00 00:00:00"}, "2014-05-05T22:08:09+00:00", Precision.MINUTE),
        ({"date": "2014-05-06 00:00:00", "gmt": "2014-05-05 15:00:00"}, "2014-05-06T00:00:00+09:00", Precision.DAY),
        ({"gmt": "2013-05-06 11:08:09"}, "2013-05-06T11:08:09+00:00", Precision.MINUTE),
        ({"gmt": "", "status": "draft"}, "2014-05-06T07:08:09+09:00", Precision.INFERRED),
    ],
)
def test_a_date_has_the_zone_that_its_fields_show(given, at, precision):
    document = read_body(PROSE, **given)

    assert (document.published.at.isoformat(), document.published.precision) == (at, precision)


def test_a_local_date_alone_has_the_zone_of_the_other_items():
    first, _ = read_export(item(gmt=""), item(number="42", gmt="2014-05-06 11:08:09"))

    assert first.published.at.isoformat() == "2014-05-06T07:08:09-04:00"
    assert "zone_assumed" not in codes(first)


def test_the_date_of_the_feed_stands_in_for_one_that_is_missing():
    more = "<pubDate>Tue, 06 May 2014 07:08:09 +0000</pubDate>"

    document = read_body(PROSE, date="", gmt="", more=more)

    assert document.published.at.isoformat() == "2014-05-06T07:08:09+00:00"


def test_a_change_after_the_posting_is_the_update():
    more = (
        "<wp:post_modified>2014-05-07 09:00:00</wp:post_modified>"
        "<wp:post_modified_gmt>2014-05-07 00:00:00</wp:post_modified_gmt>"
    )

    assert read_body(PROSE, more=more).updated.at.isoformat() == "2014-05-07T09:00:00+09:00"
    assert read_body(PROSE).updated is None


def test_co_authors_are_the_byline_in_their_order():
    more = term("author", "joe", "cap-joe") + term("author", "lena-frost", "cap-lena-frost")
    guest = item(
        "",
        number="90",
        type="guest-author",
        title="Lena Frost",
        more=meta("cap-user_login", "lena-frost") + meta("cap-description", "Lena Frost keeps the lighthouse."),
    )

    document = read_export(item(more=more), guest)[0]

    assert [credit.name for credit in document.credits] == ["Joe Reed", "Lena Frost"]
    assert document.credits[1].bio == "Lena Frost keeps the lighthouse."
    assert document.terms == ()


def test_a_login_without_a_name_is_reported():
    document = read_body(PROSE, creator="ghostwriter")

    assert [credit.name for credit in document.credits] == ["ghostwriter"]
    assert "login_as_name" in codes(document)


def test_a_byline_in_a_custom_field_goes_before_the_creator():
    document = read_body(PROSE, more=meta("largo_byline_text", "By Ann Lee and Bo Chun"))

    assert [credit.name for credit in document.credits] == ["Ann Lee", "Bo Chun"]


def test_a_series_and_a_language_of_their_own():
    document = read_body(PROSE, more=term("series", "Letters home") + term("language", "Français", "fr"))

    assert (document.series, document.language, document.terms) == ("Letters home", "fr", ())


def test_the_featured_image_is_the_lead_picture():
    more = meta("_thumbnail_id", "77")
    about = meta("_wp_attachment_image_alt", "A quay at dawn") + meta("_media_credit", "Kim Do")

    document = read_export(item(more=more), attachment(caption="The quay.", more=about))[0]

    [lead] = document.pictures
    assert (lead.address, lead.is_lead) == ("https://harbour.example/files/quay.jpg", True)
    assert (lead.alt, lead.caption, lead.credit) == ("A quay at dawn", "The quay.", "Kim Do")


def test_a_featured_image_that_is_not_there_is_reported():
    assert "picture_missing" in codes(read_body(PROSE, more=meta("_thumbnail_id", "78")))


def test_comments_are_counted_and_kept_aside():
    comment = "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_type>{}</wp:comment_type></wp:comment>"

    document = read_body(PROSE, more=comment.format("") * 2 + comment.format("pingback"))

    [said] = [notice for notice in document.notices if notice.code == "comments_kept_aside"]
    assert said.message.startswith("2 comments of readers and 1 pingbacks")


def test_bio_and_correction_at_the_end_are_no_part_of_the_body():
    content = (
        f"{PROSE}<p>It sailed at noon.</p><hr><p><em>Mina Park is a professor of economics at Harbour College.</em></p>"
        "<p>This column was amended on May 8, 2014, to correct the time of sailing.</p>"
    )

    document = read_body(content)

    assert document.paragraphs[-1] == "It sailed at noon."
    assert document.bio == "Mina Park is a professor of economics at Harbour College."
    assert [str(correction.on) for correction in document.corrections] == ["2014-05-08"]


def test_hangul_is_believed_more_than_the_language_of_the_site():
    assert read_body("<p>배가 또 늦었지만 부두에서 놀란 사람은 아무도 없었다.</p>", title="늦은 배").language == "ko"
