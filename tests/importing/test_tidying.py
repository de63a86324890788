import pytest

from articles.importing.documents import Document
from articles.importing.tidying import LONGEST, tidy
from articles.models import Article


def document(**values):
    return Document(source="a", format="x", identity="legacy:1", **values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("legacy_url", "https://old.example.org/2012/a?p=1"),
        ("legacy_url", "/news/12/a"),
        ("canonical_url", "http://first.example.org/a"),
        ("rights", "© The Test Post"),
    ],
)
def test_what_can_be_kept_is_kept(name, value):
    given = document(**{name: value})

    assert tidy(given) is given


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("legacy_url", "old.example.org/a", ""),
        ("legacy_url", "//elsewhere.example.org/a", ""),
        ("legacy_url", "javascript:alert(1)", ""),
        ("legacy_url", "/" + "a" * 2000, ""),
        ("canonical_url", "/a", ""),
        ("rights", "r" * 400, "r" * 300),
        ("legacy_id", "1" * 300, "1" * 200),
    ],
)
def test_what_can_not_be_kept_goes_with_a_notice(name, value, kept):
    tidied = tidy(document(**{name: value}))

    assert getattr(tidied, name) == kept
    assert [notice.code for notice in tidied.notices] == [f"{name}_not_usable"]


def test_the_lengths_are_those_of_the_fields():
    assert {name: Article._meta.get_field(name).max_length for name in LONGEST} == LONGEST
