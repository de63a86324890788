"""A kept list is counted again by the rules of its time, from what it kept, and compared with the tables."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from articles.editing import services as editing
from articles.models import Article
from articles.readership import evidence, pruning, ranking, recounting, rulebook, rules, services
from articles.readership.models import HourlyReads, MostReadList
from articles.readership.recounting import Verdict
from articles.readership.spans import DAY
from tests.articles.hidden import make_hidden
from tests.builders import make_article, make_author
from tests.readership.building import DAY as DAY_OF_NOON
from tests.readership.building import NOON, make_articles, make_closed, make_counted, make_printed, make_reads, verdict

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("window", rules.WINDOWS)
def test_closed_list_of_any_window_is_counted_again_the_same(window: int) -> None:
    made = make_closed(window)

    found = recounting.recount(made)

    assert (found.verdict, list(found.again)) == (Verdict.SAME, list(found.stored))
    assert found.digest == found.stored_digest == made.digest
    assert len(found.again) == rules.PLACES


@pytest.mark.parametrize(("window", "keys"), [(1, {"2017-01-20T03:00Z"}), (7, {"2017-01-17", "2017-01-20"}),
                                              (rules.ALL_TIME, {"2016-11", "2017-01-17", "2017-01-20"})])  # fmt: skip
def test_closed_list_keeps_its_reads_bucket_by_bucket(window: int, keys: set[str]) -> None:
    old = make_article("Long read")
    make_reads(old, 40)
    make_reads(old, 4, NOON - 3 * DAY)
    make_reads(old, 3, NOON - 60 * DAY)

    made = make_closed(window)

    assert {key for key, _count in made.buckets[0]["reads"]} == keys
    assert made.buckets[0]["column"] == old.guid


def test_hash_can_be_computed_by_anybody_as_the_docs_say() -> None:
    made = make_closed()
    lines = made.entries.order_by("rank").values_list("rank", "article__guid", "reads")
    said = {"day": "2017-01-20", "rules": made.rules, "places": [list(line) for line in lines], "buckets": made.buckets}

    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert sha256(text.encode()).hexdigest() == made.digest


def test_command_prints_the_text_that_the_hash_is_of(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_closed()

    call_command("recount_most_read", made.pk, "--canonical")

    assert sha256(capsys.readouterr().out.encode()).hexdigest() == made.digest


def test_open_list_has_no_text_to_print() -> None:
    with pytest.raises(CommandError, match="no hash yet"):
        call_command("recount_most_read", make_counted().pk, "--canonical")


def test_what_was_off_the_site_is_kept_with_the_reason_and_has_no_place() -> None:
    for reason in ("unpublished", "retracted", "expired", "embargoed"):
        make_reads(make_hidden(reason, f"Out: {reason}"), 99)

    made = make_closed()

    out = {one["out"] for one in made.buckets if one["out"]}
    assert out == {"unpublished", "retracted", "expired", "embargoed"}
    assert made.entries.get(rank=1).reads == 32
    assert verdict(made) == Verdict.SAME


def test_some_columns_below_the_last_place_are_kept_and_no_more() -> None:
    for place, article in enumerate(make_articles(40)):
        make_reads(article, 100 - place)

    made = make_closed()

    assert len(made.buckets) == rules.PLACES + rules.RUNNERS_UP


@pytest.mark.parametrize("days", [40, 800])
def test_list_is_counted_again_when_hours_have_become_days_and_months(days: int) -> None:
    made = make_closed()

    pruning.prune(at=NOON + days * DAY)

    found = recounting.recount(made)
    assert not HourlyReads.objects.exists()
    assert found.verdict == Verdict.SAME
    assert ("only by the month by now" in found.notes[-1]) == (days == 800)


@pytest.mark.parametrize("window", [1, rules.ALL_TIME])
def test_odd_windows_are_compared_with_days_and_months_too(window: int) -> None:
    made = make_closed(window)
    make_reads(make_article("Not its month"), 900, NOON - 100 * DAY)

    pruning.prune(at=NOON + 40 * DAY)

    assert "Compared with the tables: 12 of 12" in recounting.recount(made).notes[-1] or window == rules.ALL_TIME
    assert verdict(made) == (Verdict.TABLES_DIFFER if window == rules.ALL_TIME else Verdict.SAME)


def test_withdrawn_hidden_and_renamed_columns_change_nothing() -> None:
    made = make_closed()
    first, second = Article.objects.filter(ranked_in__list=made).order_by("ranked_in__rank")[:2]
    editing.unpublish(first, user=None)
    second.headline = "Another headline"
    editing.save_article(second, user=None)
    made.entries.filter(rank=3).update(hidden_at=NOON, hidden_because="By order of a court")

    found = recounting.recount(MostReadList.objects.get(pk=made.pk))

    assert (found.verdict, found.digest) == (Verdict.SAME, made.digest)


def test_deleted_column_changes_nothing_and_is_told() -> None:
    made = make_closed()
    Article.objects.get(ranked_in__list=made, ranked_in__rank=2).delete()

    found = recounting.recount(made)

    assert (found.verdict, found.digest, found.differences) == (Verdict.SAME, made.digest, [])
    assert found.notes[0] == "The column of place 2 was deleted since."
    assert "1 were deleted since" in found.notes[-1]


def test_list_is_counted_by_the_rules_of_its_time(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_closed()

    settings.MOST_READ_AUTHOR_CAP, settings.MOST_READ_FRESH_DAYS = 1, 1
    monkeypatch.setattr(rules, "MINIMUM_READS", 1000)
    monkeypatch.setattr(rules, "PLACES", 3)

    assert verdict(made) == Verdict.SAME


def test_cap_and_freshness_of_its_time_are_obeyed(settings) -> None:
    settings.MOST_READ_AUTHOR_CAP, settings.MOST_READ_FRESH_DAYS = 1, 7
    make_reads(make_article("Too old"), 99)
    one = make_author("One")
    for _ in range(3):
        make_reads(make_article(published_at=NOON - DAY, authors=[one]), 50)
    for place, article in enumerate(make_articles(8, published_at=NOON - DAY)):
        make_reads(article, 20 - place)
    services.refresh_counted(at=NOON)
    services.refresh_counted(at=NOON + DAY)
    made = MostReadList.objects.get(day=DAY_OF_NOON, window_days=7)

    settings.MOST_READ_AUTHOR_CAP, settings.MOST_READ_FRESH_DAYS = 0, 0

    assert made.rules["author_cap"] == 1
    assert made.entries.filter(reads=50).count() == 1
    assert "Too old" not in set(made.entries.values_list("headline", flat=True))
    assert verdict(made) == Verdict.SAME


def test_each_version_that_ever_was_has_its_ranker_and_its_words() -> None:
    assert set(ranking.RANKERS) == set(rules.HISTORY) == set(range(1, rules.VERSION + 1))


def test_open_list_with_rules_that_nobody_knows_does_not_keep_others_from_being_closed() -> None:
    made = make_counted()
    MostReadList.objects.filter(window_days=30).update(rules={"version": 2})

    services.refresh_counted(at=NOON + DAY)

    assert MostReadList.objects.filter(day=DAY_OF_NOON).exclude(digest="").count() == len(rules.WINDOWS)
    assert verdict(made) == Verdict.SAME


def test_list_that_nobody_closed_for_years_stays_as_it_is() -> None:
    made = make_counted()
    pruning.prune(at=NOON + 800 * DAY)

    services.refresh_counted(at=NOON + 800 * DAY)

    made.refresh_from_db()
    assert (made.digest, made.entries.count()) == ("", rules.PLACES)


def test_open_list_is_counted_from_the_tables_up_to_its_moment(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_counted()
    make_reads(make_article("Later"), 500, NOON + timedelta(hours=1))

    call_command("recount_most_read", made.pk)

    out = capsys.readouterr().out
    assert "The same." in out
    stored, recounted = [line.split()[1] for line in out.splitlines() if line.startswith(("stored ", "recounted "))]
    assert stored == recounted


def test_open_list_that_is_behind_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    made = make_counted()
    make_reads(make_article(), 400)

    with pytest.raises(SystemExit):
        call_command("recount_most_read", made.pk)

    assert "before its day was over" in capsys.readouterr().out


def test_open_24_hours_cannot_be_counted_from_days() -> None:
    make_counted()
    pruning.prune(at=NOON + 40 * DAY)

    assert verdict(MostReadList.objects.get(window_days=1)) == Verdict.IMPOSSIBLE


def test_printed_list_says_that_it_was_not_counted(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("recount_most_read", make_printed(day=date(2016, 1, 1)).pk)

    out = capsys.readouterr().out
    assert "was not counted here" in out
    assert "The same" not in out


def test_recount_of_no_list_is_a_wrong_call() -> None:
    with pytest.raises(CommandError, match="no list 99") as raised:
        call_command("recount_most_read", 99)

    assert raised.value.returncode == 2


def test_contested_places_of_a_shorter_list_are_all_there_are() -> None:
    candidates = [
        ranking.Candidate(guid=str(n), published_at=NOON, published_on=DAY_OF_NOON, authors=(), out="", reads=50 - n)
        for n in range(30)
    ]
    by = rulebook.of_now(7)
    standing = ranking.rank(candidates, by, day=DAY_OF_NOON)

    assert len(evidence.contested(candidates[:8], standing[:8], by)) == 8
    assert len(evidence.contested(candidates, standing, by)) == rules.PLACES + rules.RUNNERS_UP


GOLDEN = "b146bdba60fa684537fda93f9dfae84fc261bbeb6a908b0deeda5413d6d17c00"


def test_hash_is_the_same_on_every_database_and_for_good() -> None:
    """The second version of the rules and of the form: whoever changes one of them makes every kept hash wrong."""
    for place, column in enumerate(make_articles(12)):
        Article.objects.filter(pk=column.pk).update(guid=f"tag:example.org,2017:{place:02}")
        make_reads(column, 30 - place // 3)  # ties of three, which their permanent ids decide
        make_reads(column, 2, NOON - 3 * DAY)
    services.refresh_counted(at=NOON)
    services.refresh_counted(at=NOON + DAY)

    made = MostReadList.objects.get(day=DAY_OF_NOON, window_days=7)

    assert made.digest == GOLDEN
