from datetime import datetime

import pytest

from articles.importing.documents import Credit, Precision, Standing, TermKind, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.newswire.wires import PARAGRAPHS, codes, nitf, read_wire


def test_story_is_read_with_where_each_value_stood():
    [document] = read_wire(nitf(body_head="<byline>By Jane Doe and John Roe</byline>"))

    assert document.format == "nitf"
    assert document.verdict is Verdict.READY
    assert document.headline == "A bridge too dear"
    assert document.credits == (Credit(name="Jane Doe"), Credit(name="John Roe"))
    assert document.published.at == datetime.fromisoformat("2011-04-03T10:20:00+00:00")
    assert document.body_html == PARAGRAPHS
    assert document.identity == "legacy:TWN:b-17"
    assert document.provenance["headline"][0].lines == (1, 1)
    assert {"byline", "body", "published_at", "legacy_id"} <= set(document.provenance)


@pytest.mark.parametrize(
    ("byline", "credits_"),
    [
        ("<byline>By JANE DOE<byttl>Staff Writer</byttl></byline>", [("JANE DOE", "Staff Writer")]),
        (
            "<byline>By <person>Jane Doe</person> and <person>J. Roe</person></byline>",
            [("Jane Doe", ""), ("J. Roe", "")],
        ),
        ("<bytag>By Jane Doe</bytag>", [("Jane Doe", "")]),
        (
            '<byline class="print_byline">By JANE DOE; Jane Doe is a professor of law at the town college.</byline>'
            '<byline class="normalized_byline">Doe, Jane</byline>',
            [("JANE DOE", "")],
        ),
    ],
)
def test_byline_is_understood(byline, credits_):
    [document] = read_wire(nitf(body_head=byline))

    assert [(credit.name, credit.title) for credit in document.credits] == credits_


def test_bio_stands_in_the_tagline():
    [document] = read_wire(nitf(end="<tagline>Jane Doe teaches law.</tagline>"))

    assert document.bio == "Jane Doe teaches law."


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("<block><hl2>Costs</hl2><p>Dear.</p></block>", "<h2>Costs</h2><p>Dear.</p>"),
        (
            "<bq><block><p>Never.</p></block><credit>The mayor</credit></bq>",
            "<blockquote><p>Never.</p><p>The mayor</p></blockquote>",
        ),
        ("<ul><li>one</li><li>two</li></ul>", "<ul><li>one</li><li>two</li></ul>"),
        (
            "<p>The <org>Council</org> paid <money>five</money> <em>coins</em>.</p>",
            "<p>The Council paid five <em>coins</em>.</p>",
        ),
        ("<p>See <a href='https://x.example/'>this</a>.</p><p>___</p>", '<p>See <a href="https://x.example/">this</a>.</p>'),
        ("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>",
         "<table><tbody><tr><th>a</th></tr><tr><td>1</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_blocks_become_those_of_a_body(content, html):
    [document] = read_wire(nitf(content=content))

    assert document.body_html.replace("\n", "") == html


def test_media_is_a_figure_with_caption_and_credit():
    media = (
        '<media media-type="image"><media-reference source="small.jpg" width="100"/>'
        '<media-reference source="large.jpg" width="900" alternate-text="A bridge"/>'
        "<media-caption><p>The old bridge</p></media-caption><media-producer>Ann Bee</media-producer></media>"
    )
    [document] = read_wire(nitf(content=f"{PARAGRAPHS}<p>More.{media}</p>"))

    [picture] = document.pictures
    assert (picture.address, picture.alt) == ("large.jpg", "A bridge")
    assert (picture.caption, picture.credit) == ("The old bridge", "Ann Bee")
    assert document.paragraphs[-1] == "More."


def test_media_without_an_address_is_said():
    [document] = read_wire(nitf(content=f'{PARAGRAPHS}<media media-type="image"><media-reference/></media>'))

    assert "media_without_address" in codes(document)


def test_subjects_keywords_section_series_and_rights_are_kept():
    head = (
        '<tobject tobject.type="News"><tobject.property tobject.property.type="Editorial"/>'
        '<tobject.subject tobject.subject.refnum="11006005" tobject.subject.type="Politics" '
        'tobject.subject.matter="Government"/>'
        '<tobject.subject tobject.subject.refnum="15000000"/></tobject>'
        '<docdata><date.issue norm="20110403"/><key-list><keyword key="bridges"/></key-list>'
        '<fixture fix-id="Letters from the quay"/><doc.copyright holder="The Town News" year="2011"/></docdata>'
        '<pubdata position.section="Opinion"/>'
    )
    [document] = read_wire(nitf(head=head))

    assert {(term.kind, term.name) for term in document.terms} == {
        (TermKind.CATEGORY, "Politics"),
        (TermKind.CATEGORY, "Government"),
        (TermKind.CATEGORY, "sport"),
        (TermKind.KEYWORD, "bridges"),
        (TermKind.SECTION, "Opinion"),
    }
    assert document.tags == ("Politics", "Government", "sport", "bridges")
    assert (document.kind, document.series) == ("editorial", "Letters from the quay")
    assert document.rights == "© 2011 The Town News"
    assert document.published.precision is Precision.DAY


@pytest.mark.parametrize(
    ("status", "verdict", "standing"),
    [
        ("usable", Verdict.READY, Standing.PUBLIC),
        ("embargoed", Verdict.READY, Standing.DRAFT),
        ("withheld", Verdict.HELD, Standing.PUBLIC),
        ("canceled", Verdict.HELD, Standing.PUBLIC),
    ],
)
def test_management_status_is_followed(status, verdict, standing):
    head = f'<docdata management-status="{status}"><date.issue norm="20110403"/></docdata>'
    [document] = read_wire(nitf(head=head))

    assert (document.verdict, document.standing) == (verdict, standing)


def test_archive_that_repeats_its_lead_paragraph_is_read_once():
    content = (
        '<block class="lead_paragraph"><p>LEAD: The first.</p></block>'
        '<block class="full_text"><p>LEAD: The first.</p><p>The first.</p><p>The second.</p></block>'
    )
    [document] = read_wire(nitf(content=content))

    assert document.paragraphs == ("The first.", "The second.")


def test_lines_laid_out_in_one_paragraph_are_parted():
    laid_out = "First of all\nit goes on here.\n    Then a second\nwith its line.\n    And a third\nto end."
    [document] = read_wire(nitf(content=f"<p>{laid_out}</p>"))

    assert document.paragraphs == (
        "First of all it goes on here.",
        "Then a second with its line.",
        "And a third to end.",
    )


def test_second_headline_is_the_standfirst_unless_it_says_the_first_again():
    [document] = read_wire(nitf(hl1="A bridge</hl1><hl2>And who pays</hl2><hl1>"))
    [same] = read_wire(nitf(hl1="A bridge</hl1><hl2 id='originalHeadline'>A bridge</hl2><hl1>"))

    assert (document.headline, document.standfirst, same.standfirst) == ("A bridge", "And who pays", "")


def test_several_stories_in_one_file_are_told_apart():
    one, other = nitf(), nitf(hl1="Another").replace("b-17", "b-18")
    first, second = read_wire(f"<stories>{one}\n{other}</stories>")

    assert (first.source, second.source) == ("story.xml#1", "story.xml#2")
    assert (first.identity, second.identity) == ("legacy:TWN:b-17", "legacy:TWN:b-18")
    assert "Another" not in first.text


def test_named_characters_and_lone_ampersands_are_read():
    [document] = read_wire(nitf(content="<p>Caf&eacute;&nbsp;&mdash; fish & chips, AT&T.</p>"))

    assert document.paragraphs == ("Café — fish & chips, AT&T.",)


def test_broken_xml_is_read_and_said():
    broken = nitf().replace("</hl1>", "").replace("beside it.</p>", "beside it.")
    [document] = read_wire(broken)

    assert "Nobody asked those who live beside it." in document.paragraphs
    assert "broken_xml" in codes(document)


def test_file_that_breaks_off_holds_its_last_story():
    whole = nitf()
    [document] = read_wire(whole[: whole.index("beside it")])

    assert document.verdict is Verdict.HELD
    assert "file_cut_off" in codes(document)
    assert document.headline == "A bridge too dear"


def test_entities_are_neither_followed_nor_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
    doctype = f'<!DOCTYPE nitf [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY l0 "lol">{bomb}]>'
    [document] = read_wire(f"<?xml version='1.0'?>{doctype}{nitf(content='<p>Begin &s; &l11; end.</p>')}")

    assert document.paragraphs == ("Begin end.",)
    assert "entities_not_expanded" in codes(document)


def test_declared_encoding_is_followed():
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>{nitf(content="<p>Café</p>")}'

    [document] = read_wire(text.encode("latin-1"))

    assert document.paragraphs == ("Café",)


def test_story_without_text_is_held():
    [document] = read_wire(nitf(content=""))

    assert (document.verdict, "no_body" in codes(document)) == (Verdict.HELD, True)


def test_deep_nesting_is_survived():
    deep = "<block>" * 3_000 + "<p>x</p>" + "</block>" * 3_000

    [document] = read_wire(nitf(content=deep))

    assert document.headline == "A bridge too dear"


def test_stump_of_a_story_is_held():
    [document] = read_wire("<nitf")

    assert document.verdict is Verdict.HELD
    assert {"broken_xml", "no_headline", "no_body"} <= set(codes(document))


def test_format_is_told_by_content():
    assert tell_format("a.dat", nitf().encode()) == "nitf"
    assert tell_format("a.xml", b"<rss><channel></channel></rss>") != "nitf"


def test_byline_with_a_name_that_no_xml_has_is_read():
    [document] = read_wire(nitf(body_head="<byline>By Jane <a:b:c>Doe</a:b:c></byline>"))

    assert [credit.name for credit in document.credits] == ["Jane Doe"]


def test_title_in_an_element_of_its_own_does_not_run_into_the_name():
    [document] = read_wire(nitf(body_head="<byline>By <person>Jane Doe</person><byttl>Columnist</byttl></byline>"))

    assert (document.byline, document.credits) == (
        "By Jane Doe Columnist",
        (Credit(name="Jane Doe", title="Columnist"),),
    )
