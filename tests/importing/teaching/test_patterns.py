import pytest

from articles.importing.documents import Lesson, LessonKind
from articles.importing.readers.patterns import UnsafePatternError, check_pace, compiled
from articles.importing.teaching import lessons


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2,4})",
        r"~ (?P<names>.{2,80}) ~",
        r"(?:Mon|Tue) (?P<day>\d{1,2})",
        r"[\]\\a-z]+ text",
        r"Posted(?: on)? \d+",
    ],
)
def test_plain_pattern_is_taken(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern
    check_pace(pattern)


def test_pattern_that_is_slow_on_a_hard_line_is_refused_with_a_sentence() -> None:
    slow = r".{0,57}.{0,57}.{0,57}(?P<year>x)(?P<month>y)"

    assert compiled(slow)
    with pytest.raises(UnsafePatternError, match="takes too long on a line"):
        check_pace(slow)


def test_slow_pattern_is_not_taught() -> None:
    lesson = Lesson(kind=LessonKind.DATE_PATTERN, pattern=r"(?P<year>.{0,57}).{0,57}(?P<month>.{0,57})xy")

    with pytest.raises(ValueError, match="takes too long on a line"):
        lessons.check(lesson)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"(a+)+$", "repeats something that has repetitions"),
        (r"(?:a|aa)*$", "repeats something that has repetitions"),
        (r"(?:a?){30}a{30}", "repeats something that has repetitions"),
        (r"[\\](a+)+$[x]", "repeats something that has repetitions"),
        (r"[^]](a+)+[]]", "repeats something that has repetitions"),
        (r".*.*.*.*x", "too many ways"),
        (r"\d{1,9}" * 8, "too many ways"),
        (r"(?=a)b", "kind of bracket"),
        (r"(?<!a)b", "kind of bracket"),
        (r"(?P<day>\d)(?P=day)", "kind of bracket"),
        (r"(\d)\1", "not understood"),
        (r"*a", "repeats nothing"),
        (r"a++", "repeats nothing"),
        (r"(a", "does not close a bracket"),
        (r"a)", "has not opened"),
        (r"[a", "square bracket"),
        ("a\\", "not understood"),
        ("a" * 501, "longer than"),
        (r"(?P<day>a)(?P<day>b)", "can't be read"),
        (r"a{99999999999}", "can't be read"),
        ("(" * 249 + "a" + ")" * 249, "brackets"),
    ],
)
def test_pattern_that_could_run_for_ever_is_refused_with_a_sentence(pattern: str, why: str) -> None:
    with pytest.raises(UnsafePatternError, match=why):
        compiled(pattern)
