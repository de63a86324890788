"""What stands around the paragraphs of a word processor's page: styles of the head, end marks, captions, bold lines."""

import pytest

from articles.importing.documents import Credit, ReadOptions, Verdict
from articles.importing.readers.wordprocessing.finishing import finish
from articles.importing.readers.wordprocessing.properties import Properties

FIRST = "The harbour authority has ordered forty new lamps for a pier on which no ship has landed since the spring."
SECOND = (
    "I asked the clerk who reads by them. He gave me a list of names, and the names were those of his own children."
)
DATE = "<p>Posted : 2012-05-06 10:20</p>"
HEAD = f"<h1>Lamps for an empty pier</h1><p>By Ahn Dal-ho</p>{DATE}"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def finished(html):
    return finish("lamps.docx", "docx", html, ReadOptions(), notices=(), properties=Properties())


def the_one(html):
    [document] = finished(html)
    return document


def codes(document):
    return {notice.code for notice in document.notices}


def test_title_is_the_headline_wherever_it_stands_in_the_head():
    kicker = '<p>Views from the quay</p><h1 class="title">Lamps for an empty pier</h1><p>By Ahn Dal-ho</p>'

    document = the_one(kicker + DATE + TEXT)

    assert document.headline == "Lamps for an empty pier"
    assert document.credits == (Credit(name="Ahn Dal-ho"),)
    assert document.provenance["headline"][0].rule == "a paragraph of the style Title"
    assert document.provenance["headline"][0].lines == (1, 1)


def test_title_that_reads_like_something_else_is_still_the_headline():
    titles = (
        "By lamp light",
        "Posted : 2011-01-01",
        "He lit every lamp. Nobody came. The sea went out, and then it came back.",
    )
    read = {title: the_one(f'<h1 class="title">{title}</h1><p>By Ahn Dal-ho</p>{DATE}{TEXT}') for title in titles}

    assert {title: document.headline for title, document in read.items()} == {title: title for title in titles}
    assert all(document.text.startswith(title) for title, document in read.items())
    assert len({document.identity for document in read.values()}) == len(titles)
    assert all("The headline stands here" not in document.text for document in read.values())


def test_headline_of_two_titles_is_one():
    document = the_one(f'<h1 class="title">Lamps for</h1><h1 class="title">an empty pier</h1>{DATE}{TEXT}')

    assert document.headline == "Lamps for an empty pier"


def test_heading_behind_the_text_is_no_headline():
    document = the_one(
        f"<p>Lamps for an empty pier</p><p>By Ahn Dal-ho</p>{DATE}<p>{FIRST}</p><h1>The list</h1><p>{SECOND}</p>"
    )

    assert document.headline == "Lamps for an empty pier"
    assert "<h2>The list</h2>" in document.body_html


def test_styles_of_the_head_give_standfirst_and_byline():
    head = '<h1 class="title">Lamps for an empty pier</h1><p class="subtitle">Nobody lands. The lights are on.</p>'

    document = the_one(f'{head}<p class="byline">Ahn Dal-ho</p>{DATE}{TEXT}')

    assert document.standfirst == "Nobody lands. The lights are on."
    assert (document.byline, document.credits) == ("Ahn Dal-ho", (Credit(name="Ahn Dal-ho"),))
    assert document.paragraphs == (FIRST, SECOND)
    assert "no_byline" not in codes(document)
    assert document.provenance["authors"][0].selector == "paragraph of the style Byline"


def test_columns_with_a_title_and_a_byline_each_are_several():
    other = f'<h1 class="title">Rope</h1><p>By Vera Sung</p><p>Posted : 2012-05-07 09:00</p><p>{SECOND}</p>'

    first, second = finished(HEAD.replace("<h1>", '<h1 class="title">') + TEXT + other)

    assert [first.source, second.source] == ["lamps.docx#1", "lamps.docx#2"]
    assert (first.headline, second.headline) == ("Lamps for an empty pier", "Rope")
    assert second.credits == (Credit(name="Vera Sung"),)
    assert first.paragraphs == (FIRST, SECOND)


def test_headings_without_a_byline_part_nothing():
    document = the_one(f"{HEAD}<p>{FIRST}</p><h1>Rope</h1><p>{SECOND}</p>")

    assert document.paragraphs == (FIRST, "Rope", SECOND)


def test_column_on_a_page_of_its_own_is_one_of_its_own():
    other = f"<p>Rope</p><p>By Vera Sung</p><p>{SECOND}</p>"
    first, second = finished(f'{HEAD}<p>{FIRST}</p><hr class="page">{other}')
    whole = the_one(f'{HEAD}<p>{FIRST}</p><hr class="page"><p>{SECOND}</p>')

    assert (first.paragraphs, second.headline) == ((FIRST,), "Rope")
    assert whole.paragraphs == (FIRST, SECOND)
    assert "<hr>" not in whole.body_html


@pytest.mark.parametrize(
    "mark", ["###", "# # #", "-30-", "– 30 –", "[END]", "(끝)", "ENDS", "<끝>".replace("<", "&lt;")]
)
def test_end_mark_is_left_out_and_said(mark):
    document = the_one(
        f"{HEAD}{TEXT}<p>{mark}</p><p>Ahn Dal-ho is a retired pilot and the author of two books on tides.</p>"
    )

    assert document.paragraphs == (FIRST, SECOND)
    assert document.bio == "Ahn Dal-ho is a retired pilot and the author of two books on tides."
    assert "end_mark_left_out" in codes(document)


def test_end_mark_behind_the_last_words_is_cut_off():
    document = the_one(
        f"{HEAD}<p>{FIRST}</p><p>He gave me <em>a list</em> of names, and I read them all aloud. ###</p>"
    )

    assert document.paragraphs[-1] == "He gave me a list of names, and I read them all aloud."


def test_last_words_that_only_look_like_an_end_mark_stay():
    document = the_one(f"{HEAD}<p>{FIRST}</p><p>This is the end.</p>")

    assert document.paragraphs[-1] == "This is the end."


@pytest.mark.parametrize("caption", ['<p class="caption">{}</p>', "<p>Photo: {}</p>"])
def test_caption_below_a_picture_is_its_caption(caption):
    said = caption.format("The pier in May")

    document = the_one(f'{HEAD}<p>{FIRST}</p><p><img src="_parts/a.png" alt="A pier"></p>{said}<p>{SECOND}</p>')

    [picture] = document.pictures
    assert (picture.address, picture.alt) == ("_parts/a.png", "A pier")
    assert picture.caption.endswith("The pier in May")
    assert document.paragraphs == (FIRST, SECOND)


def test_credit_in_a_caption_is_told_apart():
    said = '<p class="caption">The pier in May (Photo by Vera Sung)</p>'

    document = the_one(f'{HEAD}<p>{FIRST}</p><p><img src="_parts/a.png"></p>{said}<p>{SECOND}</p>')

    [picture] = document.pictures
    assert (picture.caption, picture.credit) == ("The pier in May", "Photo by Vera Sung")


def test_picture_without_a_caption_takes_no_paragraph_for_one():
    document = the_one(f'{HEAD}<p>{FIRST}</p><p><img src="_parts/a.png"></p><p>{SECOND}</p>')

    assert document.pictures[0].caption == ""
    assert document.paragraphs == (FIRST, SECOND)


def test_short_bold_line_between_paragraphs_is_a_heading():
    document = the_one(f"{HEAD}<p>{FIRST}</p><p><strong>What the list says</strong></p><p>{SECOND}</p>")

    assert "<h3>What the list says</h3>" in document.body_html


def test_bold_sentence_stays_a_paragraph():
    document = the_one(f"{HEAD}<p>{FIRST}</p><p><strong>Nobody reads.</strong></p><p>{SECOND}</p>")

    assert "<p><strong>Nobody reads.</strong></p>" in document.body_html


def test_frame_around_the_text_is_taken_off():
    document = the_one(f"<table><tr><td>{HEAD}{TEXT}</td></tr></table>")

    assert document.verdict is Verdict.READY
    assert document.paragraphs == (FIRST, SECOND)


def test_last_paragraph_in_italics_that_begins_with_the_name_is_the_bio():
    document = the_one(f"{HEAD}{TEXT}<p><em>Dal-ho keeps bees.</em></p>")

    assert document.bio == "Dal-ho keeps bees."
    assert document.paragraphs == (FIRST, SECOND)
    assert document.text.split("\n")[document.provenance["bio"][0].lines[0] - 1] == "Dal-ho keeps bees."


def test_last_paragraph_in_italics_about_something_else_is_text():
    document = the_one(f"{HEAD}{TEXT}<p><em>The sea keeps no list.</em></p>")

    assert document.bio == ""
    assert document.paragraphs[-1] == "The sea keeps no list."


def test_korean_column_is_read():
    head = '<h1 class="title">빈 부두의 등불</h1><p>홍길동 기자</p><p>입력 : 2012-05-06 10:20</p>'
    text = "항만청은 봄부터 배가 한 척도 닿지 않은 부두에 등불 마흔 개를 새로 주문했다. 등불은 다섯 시에 켜진다."

    document = the_one(f"{head}<p>{text}</p><p>(끝)</p>")

    assert (document.headline, document.language, document.paragraphs) == ("빈 부두의 등불", "ko", (text,))
    assert [credit.name for credit in document.credits] == ["홍길동"]
    assert document.published.at.isoformat() == "2012-05-06T10:20:00+09:00"


NOTE = '<ol><li id="footnote-1"><p>Or not. <a href="#footnote-ref-1">↑</a></p></li></ol>'
MARK = '<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>'


def test_mark_of_a_note_is_taken_off_the_headline_and_the_note_kept():
    document = the_one(f"<p>Lamps for an empty pier{MARK}</p><p>By Ahn Dal-ho</p>{DATE}{TEXT}{NOTE}")

    assert document.headline == "Lamps for an empty pier"
    assert document.paragraphs[-1] == "Or not."


def test_note_leads_back_to_its_place():
    document = the_one(f"{HEAD}<p>{FIRST}{MARK}</p><p>{SECOND}</p>{NOTE}")

    assert document.standfirst == ""
    assert document.paragraphs[0] == f"{FIRST}[1]"
    assert '<a href="#footnote-ref-1">↑</a>' in document.body_html


def test_list_at_the_start_is_no_headline():
    document = the_one(f"<ul><li>Lamps</li><li>Rope</li></ul>{TEXT}")

    assert document.headline == ""
    assert "no_headline" in codes(document)
    assert document.paragraphs[:2] == ("Lamps", "Rope")


def test_bookmarks_and_links_that_lead_nowhere_are_taken_off():
    anchors = '<p><a id="_Toc1"></a><a id="pier"></a>The <a href="#pier">pier</a> and the <a href="#quay">quay</a>.</p>'

    document = the_one(f"{HEAD}{TEXT}{anchors}")

    assert '<p><a id="pier"></a>The <a href="#pier">pier</a> and the quay.</p>' in document.body_html


def test_documents_that_differ_in_a_table_a_note_or_a_picture_are_two():
    table = "<table><tr><td><p>{}</p></td><td><p>Lamps</p></td></tr></table>"
    differing = [
        table.format("May"),
        table.format("June"),
        NOTE,
        NOTE.replace("not", "so"),
        '<p><img src="_parts/a"></p>',
    ]
    read = [the_one(f"{HEAD}{TEXT}{more}") for more in ("", *differing)]

    assert len({document.identity for document in read}) == len(read)
    assert the_one(f"{HEAD}{TEXT}").identity == read[0].identity
    assert the_one(table.format("May")).identity.startswith("sha256:")
