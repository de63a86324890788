"""Word files: text boxes, fields, formulas, hidden text, styles by other names, and what is locked."""

import pytest

from articles.importing.documents import Credit, ReadOptions, UnreadableError
from articles.importing.readers import read, tell_format
from tests.importing.readers.seeds import PARTS, WORDS
from tests.importing.readers.wordprocessing.files import (
    FIRST,
    RELATIONS,
    SECOND,
    codes,
    column,
    docx,
    p,
    picture,
    read_one,
)

DATE = p("Posted : 2012-05-06 10:20")
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = f"<w:txbxContent>{p('Two lamps in three burn for nobody.')}</w:txbxContent>"


def style(name, key, based_on=""):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{base}</w:style>'


def styled(*styles):
    return f'<w:styles xmlns:w="{WORDS}">{"".join(styles)}</w:styles>'


@pytest.mark.parametrize(
    "box",
    [
        f"<w:r><w:pict>{BOX}</w:pict></w:r>",
        f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice><w:r><w:drawing>{BOX}</w:drawing></w:r></mc:Choice>'
        f"<mc:Fallback><w:r><w:pict>{BOX}</w:pict></w:r></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_text_box_stands_once_behind_its_paragraph_and_is_said(box):
    document = read_one("lamps.docx", docx(column(p("The quay is dark by six.", runs=box))))

    at = document.paragraphs.index("The quay is dark by six.")
    assert document.paragraphs[at + 1] == "Two lamps in three burn for nobody."
    assert document.body_html.count("Two lamps in three") == 1
    assert "text_box" in codes(document)


def test_words_in_fields_formulas_and_marks_of_direction_are_text():
    field = '<w:fldSimple w:instr="x"><w:r><w:t>Forty</w:t></w:r></w:fldSimple>'
    direction = "<w:bdo><w:r><w:t> lamps and </w:t></w:r></w:bdo>"
    formula = f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>a+b</m:t></m:r></m:oMath>'

    document = read_one("lamps.docx", docx(column(p(" of them.", runs=field + direction + formula))))

    assert "Forty lamps and a+b of them." in document.paragraphs
    assert "formula_as_text" in codes(document)
    assert "words_not_read" not in codes(document)


def test_reading_of_a_word_stands_in_brackets_behind_it():
    base = "<w:rubyBase><w:r><w:t>燈臺</w:t></w:r></w:rubyBase>"
    ruby = f"<w:r><w:ruby><w:rt><w:r><w:t>등대</w:t></w:r></w:rt>{base}</w:ruby></w:r>"

    document = read_one("lamps.docx", docx(column(p(" 하나가 서 있다.", runs=ruby))))

    assert "燈臺(등대) 하나가 서 있다." in document.paragraphs


def test_hidden_text_is_left_out_and_said():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ask Vera first.</w:t></w:r>"

    document = read_one("lamps.docx", docx(column(p("The quay is dark.", runs=hidden))))

    assert "The quay is dark." in document.paragraphs
    assert "hidden_text_left_out" in codes(document)


def test_heads_and_feet_of_pages_are_left_out_and_said():
    header = f'<w:hdr xmlns:w="{WORDS}">{p("The Pier Times, proof")}</w:hdr>'

    document = read_one("lamps.docx", docx(column(), word__header1=header))

    [said] = [notice.message for notice in document.notices if notice.code == "page_headers_left_out"]
    assert "The Pier Times, proof" in said
    assert "proof" not in document.body_html


@pytest.mark.parametrize(
    ("styles", "key"),
    [
        (styled(style("제목", "a3")), "a3"),
        (styled(style("Desk Hed", "Hed", "Title"), style("Title", "Title")), "Hed"),
        (styled(style("Headline", "H")), "H"),
    ],
)
def test_style_of_another_name_or_based_on_another_means_the_same(styles, key):
    body = p("Views from the quay") + p("By lamp light", key) + p("By Ahn Dal-ho") + DATE + p(FIRST) + p(SECOND)

    document = read_one("lamps.docx", docx(body, word__styles=styles))

    assert document.headline == "By lamp light"
    assert document.credits == (Credit(name="Ahn Dal-ho"),)


def test_end_of_a_page_parts_two_signed_columns():
    other = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("Rope") + p("By Vera Sung") + DATE + p(SECOND)
    body = p("Lamps for an empty pier") + p("By Ahn Dal-ho") + DATE + p(FIRST) + other

    documents = read("lamps.docx", docx(body), ReadOptions())

    assert [document.headline for document in documents] == ["Lamps for an empty pier", "Rope"]


def test_references_to_what_is_not_in_the_file_harm_nothing():
    lost = '<w:r><w:footnoteReference w:id="9"/></w:r><w:hyperlink r:id="r77"><w:r><w:t>Here </w:t></w:r></w:hyperlink>'

    document = read_one("lamps.docx", docx(column(p("they stand.", runs=lost + picture("r78", "x")))))

    assert "Here they stand." in document.paragraphs
    assert "styles_not_read" not in codes(document)


def test_text_part_by_another_name_is_found():
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    content = docx(
        "",
        **{
            "[Content_Types].xml": f'<Types xmlns="{PARTS}/content-types"><Override PartName="/word/document2.xml" '
            f'ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="/word/document2.xml"/></Relationships>',
            "word/document2.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{column()}</w:body></w:document>',
        },
    )

    assert read_one("lamps.docx", content).headline == "Lamps for an empty pier"


def test_damaged_styles_are_done_without_and_said():
    numbering = f'<w:numbering xmlns:w="{WORDS}"><w:num/></w:numbering>'

    document = read_one("lamps.docx", docx(column(), word__numbering=numbering))

    assert FIRST in document.paragraphs
    assert "styles_not_read" in codes(document)


def test_locked_file_is_refused_in_a_sentence():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

    assert tell_format("lamps.docx", content) == "docx"
    with pytest.raises(UnreadableError, match="locked with a password") as refused:
        read_one("lamps.docx", content)
    assert refused.value.code == "locked_file"


@pytest.mark.parametrize(
    ("name", "content"),
    [("lamps.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), ("lamps.rtf", b"{\\rtf1\\ansi Lamps}")],
)
def test_older_kinds_are_refused_with_what_to_do(name, content):
    with pytest.raises(UnreadableError, match=r"save it as \.docx, \.odt or plain text") as refused:
        read_one(name, content)

    assert refused.value.code == "wrong_type"
    assert str(refused.value).startswith(name)


@pytest.mark.parametrize("body", ["<w:p/>" * 60_001, "<w:p ></w:p>" * 15_001])
def test_file_of_the_length_of_a_library_is_refused(body):
    with pytest.raises(UnreadableError, match="part it into several files") as refused:
        read_one("lamps.docx", docx(body))

    assert refused.value.code == "too_big"
