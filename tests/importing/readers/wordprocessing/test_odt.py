"""OpenDocument texts: the same column in another coat."""

import pytest

from articles.importing.documents import Credit, UnreadableError, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.wordprocessing.files import (
    BIO,
    FIRST,
    OFFICE,
    SECOND,
    codes,
    odt,
    read_one,
    t,
    text_column,
)

STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="T1">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
)


def test_a_column_is_read_as_a_dump_is():
    document = read_one("lamps.odt", odt(text_column('<text:h text:outline-level="2">The list</text:h>', t("Names."))))

    assert (document.format, document.verdict) == ("odt", Verdict.READY)
    assert document.headline == "Lamps for an empty pier"
    assert document.credits == (Credit(name="Ahn Dal-ho"),)
    assert document.published.at.isoformat() == "2012-05-06T10:20:00+09:00"
    assert document.bio == BIO
    assert document.paragraphs == (FIRST, SECOND, "The list", "Names.")


def test_it_is_told_by_what_is_in_it():
    assert tell_format("lamps.zip", odt(text_column())) == "odt"


def test_an_empty_part_as_word_processors_save_it_is_no_damage():
    content = odt(text_column(), **{"Configurations2/accelerator/current.xml": ""})

    assert read_one("column.odt", content).headline == read_one("column.odt", odt(text_column())).headline


def test_styles_say_what_words_and_paragraphs_are():
    body = text_column(
        t(
            '<text:span text:style-name="T2">Twice</text:span> in one'
            '<text:span text:style-name="T3">st</text:span> night.'
        ),
        t("Who reads by lamps that burn for nobody?", "P1"),
        '<text:list text:style-name="L1"><text:list-item><text:p>One lamp</text:p></text:list-item>'
        "<text:list-item><text:p>Two lamps</text:p></text:list-item></text:list>",
    )

    html = read_one("lamps.odt", odt(body, styles=STYLES)).body_html

    assert "<em><strong>Twice</strong></em> in one<sup>st</sup> night." in html
    assert "<blockquote><p>Who reads by lamps that burn for nobody?</p></blockquote>" in html
    assert "<ol>" in html.replace("\n", "")
    assert "One lamp" in html


def test_notes_pictures_and_tables_are_kept():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Or not.</text:p></text:note-body></text:note>"
    )
    frame = '<draw:frame><draw:image xlink:href="Pictures/a b.png"/><svg:desc>A pier</svg:desc></draw:frame>'
    row = f"<table:table-row>{'<table:table-cell><text:p>Lamps</text:p></table:table-cell>' * 2}</table:table-row>"
    table = f"<table:table>{row * 2}</table:table>"

    document = read_one(
        "lamps.odt", odt(text_column(t(f"He may be right.{note}"), t(frame), t("May", "Caption"), table))
    )

    assert document.bio == BIO
    assert document.paragraphs[-1].startswith("Or not.")
    [picture] = document.pictures
    assert (picture.address, picture.alt, picture.caption) == ("_parts/Pictures/a%20b.png", "A pier", "May")
    assert "<td>" in document.body_html


def test_changes_are_read_as_accepted_and_comments_are_counted():
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Old words.</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    remark = "<office:annotation><dc:creator>Vera</dc:creator><text:p>Really?</text:p></office:annotation>"

    document = read_one("lamps.odt", odt(changes + text_column(t(f"New words stand here.{remark}"))))

    assert document.headline == "Lamps for an empty pier"
    assert "New words stand here." in document.paragraphs
    assert "Old words" not in document.body_html
    assert "Really?" not in document.body_html
    assert {"tracked_changes", "comments_left_out"} <= codes(document)


def test_locked_file_is_refused_in_a_sentence():
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    manifest = f'<m:manifest xmlns:m="{OFFICE}:manifest:1.0">{entry}</m:manifest>'

    with pytest.raises(UnreadableError, match="locked with a password") as refused:
        read_one("lamps.odt", odt(text_column(), **{"META-INF/manifest.xml": manifest}))

    assert refused.value.code == "locked_file"
