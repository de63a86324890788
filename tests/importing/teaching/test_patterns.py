import pytest

from articles.importing.readers.patterns import UnsafePatternError, compiled


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
