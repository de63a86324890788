import pytest

from articles.importing.documents import Document, Lesson, LessonKind, Precision, ReadOptions, Verdict
from articles.importing.readers import read
from articles.importing.readers.month_names import month_named
from articles.importing.readers.taught import in_words, iso
from tests.importing.dumps import make_dump

DMY = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2,4})"


def dated(pattern: str, value: str = "", scope: str = "") -> Lesson:
    return Lesson(kind=LessonKind.DATE_PATTERN, pattern=pattern, value=value, scope=scope)


def documents(text: str, *lessons: Lesson) -> tuple[Document, ...]:
    return read("a.txt", text.encode(), ReadOptions(lessons=lessons))


def undated(line: str, **parts: str) -> str:
    return f"{line}\n\n{make_dump(posted='', **parts).strip()}\n"


@pytest.mark.parametrize(
    ("line", "pattern", "at"),
    [
        ("03.04.05", DMY, "2005-04-03T00:00:00+09:00"),
        ("03.04.97", DMY, "1997-04-03T00:00:00+09:00"),
        (
            "Veröffentlicht am 3. März 2005 um 14.30",
            r"Veröffentlicht am (?P<day>\d{1,2})\. (?P<month>[^\W\d_]{3,20}) (?P<year>\d{4}) um "
            r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})",
            "2005-03-03T14:30:00+09:00",
        ),
        (
            "Le 3 août 2005, 2:05 p.m.",
            r"Le (?P<day>\d{1,2}) (?P<month>[^\W\d_]{3,20}) (?P<year>\d{4}), (?P<hour>\d{1,2}):(?P<minute>\d{2}) "
            r"(?P<half>[ap]\.?m\.?)",
            "2005-08-03T14:05:00+09:00",
        ),
    ],
)
def test_taught_line_is_the_date_of_posting(line: str, pattern: str, at: str) -> None:
    (before,) = documents(undated(line))
    (after,) = documents(undated(line), dated(pattern))

    assert (before.verdict, before.published) == (Verdict.HELD, None)
    assert (after.verdict, after.published.at.isoformat()) == (Verdict.READY, at)
    assert after.headline == "A bridge too dear"
    assert after.identity == before.identity
    assert after.text == before.text
    assert after.provenance["published_at"][0].rule == f"taught: {in_words(dated(pattern))}"


def test_month_alone_keeps_its_precision() -> None:
    (document,) = documents(undated("Mai 2005"), dated(r"(?P<month>[^\W\d_]{3,20}) (?P<year>\d{4})"))

    assert document.published.precision is Precision.MONTH


def test_lesson_may_be_about_the_update() -> None:
    text = f"Geändert 4.5.2012\n{make_dump(posted='').strip()}\n"
    (document,) = documents(f"Posted : 2012-05-03 09:00\n{text}", dated("Geändert " + DMY, "updated"))

    assert document.updated is None  # nothing was wrong with it, so no lesson is asked


def test_labelled_dates_of_a_line_are_read_by_one_lesson() -> None:
    text = undated("Posted : 03/04/2005 | Updated : 05/04/2005")
    (document,) = documents(text, dated(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"))

    assert document.published.at.date().isoformat() == "2005-04-03"
    assert document.updated.at.date().isoformat() == "2005-04-05"


def test_what_was_understood_stays_as_it_is() -> None:
    text = make_dump(paragraphs=("03.04.05", "The third of April is a day like any other, and nothing happened on it."))

    assert documents(text, dated(DMY)) == documents(text)


def test_day_that_does_not_exist_stays_held() -> None:
    (document,) = documents(undated("31.02.05"), dated(DMY))

    assert document.verdict is Verdict.HELD


def test_lesson_of_another_format_is_not_asked() -> None:
    assert documents(undated("03.04.05"), dated(DMY, scope="wordpress"))[0].verdict is Verdict.HELD


def test_several_articles_of_a_file_are_told_apart_by_it() -> None:
    text = undated("03.04.05", by="Ada Berg") + "\n" + undated("04.04.05").replace("A bridge too dear", "Second")

    found = documents(text, dated(DMY))

    assert [document.headline for document in found] == ["A bridge too dear", "Second"]
    assert [document.published.at.day for document in found] == [3, 4]


def test_byline_is_taught() -> None:
    lesson = Lesson(kind=LessonKind.BYLINE_PATTERN, pattern=r"~ (?P<names>.{2,80}) ~")
    text = make_dump().replace("By Mara Lindqvist", "~ Mara Lindqvist and Ada Berg ~")

    (document,) = documents(text, lesson)

    assert [credit.name for credit in document.credits] == ["Mara Lindqvist", "Ada Berg"]
    assert document.byline == "~ Mara Lindqvist and Ada Berg ~"
    assert document.provenance["authors"][0].rule == "taught: a byline like “~ names ~”"


@pytest.mark.parametrize(
    ("name", "month"),
    [("März", 3), ("août", 8), ("DEZ.", 12), ("sept", 9), ("января", 1), ("mars", 3), ("ju", None), ("Montag", None)],
)
def test_months_of_other_languages(name: str, month: int | None) -> None:
    assert month_named(name) == month


def test_shortened_month_that_two_can_mean_is_none() -> None:
    assert month_named("mar") == 3
    assert month_named("maj") == 5
    assert month_named("jui") is None


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"year": "69", "month": "1", "day": "2"}, "2069-01-02"),
        ({"year": "70", "month": "1", "day": "2"}, "1970-01-02"),
        ({"year": "2005", "month": "1", "day": "2", "hour": "12", "half": "a.m."}, "2005-01-02 00:00"),
        ({"year": "2005", "month": "13", "day": "2"}, ""),
        ({"month": "1", "day": "2"}, ""),
    ],
)
def test_parts_make_a_date(parts: dict[str, str], said: str) -> None:
    assert iso(parts) == said
