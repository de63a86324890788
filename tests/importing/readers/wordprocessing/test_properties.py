"""What a file says of itself stands in for what the text does not say, named, unsure, and held."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.importing.documents import Credit, DatedMoment, Lesson, LessonKind, Precision, Severity, Verdict
from articles.importing.teaching.applying import apply
from articles.importing.teaching.faults import fault_of
from tests.importing.readers.wordprocessing.files import FIRST, SECOND, codes, column, docx, odt, p, read_one, t

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)
SAID = (
    "<dc:title>Lamps and names</dc:title><dc:creator>Vera Sung</dc:creator>"
    "<dcterms:created>2012-05-05T09:00:00Z</dcterms:created>"
)
MAY_5 = DatedMoment(at=datetime(2012, 5, 5, tzinfo=ZoneInfo("Asia/Seoul")), precision=Precision.INFERRED)


TEXT = p(FIRST) + p(SECOND)


def of_file(said, body=TEXT):
    return read_one("lamps.docx", docx(body, docProps__core=CORE.format(said)))


def test_what_only_the_file_says_is_taken_as_unsure_and_held():
    document = of_file(SAID)

    assert document.verdict is Verdict.HELD
    assert (document.headline, document.byline, document.published) == ("Lamps and names", "Vera Sung", MAY_5)
    assert document.credits == (Credit(name="Vera Sung"),)
    held = {notice.code for notice in document.notices if notice.severity is Severity.HOLD}
    assert held == {"no_headline", "creator_in_properties", "no_date"}
    assert "2012-05-05" in next(notice.message for notice in document.notices if notice.code == "no_date")
    sources = {field: document.provenance[field][0] for field in ("headline", "authors", "byline", "published_at")}
    assert {place.selector for place in sources.values()} == {"properties of the file"}
    assert max(place.confidence for place in sources.values()) <= 0.5


def test_what_the_text_says_counts():
    document = of_file(SAID, column())

    assert document.verdict is Verdict.READY
    assert document.headline == "Lamps for an empty pier"
    assert document.credits == (Credit(name="Ahn Dal-ho"),)
    assert document.published.precision is Precision.MINUTE
    [said] = [notice for notice in document.notices if notice.code == "creator_in_properties"]
    assert said.severity is Severity.NOTE
    assert "Vera Sung" in said.message


def test_same_name_in_text_and_properties_is_not_said():
    assert "creator_in_properties" not in codes(of_file("<dc:creator>Ahn Dal-ho</dc:creator>", column()))


@pytest.mark.parametrize("name", ["Microsoft Office User", "User", "desk2", "vera@example.org", "사용자", "PIER\\vera"])
def test_login_or_a_word_of_the_program_is_nobody(name):
    document = of_file(f"<dc:creator>{name}</dc:creator>")

    assert document.credits == ()
    assert "creator_in_properties" not in codes(document)


@pytest.mark.parametrize("day", ["2013-12-23T23:15:00Z", "1601-01-01T00:00:00Z", "2012-13-45", "soon"])
def test_day_that_no_clock_gave_is_none(day):
    document = of_file(f"<dcterms:created>{day}</dcterms:created>")

    assert document.published is None
    assert "no_date" in codes(document)


def test_name_of_a_file_is_no_headline():
    assert of_file("<dc:title>column final2.docx</dc:title>").headline == ""


def test_properties_of_an_opendocument_text_are_read_too():
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<office:meta><dc:creator>Vera Sung</dc:creator><meta:creation-date>2012-05-05T09:00:00</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )

    document = read_one("lamps.odt", odt(t("Lamps for an empty pier") + t(FIRST) + t(SECOND), **{"meta.xml": meta}))

    assert (document.byline, document.published) == ("Vera Sung", MAY_5)


@pytest.mark.parametrize(("meant", "names"), [("Sung Vera", ["Sung Vera"]), ("", [])])
def test_who_is_meant_by_the_maker_of_a_file_is_taught_once(meant, names):
    document = of_file(
        "<dc:creator>Vera Sung</dc:creator>", p("Lamps for an empty pier") + p("Posted : 2012-05-06 10:20") + TEXT
    )
    lesson = Lesson(kind=LessonKind.AUTHOR_NAME, pattern="Vera Sung", value=meant)
    assert fault_of(document, document.notices).shape == "Vera Sung"

    taught = apply(document, [lesson], timezone="Asia/Seoul")

    assert [credit.name for credit in taught.credits] == names
    assert "creator_in_properties" not in codes(taught)
    assert (document.verdict, taught.verdict) == (Verdict.HELD, Verdict.READY)
