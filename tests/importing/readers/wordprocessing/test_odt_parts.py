"""OpenDocument texts: text boxes, captions, styles of the head, page ends, readings, hidden text, heads of pages."""

from articles.importing.documents import Credit, ReadOptions
from articles.importing.readers import read
from tests.importing.readers.wordprocessing.files import FIRST, OFFICE, SECOND, codes, odt, read_one, t, text_column

DATE = t("Posted : 2012-05-06 10:20")


def style(name, properties="", *, parent="", family="paragraph"):
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{above}>{properties}</style:style>'


def test_picture_in_a_frame_with_its_caption_is_one_figure():
    image = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A pier</svg:desc></draw:frame>'
    box = f"<draw:frame><draw:text-box>{t(f'{image}The pier in May', 'Illustration')}</draw:text-box></draw:frame>"

    document = read_one("lamps.odt", odt(text_column(t(box))))

    [picture] = document.pictures
    assert (picture.address, picture.alt, picture.caption) == ("_parts/Pictures/a.png", "A pier", "The pier in May")
    assert "text_box" not in codes(document)


def test_text_box_stands_once_behind_its_paragraph_and_is_said():
    inner = f"<draw:frame><draw:text-box>{t('Nor for us.')}</draw:text-box></draw:frame>"
    box = f"<draw:frame><draw:text-box>{t(f'Two lamps in three burn for nobody.{inner}')}</draw:text-box></draw:frame>"

    document = read_one("lamps.odt", odt(text_column(t(f"The quay is dark by six.{box}"))))

    at = document.paragraphs.index("The quay is dark by six.")
    assert document.paragraphs[at + 1 : at + 3] == ("Two lamps in three burn for nobody.", "Nor for us.")
    assert document.body_html.count("Nor for us.") == 1
    assert "text_box" in codes(document)


def test_styles_of_the_head_give_headline_standfirst_and_byline():
    styles = style("P1", parent="Title") + style("P2", parent="Subtitle") + style("작성", parent="기자")
    body = t("By lamp light", "P1") + t("Nobody lands. The lights are on.", "P2") + t("Ahn Dal-ho", "작성")

    document = read_one("lamps.odt", odt(body + DATE + t(FIRST) + t(SECOND), styles=styles))

    assert document.headline == "By lamp light"
    assert document.standfirst == "Nobody lands. The lights are on."
    assert document.credits == (Credit(name="Ahn Dal-ho"),)


def test_paragraph_that_begins_a_page_parts_two_signed_columns():
    styles = style("P1", '<style:paragraph-properties fo:break-before="page"/>')
    body = t("Lamps for an empty pier") + t("By Ahn Dal-ho") + DATE + t(FIRST)

    documents = read(
        "a.odt", odt(f"{body}{t('Rope', 'P1')}{t('By Vera Sung')}{t(SECOND)}", styles=styles), ReadOptions()
    )

    assert [document.headline for document in documents] == ["Lamps for an empty pier", "Rope"]


def test_last_paragraph_of_an_italic_style_that_begins_with_the_name_is_the_bio():
    styles = style("P1", '<style:text-properties fo:font-style="italic"/>')
    body = t("Lamps for an empty pier") + t("By Ahn Dal-ho") + DATE + t(FIRST) + t(SECOND)

    document = read_one("lamps.odt", odt(body + t("Dal-ho keeps bees.", "P1"), styles=styles))

    assert document.bio == "Dal-ho keeps bees."


def test_reading_of_a_word_stands_in_brackets_behind_it():
    ruby = "<text:ruby><text:ruby-base>燈臺</text:ruby-base><text:ruby-text>등대</text:ruby-text></text:ruby>"

    document = read_one("lamps.odt", odt(text_column(t(f"{ruby} 하나가 서 있다."))))

    assert "燈臺(등대) 하나가 서 있다." in document.paragraphs


def test_hidden_text_is_left_out_and_said():
    styles = style("T9", '<style:text-properties text:display="none"/>', family="text")
    hidden = '<text:span text:style-name="T9">Ask Vera first.</text:span>'

    document = read_one("lamps.odt", odt(text_column(t(f"{hidden}The quay is dark.")), styles=styles))

    assert "The quay is dark." in document.paragraphs
    assert "hidden_text_left_out" in codes(document)


def test_heads_and_feet_of_pages_are_left_out_and_said():
    pages = (
        f'<office:document-styles xmlns:office="{OFFICE}:office:1.0" xmlns:style="{OFFICE}:style:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0"><style:master-page><style:header>{t("The Pier Times, proof")}</style:header>'
        f"<style:footer>{t('7')}</style:footer></style:master-page></office:document-styles>"
    )

    document = read_one("lamps.odt", odt(text_column(), **{"styles.xml": pages}))

    [said] = [notice.message for notice in document.notices if notice.code == "page_headers_left_out"]
    assert "“The Pier Times, proof”" in said
    assert "proof" not in document.body_html


def test_chart_is_said_to_be_left_out():
    chart = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'

    assert "drawing_left_out" in codes(read_one("lamps.odt", odt(text_column(t(chart)))))
