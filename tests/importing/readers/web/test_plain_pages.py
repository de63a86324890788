"""Pages that tell programs nothing: what people read on them is all there is to go by."""

from tests.importing.readers.web.pages import PARAGRAPHS, codes, page, read, text

KOREAN = (
    "시의회가 강을 건너는 배를 없애기로 했다. 표를 던진 사람 가운데 그 배로 출근해 본 사람은 아무도 없다고 한다.",
    "나는 십일 년 동안 일곱 시 배를 탔다. 간호사 두 사람과 자전거 여러 대가 늘 같이 탔고 배는 네 번만 멈췄다.",
    "배를 없애자는 쪽은 돈을 말한다. 그러나 그 돈은 새 주차장에 칠한 물감 값보다 적고, 타는 사람에게는 차가 없다.",
)
LISTED = "".join(f"<li>Headline number {number} of the day</li>" for number in range(1, 7))


def plain_page(head, title="Keep the ferry"):
    return (
        f"<html><head><title>{title}</title></head><body><div class='nav'>Home | News</div><div id='view'>{head}</div>"
        "</body></html>"
    )


def test_labelled_dates_are_read_with_their_time():
    dates = "<div>Posted : 2019-03-04 06:30<br>Updated : 2019-03-05 10:00</div>"

    document = read(plain_page(f"<h1>Keep the ferry</h1>{dates}<div class='text'>{text()}</div>"))

    assert document.published.at.isoformat() == "2019-03-04T06:30:00+09:00"
    assert document.updated.at.isoformat() == "2019-03-05T10:00:00+09:00"
    assert document.paragraphs == PARAGRAPHS


def test_a_korean_page_of_tables_and_breaks_is_understood():
    rows = (
        "<b class='title'>배를 두라</b>", "입력 2019.03.04 06:30 | 수정 2019.03.05 10:00",
        "홍길동 논설위원 gildong@pier.example", f"<font size='3'>{'<br><br>'.join(KOREAN)}</font>",
    )  # fmt: skip
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows)

    document = read(plain_page(f"<table>{table}</table>", title="부두신문 - 배를 두라"))

    assert document.headline == "배를 두라"
    assert [(credit.name, credit.title) for credit in document.credits] == [("홍길동", "논설위원")]
    assert document.published.at.isoformat() == "2019-03-04T06:30:00+09:00"
    assert document.updated.at.isoformat() == "2019-03-05T10:00:00+09:00"
    assert document.paragraphs == KOREAN


def test_a_printed_list_within_the_text_is_none_of_it():
    body = f"{text()}<p>Jane Doe is a pilot.</p><div id='best'><b>Most read</b><ol>{LISTED}</ol></div>"

    document = read(page(body))

    assert [entry.headline for entry in document.most_read][:2] == [
        "Headline number 1 of the day",
        "Headline number 2 of the day",
    ]
    assert (document.paragraphs, document.bio) == (PARAGRAPHS, "Jane Doe is a pilot.")


def test_short_korean_headlines_of_a_printed_list_count():
    titles = ("부두 등불 켠다", "빵값 크게 내렸다", "배표 사흘째 매진")
    items = "".join(f"<li><a href='/{title}'>{title}</a></li>" for title in titles)

    document = read(page(after=f"<div class='side'><h3>많이 본 뉴스</h3><ol>{items}</ol></div>"))

    assert tuple(entry.headline for entry in document.most_read) == titles


def test_a_deck_above_the_text_is_the_standfirst_and_the_picture_between_stays():
    between = (
        '<p class="dek">Why a town on two banks needs a boat</p><figure><img src="/a.jpg" alt="A boat" width="900">'
        "<figcaption>The boat at dawn.</figcaption></figure>"
    )

    document = read(page(before=between))

    assert document.standfirst == "Why a town on two banks needs a boat"
    assert document.paragraphs == PARAGRAPHS
    assert [picture.caption for picture in document.pictures] == ["The boat at dawn."]


def test_the_moment_that_rdfa_gives_without_a_kind_is_taken():
    said = '<span property="dc:date dc:created" content="2019-03-04T06:30:00+09:00">Mon, 03/04/2019 - 06:30</span>'

    document = read(plain_page(f"<h1>Keep the ferry</h1><div>{said}</div><div class='text'>{text()}</div>"))

    assert document.published.at.isoformat() == "2019-03-04T06:30:00+09:00"
    assert "date_inferred" not in codes(document)


def test_signs_of_buttons_are_no_paragraphs_and_a_drawn_line_is_one():
    first, *others = PARAGRAPHS
    body = f"<span>|</span><div>×</div><p>{first}</p><p>* * *</p>{text(others)}<div>→</div>"

    assert read(page(body)).paragraphs == (first, "* * *", *others)
