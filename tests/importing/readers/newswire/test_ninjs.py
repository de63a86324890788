import json
from datetime import datetime

import pytest

from articles.importing.documents import Credit, Standing, Term, TermKind, UnreadableError, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.newswire.wires import PARAGRAPHS, codes, ninjs, read_wire


def test_item_is_read():
    [document] = read_wire(ninjs(language="en-GB", copyrightholder="The Town News", description_text="Who pays?"))

    assert document.format == "ninjs"
    assert document.verdict is Verdict.READY
    assert (document.headline, document.standfirst) == ("A bridge too dear", "Who pays?")
    assert [credit.name for credit in document.credits] == ["Jane Doe", "John Roe"]
    assert document.published.at == datetime.fromisoformat("2011-04-03T10:20:00+00:00")
    assert document.body_html == PARAGRAPHS
    assert (document.identity, document.language) == ("legacy:urn:town:b-17", "en")
    assert document.rights == "© The Town News"


def test_later_version_with_lists_and_capitals_is_read():
    item = {
        "uri": "https://town.example/b-17",
        "type": "text",
        "versionCreated": "2021-05-26T13:40:18+02:00",
        "by": "Jane Doe",
        "headlines": [{"role": "sub", "value": "Who pays"}, {"role": "main", "value": "A bridge"}],
        "bodies": [
            {"role": "text", "contentType": "text/plain", "value": "A bridge\nOne is here."},
            {
                "role": "html5",
                "contentType": "text/html",
                "value": "<html><body><h1>A bridge</h1><p>One.</p></body></html>",
            },
            {
                "role": "wire",
                "contentType": "application/xml",
                "value": "<WIRE><BODY>Much more of it here</BODY></WIRE>",
            },
        ],
        "subjects": [{"name": "Bridges", "uri": "https://town.example/s/1"}, {"literal": "11006005"}],
        "people": [{"name": "Ann Bee", "rel": "about"}],
    }
    [document] = read_wire(item)

    assert (document.headline, document.standfirst) == ("A bridge", "Who pays")
    assert document.paragraphs == ("One.",)
    assert document.legacy_url == "https://town.example/b-17"
    assert document.terms == (
        Term(kind=TermKind.CATEGORY, name="Bridges"),
        Term(kind=TermKind.CATEGORY, name="politics"),
        Term(kind=TermKind.TAG, name="Ann Bee"),
    )
    assert "other_forms" in codes(document)


@pytest.mark.parametrize(
    ("given", "verdict", "standing", "code"),
    [
        ({"pubstatus": "canceled"}, Verdict.HELD, Standing.PUBLIC, "canceled_in_source"),
        ({"pubstatus": "withheld"}, Verdict.HELD, Standing.PUBLIC, "withheld_in_source"),
        ({"embargoed": "2011-04-05T00:00:00Z"}, Verdict.READY, Standing.DRAFT, "embargoed"),
        ({"type": "video"}, Verdict.LEFT_OUT, Standing.PUBLIC, "not_a_story"),
        ({"type": "picture"}, Verdict.LEFT_OUT, Standing.PUBLIC, "picture_item"),
        ({"body_html": ""}, Verdict.HELD, Standing.PUBLIC, "no_body"),
        ({"headline": "", "slugline": "town-bridge"}, Verdict.READY, Standing.PUBLIC, "headline_from_slugline"),
    ],
)
def test_status_and_kind_are_followed(given, verdict, standing, code):
    [document] = read_wire(ninjs(**given))

    assert (document.verdict, document.standing) == (verdict, standing)
    assert code in codes(document)


def test_associated_pictures_are_taken_in_their_widest_form():
    def picture(name: str) -> dict[str, object]:
        renditions = {
            "small": {"href": f"{name}-s.jpg", "mimetype": "image/jpeg", "width": 100},
            "large": {"href": f"{name}-l.jpg", "mimetype": "image/jpeg", "width": 900},
        }
        return {
            "uri": name,
            "type": "picture",
            "byline": "Ann Bee",
            "description_text": f"Of {name}",
            "renditions": renditions,
        }

    [document] = read_wire(ninjs(associations={"extra": picture("b"), "featuremedia": picture("a")}))

    assert [(each.address, each.is_lead, each.caption) for each in document.pictures] == [
        ("a-l.jpg", True, "Of a"),
        ("b-l.jpg", False, "Of b"),
    ]
    assert 'src="b-l.jpg"' in document.body_html


def test_authors_keep_their_bio_and_code():
    author = {"code": "jd", "name": "Jane Doe", "jobtitle": "Columnist", "biography": "Jane Doe teaches law."}
    [document] = read_wire(ninjs(byline="", authors=[author]))

    assert document.credits == (Credit(name="Jane Doe", title="Columnist", key="jd", bio="Jane Doe teaches law."),)


def test_list_and_lines_and_wrapped_answers_are_read():
    one, other = ninjs(), ninjs(uri="urn:town:b-18")

    as_list = read_wire([one, other])
    as_lines = read_wire(f"{json.dumps(one)}\n{json.dumps(other)}\n{{broken\n", "a.jsonl")
    wrapped = read_wire({"data": {"items": [{"item": one}, {"item": other}]}})

    for found in (as_list, as_lines, wrapped):
        assert [document.identity for document in found] == ["legacy:urn:town:b-17", "legacy:urn:town:b-18"]
    assert as_list[1].source == "story.json#2"
    assert "broken_line" in codes(as_lines[0])


def test_composite_is_left_out_and_its_texts_are_read():
    package = ninjs(
        uri="urn:k", type="composite", body_html="", associations={"one": ninjs(), "two": ninjs(uri="urn:2")}
    )
    packed, first, second = read_wire(package)

    assert (packed.verdict, "package" in codes(packed)) == (Verdict.LEFT_OUT, True)
    assert (first.identity, second.identity) == ("legacy:urn:town:b-17", "legacy:urn:2")


def test_other_json_is_not_taken_for_news():
    assert (
        tell_format("a.json", b'[{"title": "A", "body": "Text that is long enough.", "date": "2011-04-03"}]') == "table"
    )
    assert tell_format("a.json", b'{"name": "package", "version": "1"}') == "text"


def test_broken_json_is_refused_with_a_sentence():
    with pytest.raises(UnreadableError, match="JSON"):
        read_wire('{"uri": "a", "headline": "b", "pubstatus": "usable", "versioncreated": ', "story.json")


def test_bylines_of_the_second_version_are_read():
    item = ninjs(bylines=[{"role": "main", "value": "Jane Doe and John Roe"}])
    del item["byline"]

    [document] = read_wire(item)

    assert [credit.name for credit in document.credits] == ["Jane Doe", "John Roe"]


def test_headline_of_very_deep_nesting_is_read_at_once():
    [document] = read_wire(ninjs(headline="A bridge " + "<div>" * 100_000 + "too dear"))

    assert document.headline.startswith("A bridge")
