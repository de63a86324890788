"""Lists that were made before lists kept their rules and reads are counted again from the tables."""

import pytest
from django.core.management import call_command

from articles.editing import services as editing
from articles.models import Article
from articles.readership import pruning, ranking, rulebook, rules, services
from articles.readership.models import MostReadEntry, MostReadList
from articles.readership.recounting import Verdict
from articles.readership.spans import DAY
from tests.readership.building import DAY as DAY_OF_NOON
from tests.readership.building import NOON, make_closed, make_counted, verdict

pytestmark = pytest.mark.django_db


def make_first_version() -> MostReadList:
    """Return a list as the first version of the rules left it: no rules, no reads, no hash."""
    made = make_closed()
    MostReadList.objects.update(rules={}, buckets=[], digest="")
    MostReadEntry.objects.filter(list=made).delete()
    ranked = Article.objects.filter(headline__startswith="Column number").order_by("pk")[: rules.PLACES]
    MostReadEntry.objects.bulk_create(
        MostReadEntry(list=made, rank=place, headline=article.headline, article=article, reads=33 - place)
        for place, article in enumerate(ranked, start=1)
    )
    return MostReadList.objects.get(pk=made.pk)


def test_list_of_the_first_version_is_counted_from_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_first_version()
    pruning.prune(at=NOON + 40 * DAY)

    call_command("recount_most_read", made.pk)

    out = capsys.readouterr().out
    assert "rules 1" in out
    assert "this is counted from the tables" in out
    assert "The same." in out


def test_list_of_the_first_version_keeps_a_column_that_was_withdrawn_since() -> None:
    made = make_first_version()
    editing.unpublish(Article.objects.get(ranked_in__list=made, ranked_in__rank=1), user=None)

    assert verdict(made) == Verdict.SAME


def test_list_of_the_first_version_cannot_be_counted_from_months(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_first_version()
    pruning.prune(at=NOON + 800 * DAY)

    with pytest.raises(SystemExit) as left:
        call_command("recount_most_read", made.pk)

    assert left.value.code == Verdict.IMPOSSIBLE
    assert "only by day or month by now" in capsys.readouterr().out


def test_tie_of_the_first_version_goes_to_the_one_added_later() -> None:
    twins = [
        ranking.Candidate(
            guid=guid, published_at=NOON, published_on=DAY_OF_NOON, authors=(), out="", reads=9, article_id=pk
        )
        for guid, pk in (("a", 1), ("b", 2))
    ]
    first = rulebook.Rules.from_json({})

    assert [one.guid for one in ranking.rank(twins, first, day=DAY_OF_NOON)] == ["b", "a"]
    assert [one.guid for one in ranking.rank(twins, rulebook.of_now(7), day=DAY_OF_NOON)] == ["a", "b"]


def test_list_that_was_open_when_the_second_version_came_is_closed_by_it() -> None:
    made = make_counted()
    MostReadList.objects.update(rules={})

    services.refresh_counted(at=NOON + DAY)

    made.refresh_from_db()
    assert made.rules["version"] == rules.VERSION
    assert verdict(made) == Verdict.SAME
