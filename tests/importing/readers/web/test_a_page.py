"""A page with everything: each field, where it came from, and what stays out of the body."""

from articles import markup
from articles.importing.documents import Credit, Precision, TermKind, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.web.pages import ARTICLE, PARAGRAPHS, codes, page, read, text


def test_it_is_told_by_its_content():
    assert tell_format("column.txt", page().encode()) == "web"
    assert tell_format("column.html", b"A headline\n\nAnd a text.") == "text"


def test_every_field_of_a_whole_page():
    document = read(page())

    assert document.verdict is Verdict.READY
    assert document.headline == "Keep the ferry"
    assert document.byline == "By Jane Doe"
    assert document.credits == (Credit(name="Jane Doe", title="Columnist"),)
    assert document.published.at.isoformat() == "2019-03-04T06:30:00+09:00"
    assert document.published.precision is Precision.MINUTE
    assert document.updated.at.isoformat() == "2019-03-05T10:00:00+09:00"
    assert document.paragraphs == PARAGRAPHS
    assert (document.language, document.kind) == ("en", "column")
    assert document.identity == "url:https://www.harbourtimes.example/opinion/keep-the-ferry.html"
    assert document.legacy_url == "https://www.harbourtimes.example/opinion/keep-the-ferry.html"
    assert document.slug == "keep-the-ferry"
    assert [(term.kind, term.name) for term in document.terms] == [
        (TermKind.SECTION, "Opinion"),
        (TermKind.KEYWORD, "ferries"),
        (TermKind.KEYWORD, "budget"),
    ]


def test_paragraphs_are_the_blocks_of_the_body():
    document = read(
        page(text() + "<h2>A second thought</h2>" + text(PARAGRAPHS[:1]) + "<ul><li>one</li><li>two</li></ul>")
    )

    assert list(document.paragraphs) == markup.blocks(markup.clean(document.body_html))


def test_each_value_says_where_it_stood():
    provenance = read(page()).provenance

    for key in ("headline", "byline", "authors", "published_at", "updated_at", "body", "language"):
        [place] = provenance[key]
        assert place.selector, key
        assert place.rule, key
        assert 0 < place.confidence <= 1, key


def test_a_page_without_an_address_is_known_by_what_it_says():
    first, second = read(page(link="")), read(page(link=""), name="other.html")

    assert first.identity.startswith("sha256:")
    assert first.identity == second.identity


def test_what_stands_around_the_article_stays_out():
    around = (
        '<div class="newsletter-signup"><h3>Sign up</h3><p>Get the Harbour Times every morning in your inbox.</p></div>'
        '<section class="related-articles"><h3>Related</h3>'
        '<ul><li><a href="/a">Why the bridge was late again</a></li></ul></section>'
        '<div class="share-buttons"><a href="#">Share on Facebook</a></div>'
    )
    body = text(PARAGRAPHS[:2]) + "<p>Advertisement</p>" + around + text(PARAGRAPHS[2:])

    assert read(page(body, after=around)).paragraphs == PARAGRAPHS


def test_the_standfirst_is_no_part_of_the_body():
    said = "The council wants to save on the one thing that holds the two banks together."
    document = read(
        page(before=f'<p class="standfirst">{said}</p>', head=f'<meta name="description" content="{said}">')
    )

    assert document.standfirst == said
    assert document.paragraphs == PARAGRAPHS


def test_the_bio_at_the_end_is_the_bio():
    bio = "Jane Doe is a teacher who lives on the north bank. She can be reached at jane@harbourtimes.example."
    document = read(page(text() + f"<p><em>{bio}</em></p>"))

    assert document.bio == bio
    assert document.paragraphs == PARAGRAPHS


def test_a_printed_correction_is_a_correction():
    said = "This article was amended on 6 March 2019. An earlier version named the wrong bank."
    document = read(page(text() + f"<p>{said}</p>"))

    assert [(each.text, each.on.isoformat()) for each in document.corrections] == [(said, "2019-03-06")]
    assert document.paragraphs == PARAGRAPHS


def test_a_most_read_list_is_read_with_its_ranks():
    headlines = ["Why the bridge was late again", "A harbour without boats", "The price of a quiet street"]
    items = "".join(f'<li><a href="/{number}">{headline}</a></li>' for number, headline in enumerate(headlines))
    document = read(page(after=f'<aside class="side"><h3>Most read</h3><ol>{items}</ol></aside>'))

    assert [(item.rank, item.headline) for item in document.most_read] == list(enumerate(headlines, start=1))
    assert document.most_read_day is None
    assert document.paragraphs == PARAGRAPHS


def test_a_page_of_a_list_is_held():
    teasers = "".join(
        f'<article><h2><a href="/{at}">The council and the river, part {at}</a></h2><p>Some words of it.</p></article>'
        for at in range(12)
    )
    document = read(
        page(teasers, thing=None, title="The Harbour Times", heading="", link="https://harbourtimes.example/")
    )

    assert document.verdict is Verdict.HELD
    assert codes(document) & {"index_page", "no_body"}


def test_a_page_without_text_is_held():
    document = read(page("<p>Loading</p>"))

    assert document.verdict is Verdict.HELD
    assert "no_body" in codes(document)


def test_a_page_that_nobody_dated_is_held():
    document = read(page(thing={key: value for key, value in ARTICLE.items() if not key.startswith("date")}))

    assert document.verdict is Verdict.HELD
    assert "no_date" in codes(document)


def test_a_character_by_its_number_is_the_one_that_browsers_show():
    document = read(page(body=text([f"The harbour&#146;s&#12;own lamps. {PARAGRAPHS[0]}", *PARAGRAPHS[1:]])))

    assert "The harbour’s own lamps." in document.paragraphs[0]
