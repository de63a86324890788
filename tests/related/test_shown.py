"""What stands in a box at a moment: only what is public then, an older and a newer one, more by the author at last."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from articles.editing import services as editing
from articles.models import Article
from articles.related import desk, services
from articles.related.shown import box, lines
from tests.builders import POSTED, make_article, make_author
from tests.related.columns import headlines, made_together, make_column

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FUTURE = datetime(2093, 4, 3, tzinfo=UTC)


def make_others(number: int, *, tag: str = "Harbour") -> list[Article]:
    return [make_article(f"Other {place}", tags=[tag]) for place in range(number)]


@pytest.mark.usefixtures("way")
def test_a_seventh_takes_the_place_of_one_that_is_unpublished():
    article, others = make_article("First", tags=["Harbour"]), make_others(7)
    six = headlines(article)
    gone = next(other for other in others if other.headline == six[0])

    editing.unpublish(gone, user=None)

    assert six == [f"Other {number}" for number in range(6, 0, -1)]
    assert headlines(article) == [f"Other {number}" for number in range(5, -1, -1)]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("leave", ["unpublish", "retract", "expire", "embargo"])
def test_what_is_no_longer_public_leaves_every_box_at_once(leave):
    articles = [make_article("First", tags=["Harbour"]), make_article("Second", tags=["Harbour"])]
    gone = make_article("Gone", tags=["Harbour"])
    assert all("Gone" in headlines(article) for article in articles)

    if leave == "unpublish":
        editing.unpublish(gone, user=None)
    elif leave == "retract":
        editing.retract(gone, user=None, notice="Taken back.", on=POSTED.date())
    elif leave == "expire":
        Article.objects.filter(pk=gone.pk).update(expires_at=POSTED + DAY)
    else:
        Article.objects.filter(pk=gone.pk).update(embargoed_until=FUTURE)

    assert not any("Gone" in headlines(article) for article in articles)


def test_a_scheduled_column_appears_on_its_minute():
    article = make_article("First", tags=["Harbour"])
    make_article("Tomorrow", tags=["Harbour"], published_at=FUTURE)

    assert headlines(article, at=FUTURE - timedelta(seconds=1)) == []
    assert headlines(article, at=FUTURE) == ["Tomorrow"]


@pytest.mark.usefixtures("way")
def test_unpublishing_the_only_older_one_brings_another_older_one_in():
    with made_together():
        article = make_article("First", tags=["Harbour"], published_at=POSTED)
        make_article("Oldest", tags=["Harbour"], published_at=POSTED - 90 * DAY)
        old = make_article("Old", tags=["Harbour"], published_at=POSTED - 30 * DAY)
        for number in range(14):
            make_article(f"New {number}", tags=["Harbour"], published_at=POSTED + DAY)
    assert headlines(article)[-1] == "Old"

    editing.unpublish(old, user=None)

    assert headlines(article)[-1] == "Oldest"


@pytest.mark.usefixtures("way")
def test_one_older_and_one_newer_are_shown():
    article = make_article("First", tags=["Harbour"], published_at=POSTED)
    make_article("Old", tags=["Harbour"], published_at=POSTED - 90 * DAY)
    for number in range(8):
        make_article(f"New {number}", tags=["Harbour"], published_at=POSTED + DAY)

    assert headlines(article) == ["New 7", "New 6", "New 5", "New 4", "New 3", "Old"]


def test_an_older_one_that_is_not_public_yet_takes_no_place():
    article = make_article("First", tags=["Harbour"], published_at=POSTED)
    make_article("Old", tags=["Harbour"], published_at=POSTED - DAY, embargoed_until=FUTURE)
    for number in range(7):
        make_article(f"New {number}", tags=["Harbour"], published_at=POSTED + DAY)

    assert headlines(article) == ["New 6", "New 5", "New 4", "New 3", "New 2", "New 1"]
    assert headlines(article, at=FUTURE)[-1] == "Old"


@pytest.mark.usefixtures("way")
def test_what_has_expired_keeps_no_place_of_others():
    with made_together():
        article = make_article("First", tags=["Harbour", "Tugs"])
        make_article("Other", tags=["Harbour"])
        for number in range(13):
            make_article(f"Expired {number}", tags=["Harbour", "Tugs"], expires_at=POSTED + DAY)

    services.refresh([article.pk])

    assert headlines(article) == ["Other"]
    assert article.related_headlines.count() == 1


@pytest.mark.usefixtures("way")
def test_more_by_the_author_is_shown_while_nothing_good_is_public():
    for number in range(4):
        make_column(f"filler{chr(97 + number)}")
    ada = make_author("Ada Lantern")
    article = make_column("heron", authors=[ada], tags=["Birds"])
    make_column("otter", authors=[ada])
    make_column("crane", tags=["Birds"], published_at=FUTURE)

    now, later = box(article), box(article, at=FUTURE)

    assert (now.heading, [line.headline for line in now.lines]) == ("More by this author", ["On otter"])
    assert (later.heading, [line.headline for line in later.lines]) == ("Related columns", ["On crane"])


@pytest.mark.usefixtures("way")
def test_blocking_all_that_is_good_shows_more_by_the_author():
    for number in range(4):
        make_column(f"filler{chr(97 + number)}")
    ada, bo = make_author("Ada Lantern"), make_author("Bo Quayle")
    article = make_column("heron", authors=[ada, bo], tags=["Birds"])
    make_column("otter", authors=[ada])
    make_column("newt", authors=[bo])
    good = make_column("crane", tags=["Birds"])

    desk.block(article, good, user=None)

    assert box(article).heading == "More by these authors"
    assert headlines(article) == ["On newt", "On otter"]


def test_the_command_says_what_stands_over_the_list():
    for number in range(4):
        make_column(f"filler{chr(97 + number)}")
    ada = make_author("Ada Lantern")
    article, _ = make_column("heron", authors=[ada]), make_column("otter", authors=[ada])
    out = StringIO()

    call_command("related", article.pk, "--json", stdout=out)

    assert [row["heading"] for row in json.loads(out.getvalue())] == ["More by this author"]


def test_every_line_has_a_reason():
    article, _ = make_article("First", tags=["Harbour"]), make_others(3)

    assert all(line.reason for line in lines(article))
