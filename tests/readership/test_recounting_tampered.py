"""What was changed by hand in a kept list, or in the tables, is found when it is counted again."""

import pytest
from django.core.management import call_command

from articles.models import Article
from articles.readership import rulebook
from articles.readership.models import MostReadList
from articles.readership.recounting import Verdict
from tests.builders import make_article
from tests.readership.building import make_closed, make_reads, verdict

pytestmark = pytest.mark.django_db


def test_place_that_was_tampered_with_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_closed()
    made.entries.filter(rank=3).update(reads=4000)

    with pytest.raises(SystemExit) as left:
        call_command("recount_most_read", made.pk)

    out = capsys.readouterr().out
    assert left.value.code == Verdict.ANOTHER
    assert "4000" in out
    assert "Not the same." in out


@pytest.mark.parametrize("part", ["reads", "out", "authors", "published_at"])
def test_kept_reads_that_were_tampered_with_are_found(part: str) -> None:
    made = make_closed()
    made.buckets[0][part] = {"reads": [["2017-01-20", 9000]], "out": "draft", "authors": ["nobody"],
                             "published_at": "2016-01-01T00:00:00+00:00"}[part]  # fmt: skip
    made.save()

    assert verdict(made) == Verdict.ANOTHER


def test_rules_that_were_tampered_with_are_found() -> None:
    made = make_closed()
    made.rules["minimum"] = 1
    made.save()

    assert verdict(made) == Verdict.ANOTHER


def test_tables_that_were_tampered_with_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_closed()
    first = Article.objects.get(ranked_in__list=made, ranked_in__rank=1)
    make_reads(first, 1000)
    make_reads(make_article("Added later"), 1000)

    with pytest.raises(SystemExit) as left:
        call_command("recount_most_read", made.pk)

    out = capsys.readouterr().out
    assert left.value.code == Verdict.TABLES_DIFFER
    assert f"{first.guid}: kept 32 readers, the tables hold 1032." in out
    assert "nothing was kept of it, the tables hold 1000 readers" in out


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("buckets", [{"column": "x"}]),
        ("buckets", ["x"]),
        ("rules", {"version": 2}),
        ("rules", {**rulebook.FIRST, "version": 99}),
    ],
)
def test_what_cannot_be_understood_is_said_and_is_no_fault_of_the_list(field: str, value, capsys) -> None:
    made = make_closed()
    MostReadList.objects.filter(pk=made.pk).update(**{field: value})

    with pytest.raises(SystemExit) as left:
        call_command("recount_most_read", made.pk)

    assert left.value.code == Verdict.IMPOSSIBLE
    assert "It cannot be counted again." in capsys.readouterr().out
