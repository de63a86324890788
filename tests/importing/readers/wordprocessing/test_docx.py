"""Word documents: what is text, what is around it, and what is refused."""

import pytest

from articles.importing.documents import Credit, Precision, UnreadableError, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.seeds import PARTS, WORDS
from tests.importing.readers.wordprocessing.files import (
    BIO,
    FIRST,
    RELATIONS,
    SECOND,
    codes,
    column,
    docx,
    p,
    picture,
    read_one,
    words_part,
)


def test_a_column_is_read_as_a_dump_is():
    document = read_one("lamps.docx", docx(column(p("The sea keeps no list.", "heading2"), p("It keeps time."))))

    assert document.format == "docx"
    assert document.verdict is Verdict.READY
    assert document.headline == "Lamps for an empty pier"
    assert document.credits == (Credit(name="Ahn Dal-ho"),)
    assert document.published.at.isoformat() == "2012-05-06T10:20:00+09:00"
    assert document.published.precision is Precision.MINUTE
    assert document.bio == BIO
    assert document.paragraphs == (FIRST, SECOND, "The sea keeps no list.", "It keeps time.")
    assert "<h2>The sea keeps no list.</h2>" in document.body_html
    assert {"headline", "byline", "published_at", "body", "bio"} <= set(document.provenance)


def test_it_is_told_by_what_is_in_it():
    assert tell_format("lamps.txt", docx(column())) == "docx"
    assert tell_format("lamps.docx", b"A headline\n\nAnd a text.") == "text"


def test_quotes_links_emphasis_and_lists_are_kept():
    link = '<w:hyperlink r:id="r9"><w:r><w:t>the list</w:t></w:r></w:hyperlink>'
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Twice</w:t></w:r>"
    relation = (
        f'<Relationship Id="r9" Type="{RELATIONS}/hyperlink" Target="https://example.org/list" TargetMode="External"/>'
    )
    body = column(
        p("Who reads by lamps that burn for nobody?", "Quote"), p(" is here.", runs=link), p(", again.", runs=bold)
    )

    document = read_one("lamps.docx", docx(body, relations=relation))

    assert "<blockquote><p>Who reads by lamps that burn for nobody?</p></blockquote>" in document.body_html
    assert '<a href="https://example.org/list"' in document.body_html
    assert "<strong>Twice</strong>, again." in document.body_html


def test_a_note_stands_at_the_end_and_the_bio_is_still_the_bio():
    noted = p("He may be right.", runs='<w:r><w:footnoteReference w:id="2"/></w:r>')

    document = read_one("lamps.docx", docx(column(noted), word__footnotes=words_part("footnote", "Or not.")))

    assert document.bio == BIO
    assert document.paragraphs[-1].startswith("Or not.")
    assert '<li id="footnote-2">' in document.body_html
    assert 'href="#footnote-2"' in document.body_html


def test_a_picture_is_a_part_of_the_file_with_its_caption():
    relation = f'<Relationship Id="r9" Type="{RELATIONS}/image" Target="media/the pier.png"/>'
    body = column(p("", runs=picture("r9", "A pier at night")), p("The pier in May", "caption"))

    document = read_one("lamps.docx", docx(body, relations=relation, **{"word/media/the pier.png": b"\x89PNG"}))

    [found] = document.pictures
    assert (found.address, found.alt, found.caption) == (
        "_parts/word/media/the%20pier.png",
        "A pier at night",
        "The pier in May",
    )
    assert "<figcaption>The pier in May</figcaption></figure>" in document.body_html


def test_a_picture_elsewhere_is_said_and_not_looked_for():
    relation = f'<Relationship Id="r9" Type="{RELATIONS}/image" Target="http://10.0.0.1/x.png" TargetMode="External"/>'
    body = column(p("", runs=picture("r9", "").replace("r:embed", "r:link")))

    document = read_one("lamps.docx", docx(body, relations=relation))

    assert "picture_elsewhere" in codes(document)
    assert "<img" not in document.body_html


def test_changes_are_read_as_accepted_and_comments_are_counted():
    new = "<w:ins><w:r><w:t>New words stand here.</w:t></w:r></w:ins>"
    changed = f"<w:p>{new}<w:del><w:r><w:delText>Old words.</w:delText></w:r></w:del></w:p>"

    document = read_one("lamps.docx", docx(column(changed), word__comments=words_part("comment", "Really?")))

    assert "New words stand here." in document.paragraphs
    assert "Old words" not in document.body_html
    assert "Really?" not in document.body_html
    assert {"tracked_changes", "comments_left_out"} <= codes(document)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (docx("<w:p>" * 100 + "</w:p>" * 100), "unsafe_xml"),
        (docx(column()).replace(b"PK\x01\x02", b"PK\x01\x03"), "wrong_type"),
        (docx(column(), word__styles="<w:styles"), "damaged_file"),
        (docx(column(), word__comments=f'<!DOCTYPE a><w:comments xmlns:w="{WORDS}"/>'), "unsafe_xml"),
        (docx("", **{"[Content_Types].xml": f'<Types xmlns="{PARTS}/nothing"/>', "_rels/.rels": "<a/>"}), ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_type"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(content, code):
    if not code:
        assert read_one("lamps.docx", content).verdict is Verdict.HELD
        return
    with pytest.raises(UnreadableError) as refused:
        read_one("lamps.docx", content)

    assert refused.value.code == code
    assert str(refused.value).startswith("lamps.docx ")
