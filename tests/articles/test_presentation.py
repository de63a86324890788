"""What the template tags say of a column."""

from datetime import UTC, datetime

import pytest

from articles.models import Article
from articles.templatetags import presentation

POSTED = datetime(2011, 4, 3, 7, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "notice"),
    [
        (datetime(2016, 4, 2, 12, tzinfo=UTC), ""),
        (datetime(2016, 4, 3, 12, tzinfo=UTC), "This column is 5 years old. What it reports may have changed since."),
        (datetime(2026, 4, 2, 12, tzinfo=UTC), "This column is 14 years old. What it reports may have changed since."),
    ],
)
def test_age_is_told_from_five_years_on(at: datetime, notice: str) -> None:
    assert presentation.age_notice(Article(published_at=POSTED), at) == notice


def test_age_names_the_kind_and_speaks_the_language() -> None:
    at = datetime(2026, 4, 4, tzinfo=UTC)

    assert presentation.age_notice(Article(published_at=POSTED, kind="letter"), at).startswith("This letter is 15")
    assert presentation.age_notice(Article(published_at=POSTED, language="ko"), at).startswith("15년 전에 실린 글")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1-minute read"), ("ko", "읽는 데 1분"), ("fr", "1-minute read")]
)
def test_reading_time_is_at_least_a_minute(language: str, words: str) -> None:
    assert presentation.reading_time(Article(body="<p>Short.</p>", language=language)) == words


def test_reading_time_counts_minutes() -> None:
    assert presentation.reading_time(Article(body=f"<p>{'word ' * 1380}</p>")) == "6-minute read"


@pytest.mark.parametrize(("number", "words"), [(1, "1 column"), (0, "0 columns"), (1234, "1,234 columns")])
def test_columns_are_counted_in_words(number: int, words: str) -> None:
    assert presentation.columns(number) == words
