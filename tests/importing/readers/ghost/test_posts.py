"""What is read of a post in an export of Ghost."""

import json

import pytest

from articles.importing.documents import Precision, Standing, TermKind, UnreadableError, Verdict
from articles.importing.readers import read, tell_format
from tests.importing.readers.ghost.exports import HTML, codes, export, post, read_post, read_value


@pytest.mark.parametrize(
    "wrap",
    [
        lambda value: value,
        lambda value: value["db"][0],
        lambda value: {"data": value["db"][0]["data"] | {"posts_tags": []}},
        lambda value: {"posts": [post(comment_id="1")], "meta": {"pagination": {"page": 1}}},
        lambda value: [value],
    ],
)
def test_an_export_is_known_however_it_is_wrapped(wrap):
    content = json.dumps(wrap(export(post()))).encode()

    assert tell_format("whatever.txt", content) == "ghost"
    assert read("whatever.txt", content)[0].headline == "The ferry is late"


@pytest.mark.parametrize("content", [b'{"posts": [{"title": "x"}]}', b'{"data": {"items": []}}', b"posts: 3"])
def test_other_json_is_no_export(content):
    assert tell_format("data.json", content) != "ghost"


def test_the_fields_of_a_post():
    document = read_post(
        custom_excerpt="Why it is always late.", canonical_url="https://first.example/ferry", locale="en_GB"
    )

    assert (document.verdict, document.standing, document.source) == (Verdict.READY, Standing.PUBLIC, "export.json")
    assert (document.headline, document.standfirst) == ("The ferry is late", "Why it is always late.")
    assert document.published.at.isoformat() == "2021-05-02T07:08:09+00:00"
    assert document.updated.at.isoformat() == "2021-05-02T08:00:00+00:00"
    assert (document.slug, document.language) == ("the-ferry-is-late", "en")
    assert document.canonical_url == "https://first.example/ferry"
    assert document.identity == "legacy:ghost/64b0c0ffee64b0c0ffee0001"
    assert (document.body_html, document.paragraphs) == (HTML, (HTML[3:-4],))
    [place] = document.provenance["headline"]
    assert "The ferry is late" in document.text.split("\n")[place.lines[0] - 1]


@pytest.mark.parametrize(
    ("given", "verdict", "standing", "code"),
    [
        ({"status": "draft"}, Verdict.READY, Standing.DRAFT, "draft"),
        ({"status": "scheduled"}, Verdict.READY, Standing.DRAFT, "scheduled"),
        ({"status": "sent"}, Verdict.LEFT_OUT, Standing.PUBLIC, "ghost_email_only"),
        ({"email_only": 1}, Verdict.LEFT_OUT, Standing.PUBLIC, "ghost_email_only"),
        ({"status": None}, Verdict.HELD, Standing.PUBLIC, "no_status"),
        ({"type": "page"}, Verdict.LEFT_OUT, Standing.PUBLIC, "ghost_page"),
        ({"type": None, "page": 1}, Verdict.LEFT_OUT, Standing.PUBLIC, "ghost_page"),
        ({"visibility": "members"}, Verdict.HELD, Standing.PUBLIC, "members_only"),
        ({"visibility": "paid"}, Verdict.HELD, Standing.PUBLIC, "members_only"),
        ({"title": ""}, Verdict.HELD, Standing.PUBLIC, "no_headline"),
        ({"html": None}, Verdict.HELD, Standing.PUBLIC, "no_body"),
        ({"html": "<img src='/boat.jpg'>"}, Verdict.HELD, Standing.PUBLIC, "only_pictures"),
        ({"html": "<img src='/boat.jpg'>", "type": "page"}, Verdict.LEFT_OUT, Standing.PUBLIC, "ghost_page"),
        ({"published_at": None, "created_at": None}, Verdict.HELD, Standing.PUBLIC, "no_date"),
    ],
)
def test_what_becomes_of_a_post(given, verdict, standing, code):
    document = read_post(**given)

    assert (document.verdict, document.standing) == (verdict, standing)
    assert code in codes(document)


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (1388318310783, "2013-12-29T11:58:30+00:00"),
        ("1388318310783", "2013-12-29T11:58:30+00:00"),
        (1388318310, "2013-12-29T11:58:30+00:00"),
        ("2017-05-23 10:41:09", "2017-05-23T10:41:09+00:00"),
        ("2017-05-23T19:41:09+09:00", "2017-05-23T10:41:09+00:00"),
    ],
)
def test_a_date_is_universal_time_or_a_count(value, at):
    assert read_post(published_at=value).published.at.isoformat() == at


def test_the_date_of_making_stands_in_and_says_so():
    document = read_post(published_at="00-00-0000 00:00:00")

    assert document.published.precision is Precision.INFERRED
    assert {"impossible_date", "date_inferred"} <= codes(document)


def test_authors_come_in_their_order_and_unknown_ones_are_named():
    users = [
        {"id": "1", "name": "Mina Park", "slug": "mina", "bio": "Keeps the quay."},
        {"id": "2", "name": "Joe Reed"},
    ]
    order = [("1", 2), ("2", 0), ("9", 1)]
    pairs = [{"post_id": post()["id"], "author_id": who, "sort_order": place} for who, place in order]

    document = read_post({"users": users, "posts_authors": pairs})

    assert [credit.name for credit in document.credits] == ["Joe Reed", "Mina Park"]
    assert (document.credits[1].key, document.credits[1].bio) == ("mina", "Keeps the quay.")
    [said] = [notice.message for notice in document.notices if notice.code == "unknown_author"]
    assert "user 9" in said


def test_the_one_author_of_an_old_export():
    document = read_post({"users": [{"id": 3, "name": "Mina Park"}]}, author_id=3)

    assert [credit.name for credit in document.credits] == ["Mina Park"]


def test_the_api_has_authors_and_tags_in_the_post():
    people, labels = [{"id": "1", "name": "Mina Park"}], [{"name": "Ferries", "slug": "ferries"}]

    [document] = read_value(
        {"posts": [post(comment_id="1", authors=people, tags=labels, url="https://harbour.example/ferry/")]}
    )

    assert ([credit.name for credit in document.credits], document.tags) == (["Mina Park"], ("Ferries",))
    assert document.legacy_url == "https://harbour.example/ferry/"


def test_internal_tags_are_terms_and_no_tags():
    labels = [{"id": 1, "name": "#breaking", "visibility": "internal"}, {"id": 2, "name": "Ferries"}, {"id": 3}]
    pairs = [{"post_id": post()["id"], "tag_id": tag, "sort_order": tag} for tag in (1, 2, 3, 4)]

    document = read_post({"tags": labels, "posts_tags": pairs})

    assert document.tags == ("Ferries",)
    assert [(term.kind, term.name) for term in document.terms] == [
        (TermKind.KEYWORD, "#breaking"),
        (TermKind.TAG, "Ferries"),
    ]
    assert "unknown_tag" in codes(document)


def test_the_feature_image_is_the_lead_picture():
    about = [{"post_id": post()["id"], "feature_image_alt": "A quay", "feature_image_caption": "The <b>quay</b>."}]

    [lead] = read_post({"posts_meta": about}, feature_image="__GHOST_URL__/content/images/quay.jpg").pictures

    assert (lead.address, lead.alt, lead.caption) == ("/content/images/quay.jpg", "A quay", "The quay.")
    assert lead.is_lead


def test_the_place_of_the_address_is_filled():
    settings = [{"key": "url", "value": "https://harbour.example/"}]
    body = '<p><a href="__GHOST_URL__/tides/">Tides</a></p>'

    assert 'href="https://harbour.example/tides/"' in read_post({"settings": settings}, html=body).body_html
    assert 'href="/tides/"' in read_post(html=body).body_html


def test_a_row_that_repeats_an_earlier_one_is_held():
    first, second = read_value(export(post(), post(id="64b0c0ffee64b0c0ffee0002")))

    assert (first.verdict, second.verdict) == (Verdict.READY, Verdict.HELD)
    assert "repeated_post" in codes(second)


def test_one_uuid_of_two_old_posts_does_not_make_them_one():
    first, second = read_value(export(post(id=1), post(id=2, title="Another")))

    assert first.identity != second.identity


def test_whatever_stands_in_a_row_none_is_lost():
    odd = [None, 7, {}, {"title": {"a": 1}, "html": ["x"], "published_at": [], "authors": 3, "tags": "x"}]

    documents = read_value(export(*odd, users=[None, {"id": None}], posts_tags=[3], settings=[{"key": []}]))

    assert [document.verdict for document in documents] == [Verdict.HELD] * 4
    assert len({document.identity for document in documents}) == 4


def test_a_file_that_is_cut_says_how_many_posts_were_read():
    whole = json.dumps(export(post(), post(id="2", title="Second"), post(id="3", title="Third")), indent=1)

    documents = read("export.json", whole[: whole.index("Third")].encode())

    assert [document.headline for document in documents] == ["The ferry is late", "Second"]
    [said] = [notice.message for notice in documents[-1].notices if notice.code == "file_cut"]
    assert "2 posts were read" in said
    assert "line 3" in said


def test_an_export_without_posts_is_left_out_and_one_without_their_table_refused():
    [document] = read_value(export(users=[]) | {"x": "mobiledoc"})

    assert (document.verdict, codes(document)) == (Verdict.LEFT_OUT, {"ghost_no_posts"})
    with pytest.raises(UnreadableError):
        read("export.json", b'{"db": []}', format="ghost")


def test_what_is_nested_too_deeply_is_refused():
    with pytest.raises(UnreadableError):
        read("export.json", b'{"posts": ' + b"[" * 200_000, format="ghost")
