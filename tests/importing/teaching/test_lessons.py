import pytest
from django.core.management import call_command

from articles.importing.documents import (
    Credit,
    DatedMoment,
    Document,
    Lesson,
    LessonKind,
    Notice,
    Severity,
    Term,
    TermKind,
    Verdict,
)
from articles.importing.models import ImportRun, LessonUse, StagedDocument, TaughtLesson
from articles.importing.teaching import lessons
from articles.importing.teaching.applying import apply
from articles.importing.teaching.names import people_of
from articles.models import Article
from tests.builders import make_author, make_user
from tests.importing.at_desk import desk, load
from tests.importing.dumps import make_dump
from tests.importing.teaching.test_taught import DMY, undated

DOTTED = Lesson(kind=LessonKind.DATE_PATTERN, pattern=DMY)


def named(name: str, value: str) -> Lesson:
    return Lesson(kind=LessonKind.AUTHOR_NAME, pattern=name, value=value)


def document(**parts: object) -> Document:
    return Document(source="a.md", format="markdown", identity="x", **parts)


def applied(given: Document, *every: Lesson) -> Document:
    return apply(given, every, timezone="Asia/Seoul")


def test_name_of_several_people_is_taken_apart() -> None:
    given = document(credits=(Credit(name="Berg/Ferreira", title="editors"),))

    after = applied(given, named("berg/ferreira", "3:Ada Berg; Jo Ferreira"))

    assert after.credits == (Credit(name="Ada Berg", key="columnist:3"), Credit(name="Jo Ferreira"))
    assert after.provenance["authors"][-1].rule == "taught: who is meant by “berg/ferreira”"


def test_name_of_one_columnist_stays_as_printed() -> None:
    after = applied(document(credits=(Credit(name="A. Berg", title="editor"),)), named("A. Berg", "3:Ada Berg"))

    assert after.credits == (Credit(name="A. Berg", title="editor", key="columnist:3"),)


def test_what_is_no_name_leaves_the_column_to_the_paper() -> None:
    assert applied(document(credits=(Credit(name="Our View"),)), named("Our view", "")).credits == ()


def test_name_is_found_by_the_id_of_the_source_and_its_warning_goes() -> None:
    unknown = Notice(code="unknown_author", message="“ab12” has no page.", severity=Severity.HOLD)
    given = document(credits=(Credit(name="ab12", key="ab12"),), notices=(unknown,), verdict=Verdict.HELD)

    after = applied(given, named("ab12", "Ada Berg"))

    assert (after.verdict, after.notices, after.credits[0].name) == (Verdict.READY, (), "Ada Berg")


def test_other_faults_keep_it_held() -> None:
    notices = (
        Notice(code="unknown_author", message="“ab12” has no page.", severity=Severity.HOLD),
        Notice(code="no_headline", message="No headline was found.", severity=Severity.HOLD),
    )
    given = document(credits=(Credit(name="ab12"),), notices=notices, verdict=Verdict.HELD)

    assert applied(given, named("ab12", "Ada Berg")).verdict is Verdict.HELD


@pytest.mark.parametrize(
    ("scope", "value", "tags"),
    [("", "Opinion", ("sea", "Opinion")), ("category", "Opinion", ("sea", "Opinion")), ("", "", ("sea",))],
)
def test_category_becomes_a_tag(scope: str, value: str, tags: tuple[str, ...]) -> None:
    terms = (Term(kind=TermKind.CATEGORY, name="Op-Ed"), Term(kind=TermKind.TAG, name="sea"))
    lesson = Lesson(kind=LessonKind.TERM_TO_TAG, scope=scope, pattern="op-ed", value=value)

    assert applied(document(terms=terms, tags=("Op-Ed", "sea")), lesson).tags == tags


def test_lesson_about_another_kind_of_term_is_not_asked() -> None:
    given = document(terms=(Term(kind=TermKind.TAG, name="Op-Ed"),), tags=("Op-Ed",))

    assert applied(given, Lesson(kind=LessonKind.TERM_TO_TAG, scope="category", pattern="Op-Ed")) is given


def test_date_of_another_format_is_read_where_its_notice_says_it_could_not_be() -> None:
    notice = Notice(
        code="ambiguous_date", message="“03.04.05” (date) has a year of two digits.", line=3, severity=Severity.HOLD
    )
    after = applied(document(notices=(notice,), verdict=Verdict.HELD, text="---\n---\ndate: 03.04.05"), DOTTED)

    assert isinstance(after.published, DatedMoment)
    assert after.published.at.isoformat() == "2005-04-03T00:00:00+09:00"
    assert (after.verdict, after.notices) == (Verdict.READY, ())


def test_value_of_a_lesson_about_a_name() -> None:
    assert people_of("3:Ada Berg; Jo: the Elder;") == [(3, "Ada Berg"), (0, "Jo: the Elder")]


@pytest.mark.django_db
def test_lesson_is_taught_once_and_kept_by_the_run(tmp_path) -> None:
    lessons.teach(DOTTED, user=make_user())
    lessons.teach(DOTTED, user=None)
    (tmp_path / "a.txt").write_text(undated("03.04.05"), encoding="utf-8")

    call_command("import_columns", str(tmp_path))

    run = ImportRun.objects.get()
    assert lessons.of_run(run.options) == (DOTTED,)
    assert LessonUse.objects.get().lesson == TaughtLesson.objects.get()
    assert Article.objects.get().published_on.isoformat() == "2005-04-03"


@pytest.mark.django_db
def test_lesson_that_is_switched_off_is_not_followed(tmp_path) -> None:
    row = lessons.teach(DOTTED, user=None)
    TaughtLesson.objects.filter(pk=row.pk).update(is_active=False)
    (tmp_path / "a.txt").write_text(undated("03.04.05"), encoding="utf-8")

    call_command("import_columns", str(tmp_path))

    assert StagedDocument.objects.get().state == "held"
    assert (StagedDocument.objects.get().fault, StagedDocument.objects.get().shape) == ("no_date", "00.00.00")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lesson", "why"),
    [
        (Lesson(kind=LessonKind.DATE_PATTERN, pattern="(?P<day>.)"), "month and year"),
        (Lesson(kind=LessonKind.DATE_PATTERN, pattern="(a+)+"), "repeats something"),
        (Lesson(kind=LessonKind.BYLINE_PATTERN, pattern="~ .{2,80}"), "names"),
        (Lesson(kind=LessonKind.AUTHOR_NAME, pattern=" "), "fit nothing"),
        (Lesson(kind=LessonKind.AUTHOR_NAME, pattern="x" * 501), "at most 500"),
        (Lesson(kind=LessonKind.AUTHOR_NAME, pattern="a\x00b"), "no NUL"),
    ],
)
def test_lesson_that_can_not_be_taken_is_refused_with_a_sentence(lesson: Lesson, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        lessons.teach(lesson, user=None)


@pytest.mark.django_db
def test_taught_columnist_signs_the_column(tmp_path) -> None:
    one, _ = make_author("Kim Lee"), make_author("Kim Lee")
    lessons.teach(named("Kim Lee", f"{one.pk}:Kim Lee"), user=None)
    (tmp_path / "a.txt").write_text(make_dump(by="Kim Lee"), encoding="utf-8")

    call_command("import_columns", str(tmp_path))

    assert list(Article.objects.get().authors.all()) == [one]


@pytest.mark.django_db
def test_taught_columnist_who_is_gone_is_an_undecided_name_again(tmp_path) -> None:
    one, other, third = (make_author("Kim Lee") for _ in range(3))
    lessons.teach(named("Kim Lee", f"{one.pk}:Kim Lee"), user=None)
    one.names.all().delete()
    one.delete()
    (tmp_path / "a.txt").write_text(make_dump(by="Kim Lee"), encoding="utf-8")

    call_command("import_columns", str(tmp_path))

    assert StagedDocument.objects.get().fault == "ambiguous_author"
    assert StagedDocument.objects.get().shape == "Kim Lee"
    assert other != third


@pytest.mark.django_db
def test_desk_follows_lessons_and_shows_whom_they_mean() -> None:
    lessons.teach(DOTTED, user=None)
    vera = make_author("Ada Berg")
    lessons.teach(named("A. B.", f"{vera.pk}:Ada Berg"), user=None)
    client = desk()

    load(client, undated("03.04.05", by="A. B."))

    staged = StagedDocument.objects.get()
    assert staged.state == "waiting"
    assert staged.lesson_uses.count() == 2
    answer = client.get(f"/admin/load/{staged.run_id}/{staged.pk}/")
    assert "Ada Berg" in answer.text
