import json
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest

from articles.importing.documents import Precision, ReadOptions, UnreadableError, Verdict
from articles.importing.readers import read, tell_format
from tests.importing.readers.tables.sheets import TEXT, codes, csv_of, lines_of, read_table, said, xlsx_of

HEADER = ("title", "author", "date", "body")
ROWS = [("A bridge", "Jane Doe", "2011-04-03", TEXT), ("A harbour", "John Roe", "2011-04-05", f"{TEXT} Again.")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separator_and_encoding_are_told_from_the_content(separator, encoding):
    found = read_table(csv_of(HEADER, *ROWS, separator=separator, encoding=encoding))

    assert [document.headline for document in found] == ["A bridge", "A harbour"]
    assert [len(document.paragraphs) for document in found] == [2, 2]


def test_hint_of_excel_names_the_separator():
    assert read_table(b"sep=;\n" + csv_of(HEADER, ROWS[0], separator=";"))[0].headline == "A bridge"


def test_quotes_escaped_with_a_backslash_are_understood():
    content = b'"title","date","body"\n"He said \\"no\\", twice","2011-04-03","Text, with a comma."\n'

    assert read_table(content)[0].headline == 'He said "no", twice'


def test_quote_that_never_closes_spoils_one_row_only():
    broken = (
        b'title,date,body\nOne,2011-04-03,first\n"Two,2011-04-04,second\nThree,2011-04-05,third\nFour,2011-04-06,x\n'
    )

    found = read_table(broken)

    assert [document.headline for document in found] == ["One", "Two", "Three", "Four"]
    assert "quote_not_closed" in codes(found[1])


def test_row_with_too_many_cells_is_held():
    [odd, even] = read_table(b"title,date,body\nOne,2011-04-03,first, and more\nTwo,2011-04-04,second\n")

    assert (odd.verdict, even.verdict) == (Verdict.HELD, Verdict.READY)
    assert "and more" in odd.text
    assert "too_many_cells" in codes(odd)


def test_table_without_a_header_is_understood_by_its_values():
    rows = [
        ("2011-04-03", "Jane Doe", "A bridge that is too dear", TEXT),
        ("2011-04-05", "John Roe", "A harbour for all", TEXT),
    ]

    found = read_table(csv_of(*rows))

    assert [(each.headline, each.credits[0].name) for each in found] == [
        ("A bridge that is too dear", "Jane Doe"),
        ("A harbour for all", "John Roe"),
    ]
    assert "no_header" in codes(found[0])


def test_what_stands_above_the_header_is_said():
    [document] = read_table(csv_of(("Export of 3 May 2011",), (), HEADER, ROWS[0]))

    assert document.headline == "A bridge"
    assert "Export of 3 May 2011" in said(document, "above_the_header")


def test_row_numbers_of_a_statistics_program_are_no_column():
    content = (
        b'"title","date","body"\n"1","A bridge","2011-04-03","First text."\n"2","Another","2011-04-04","Next text."\n'
    )

    assert [document.headline for document in read_table(content)] == ["A bridge", "Another"]


def test_table_of_something_else_is_one_held_document():
    [document] = read_table(csv_of(("fish", "coins"), ("cod", "3"), ("eel", "4")))

    assert (document.source, document.verdict) == ("columns.csv", Verdict.HELD)
    assert "2 rows" in said(document, "columns_not_understood")
    assert "cod | 3" in document.text


def test_columns_are_found_by_what_they_hold():
    rows = [
        (str(number), f"A headline of some length {number}", "2011-04-03", f"{TEXT} {number}") for number in range(6)
    ]

    found = read_table(csv_of(("a", "b", "c", "d"), *rows))

    assert found[0].headline == "A headline of some length 0"
    assert found[0].published is not None
    assert "“d” → Text (by what it holds)" in said(found[0], "columns_guessed")


def test_flags_and_dates_under_one_word_are_told_apart():
    by_flag = read_table(csv_of(("title", "date", "published", "body"), ("A", "2011-04-03", "false", TEXT)))
    by_date = read_table(csv_of(("title", "published", "body"), ("A", "2011-04-03", TEXT)))

    assert (by_flag[0].standing, by_date[0].standing) == ("draft", "public")
    assert by_flag[0].published == by_date[0].published


def test_subject_is_a_category_beside_a_title_and_a_headline_without():
    with_title = read_table(csv_of(("title", "subject", "date", "body"), ("A bridge", "Town", "2011-04-03", TEXT)))
    alone = read_table(csv_of(("subject", "date", "body"), ("A bridge", "2011-04-03", TEXT)))

    assert (with_title[0].headline, with_title[0].terms[0].name) == ("A bridge", "Town")
    assert alone[0].headline == "A bridge"


def test_what_told_the_order_of_day_and_month_is_said():
    rows = [("A", "03/04/2011", TEXT), ("B", "25/04/2011", TEXT)]
    first = read_table(csv_of(("title", "date", "body"), *rows))[0]

    assert "“25/04/2011” exists only with the day first" in said(first, "columns_guessed")


def test_workbook_keeps_dates_ids_and_sheets():
    book = xlsx_of(
        Columns=[
            ("id", "title", "date", "body"),
            (7.0, "A bridge", datetime(2011, 4, 3, 10, 20), TEXT),  # noqa: DTZ001 as a spreadsheet has them
            (8, "A harbour", date(2011, 4, 5), TEXT),
        ],
        Prices=[("fish", "coins"), ("cod", 3)],
    )

    first, second, prices = read_table(book, "old.xlsx")

    assert (first.legacy_id, second.legacy_id) == ("7", "8")
    assert first.published.at == datetime.fromisoformat("2011-04-03T10:20:00+09:00")
    assert second.published.precision is Precision.DAY
    assert (prices.source, prices.verdict) == ("old.xlsx#3", Verdict.LEFT_OUT)
    assert "(rule: sheet_without_articles)" in said(prices, "sheet_without_articles")
    assert "row 3 of “Columns”" in second.provenance["headline"][0].rule


def test_formula_is_read_as_text():
    [document] = read_table(csv_of(("title", "date", "body"), ('=HYPERLINK("x")', "2011-04-03", TEXT)))

    assert document.headline == '=HYPERLINK("x")'


def test_workbook_with_entities_is_refused():
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(xlsx_of(One=[("title", "body"), ("A", TEXT)]))) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/workbook.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content.partition(b"?>")[2]
            new.writestr(info.filename, content)

    with pytest.raises(UnreadableError, match="entities"):
        read_table(packed.getvalue(), "old.xlsx")


def test_damaged_workbook_is_refused_with_a_sentence():
    book = xlsx_of(One=[("title", "body"), ("A", TEXT)])

    with pytest.raises(UnreadableError, match="damaged"):
        read_table(book[: len(book) // 2] + b"xl/workbook.xml", "old.xlsx")


def test_lines_of_json_are_rows_with_dotted_names():
    found = read_table(
        lines_of(
            {"headline": {"main": "A bridge"}, "pub_date": "2011-04-03T10:20:00Z", "body": ["One.", "Two."],
             "author": {"name": "Jane Doe", "id": 4}, "keywords": [{"name": "subject", "value": "Bridges"}],
             "tags": ["a", "b"]},
            {"headline": {"main": "A harbour"}, "pub_date": "2011-04-04T10:20:00Z", "body": ["Three."]},
        ),
        "old.jsonl",
    )  # fmt: skip

    first = found[0]
    assert [document.headline for document in found] == ["A bridge", "A harbour"]
    assert [credit.name for credit in first.credits] == ["Jane Doe"]
    assert first.paragraphs == ("One.", "Two.")
    assert {"a", "b"} <= set(first.tags)
    assert "“author.name” → Byline" in said(first, "columns_guessed")


def test_broken_line_of_json_is_held_and_stops_no_other():
    content = lines_of({"title": "A", "date": "2011-04-03", "body": TEXT}) + b"\n{oops\n"
    content += lines_of({"title": "B", "date": "2011-04-04", "body": TEXT})

    first, broken, last = read_table(content, "old.jsonl")

    assert (first.headline, last.headline, broken.verdict) == ("A", "B", Verdict.HELD)
    assert "Line 2 is no valid JSON" in said(broken, "broken_line")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: rows,
        lambda rows: {"status": "ok", "articles": rows},
        lambda rows: {"response": {"total": 2, "results": rows}},
        lambda rows: {str(number): row for number, row in enumerate(rows)},
    ],
)
def test_list_of_objects_is_found_in_what_wraps_it(wrap):
    rows = [{"title": "A", "date": "2011-04-03", "body": TEXT}, {"title": "B", "date": "2011-04-04", "body": TEXT}]

    found = read("old.json", json.dumps(wrap(rows)).encode(), ReadOptions(), format="table")

    assert [document.headline for document in found] == ["A", "B"]


def test_object_that_wraps_a_list_is_taken_for_articles_only_where_the_format_is_named():
    content = json.dumps({"articles": [{"title": "A", "date": "2011-04-03", "body": TEXT}]}).encode()

    assert tell_format("old.json", content) == "text"


def test_deep_json_is_refused_with_a_sentence():
    with pytest.raises(UnreadableError, match="JSON"):
        read_table(b'[{"a":' * 5_000, "old.json")


def test_data_of_a_program_is_no_table():
    assert tell_format("package.json", b'{"name": "site", "version": "1.0", "scripts": {"run": "x"}}') == "text"
    assert tell_format("map.json", b"[1, 2, 3]") == "text"


@pytest.mark.parametrize(
    "header",
    [
        ("Titel", "Autor", "Datum", "Fließtext"),
        ("Titre", "Auteur", "Publié le", "Texte"),
        ("Título", "Autores", "Fecha", "Cuerpo"),
        ("見出し", "筆者", "掲載日", "本文"),
        ("标题", "作者", "发布时间", "正文"),
    ],
)
def test_headers_in_other_languages_are_understood(header):
    [first, _] = read_table(csv_of(header, *ROWS, separator=";"))

    assert (first.headline, [credit.name for credit in first.credits]) == ("A bridge", ["Jane Doe"])
    assert first.published.at.date() == date(2011, 4, 3)
    assert len(first.paragraphs) == 2
