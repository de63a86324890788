from datetime import datetime

import pytest

from articles.importing.documents import Credit, Precision, Standing, Term, TermKind, UnreadableError, Verdict
from articles.importing.readers import tell_format
from tests.importing.readers.tables.sheets import KOREAN, TEXT, codes, csv_of, read_table, said

HEADER = ("id", "Title", "Author", "Published", "Content", "Tags", "views")
ROW = ("7", "A bridge too dear", "Jane Doe and John Roe", "2011-04-03 10:20", TEXT, "Bridges, Money", "412")


def test_each_row_is_a_document_with_its_values_in_their_fields():
    [first, second] = read_table(csv_of(HEADER, ROW, ("8", "A second one", "", "2011-04-05", TEXT, "", "3")))

    assert (first.source, second.source) == ("columns.csv#1", "columns.csv#2")
    assert first.verdict is Verdict.READY
    assert first.headline == "A bridge too dear"
    assert first.credits == (Credit(name="Jane Doe"), Credit(name="John Roe"))
    assert first.published.at == datetime.fromisoformat("2011-04-03T10:20:00+09:00")
    assert first.published.precision is Precision.MINUTE
    assert second.published.precision is Precision.DAY
    assert len(first.paragraphs) == 2
    assert first.body_html.startswith("<p>The council has decided")
    assert first.tags == ("Bridges", "Money")
    assert first.identity == "legacy:7"
    assert first.language == "en"


def test_every_column_is_named_with_what_became_of_it():
    [document] = read_table(csv_of(HEADER, ROW))

    mapping = said(document, "columns_guessed")
    assert "“Content” → Text (by its header)" in mapping
    assert "Not used: “views”." in mapping
    assert "views: 412" in document.text


def test_provenance_names_the_column_and_the_line_of_the_file():
    second = read_table(csv_of(HEADER, ROW, ("8", "A second one", "", "2011-04-05", TEXT, "", "3")))[1]

    [place] = second.provenance["headline"]
    assert place.rule == "column “Title”, by its header (line 5)"
    assert second.text.split("\n")[place.lines[0] - 1] == "Title: A second one"


def test_korean_header_is_understood():
    rows = csv_of(
        ("번호", "제목", "기자", "등록일", "본문", "분류", "조회수"),
        ("31", "묻지 않고 놓는 다리", "홍길동·김철수 기자", "2011.04.03 10:20", KOREAN, "사회", "91"),
        encoding="cp949",
    )

    [document] = read_table(rows)

    assert document.headline == "묻지 않고 놓는 다리"
    assert [credit.name for credit in document.credits] == ["홍길동", "김철수"]
    assert document.published.at == datetime.fromisoformat("2011-04-03T10:20:00+09:00")
    assert document.terms == (Term(kind=TermKind.CATEGORY, name="사회"),)
    assert (document.language, document.encoding) == ("ko", "cp949")


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One is here.\n\nTwo is there.", ["One is here.", "Two is there."]),
        ("One is here.\nTwo is there.", ["One is here.", "Two is there."]),
        ("<p>One &amp; all.</p><p>Two.</p>", ["One & all.", "Two."]),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", ["One.", "Two."]),
        ("One <em>is</em> here.\n\nTwo.", ["One is here.", "Two."]),
        ("One.\\nTwo.\\nThree.", ["One.", "Two.", "Three."]),
        ("Fish &amp; chips.\n\n3 < 4.", ["Fish & chips.", "3 < 4."]),
    ],
)
def test_body_may_be_plain_or_html(body, paragraphs):
    [document] = read_table(csv_of(("title", "date", "body"), ("A", "2011-04-03", body)))

    assert list(document.paragraphs) == paragraphs


def test_wrapped_lines_are_one_paragraph():
    wrapped = "A line of about seventy characters that goes on in the line below\n" * 3 + "and ends here."
    [document] = read_table(csv_of(("title", "date", "body"), ("A", "2011-04-03", wrapped)))

    assert len(document.paragraphs) == 1


@pytest.mark.parametrize(
    ("status", "verdict", "standing", "code"),
    [
        ("publish", Verdict.READY, Standing.PUBLIC, None),
        ("draft", Verdict.READY, Standing.DRAFT, None),
        ("private", Verdict.HELD, Standing.DRAFT, "private_in_source"),
        ("trash", Verdict.LEFT_OUT, Standing.PUBLIC, "deleted_in_source"),
        ("zwischen", Verdict.READY, Standing.DRAFT, "status_not_known"),
        ("비공개", Verdict.HELD, Standing.DRAFT, "private_in_source"),
    ],
)
def test_status_of_the_source_is_kept(status, verdict, standing, code):
    [document] = read_table(csv_of(("title", "date", "body", "status"), ("A", "2011-04-03", TEXT, status)))

    assert (document.verdict, document.standing) == (verdict, standing)
    assert code is None or code in codes(document)


def test_what_is_no_article_is_left_out_by_a_named_rule():
    rows = csv_of(("title", "date", "body", "post type"), ("About", "2011-04-03", TEXT, "page"))

    [document] = read_table(rows)

    assert document.verdict is Verdict.LEFT_OUT
    assert "(rule: not_a_column)" in said(document, "not_a_column")


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Doe, Jane", ["Jane Doe"]),
        ("Doe, Jane; Roe, Richard", ["Jane Doe", "Richard Roe"]),
        ("['Jane Doe', 'John Roe']", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe & Ann Bee", ["Jane Doe", "John Roe", "Ann Bee"]),
        ("BY JANE DOE", ["JANE DOE"]),
        ("jane doe", ["jane doe"]),
        ("홍길동, 김철수", ["홍길동", "김철수"]),
        ("NULL", []),
    ],
)
def test_authors_of_a_cell_are_told_apart(authors, names):
    [document] = read_table(csv_of(("title", "date", "author", "body"), ("A", "2011-04-03", authors, TEXT)))

    assert [credit.name for credit in document.credits] == names


def test_first_and_last_names_are_put_together():
    header = ("title", "date", "author first name", "author last name", "author title", "body")
    [document] = read_table(csv_of(header, ("A", "2011-04-03", "Jane", "Doe", "Professor of law", TEXT)))

    assert document.credits == (Credit(name="Jane Doe", title="Professor of law"),)


def test_bio_and_correction_at_the_end_leave_the_text():
    body = f"{TEXT}\n\nJane Doe is a professor of law. She can be reached at jane@example.org.\n\n"
    body += "Correction, April 9, 2011: An earlier version gave the wrong cost."
    rows = csv_of(("title", "date", "author", "body"), ("A", "2011-04-03", "Jane Doe", body))

    [document] = read_table(rows)

    assert len(document.paragraphs) == 2
    assert document.bio.startswith("Jane Doe is a professor")
    assert [correction.on.isoformat() for correction in document.corrections] == ["2011-04-09"]


def test_row_without_headline_text_or_date_is_held_and_says_why():
    rows = csv_of(("title", "date", "body"), ("A", "2011-04-03", TEXT), ("", "", ""), ("B", "", ""))

    [whole, lacking] = read_table(rows)

    assert whole.verdict is Verdict.READY
    assert lacking.verdict is Verdict.HELD
    assert {"no_body", "no_date"} <= set(codes(lacking))


def test_lead_picture_keeps_its_caption_and_credit():
    header = ("title", "date", "body", "image url", "image caption", "photo credit", "alt text")
    row = ("A", "2011-04-03", TEXT, "https://old.example.org/a.jpg", "The bridge", "Ann Bee", "A bridge at dusk")

    [document] = read_table(csv_of(header, row))

    [picture] = document.pictures
    assert (picture.address, picture.is_lead) == ("https://old.example.org/a.jpg", True)
    assert (picture.caption, picture.credit, picture.alt) == ("The bridge", "Ann Bee", "A bridge at dusk")


def test_number_as_id_is_told_apart_by_the_site():
    header = ("id", "url", "title", "date", "body")
    [document] = read_table(csv_of(header, ("7", "https://old.example.org/7", "A", "2011-04-03", TEXT)))

    assert document.identity == "legacy:old.example.org/7"
    assert document.legacy_url == "https://old.example.org/7"


def test_same_row_has_the_same_identity_in_another_file():
    row = ("A", "2011-04-03", TEXT)
    [one] = read_table(csv_of(("title", "date", "body"), row))
    [other] = read_table(csv_of(("body", "title", "date"), (TEXT, "A", "2011-04-03")), "other.csv")

    assert one.identity == other.identity


def test_script_of_a_cell_is_gone():
    body = "<p>One.</p><script>alert(1)</script><p onclick='x()'>Two.</p>"
    [document] = read_table(csv_of(("title", "date", "body"), ("<b>A</b>", "2011-04-03", body)))

    assert document.body_html == "<p>One.</p><p>Two.</p>"
    assert document.headline == "A"


def test_many_machine_made_labels_are_kept_but_become_no_tags():
    words = ",".join(f"word{number}" for number in range(50))
    [document] = read_table(csv_of(("title", "date", "body", "keywords"), ("A", "2011-04-03", TEXT, words)))

    assert (len(document.terms), document.tags) == (50, ())
    assert "too_many_labels" in codes(document)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"title,body\n"])
def test_empty_table_is_refused_with_a_sentence(content):
    with pytest.raises(UnreadableError, match="empty"):
        read_table(content)


def test_prose_with_commas_is_no_table():
    text = "A bridge, too dear\n\nBy Jane Doe\n\nOne, two, three, and so on, he said.\n" * 3

    assert tell_format("dump.txt", text.encode()) == "text"


def test_table_without_a_telling_name_is_known_by_its_content():
    rows = csv_of(("title", "author", "date", "body"), *[("A", "Jane Doe", "2011-04-03", TEXT)] * 3, separator="\t")

    assert tell_format("export.txt", rows) == "table"
