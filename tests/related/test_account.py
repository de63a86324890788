"""The account of a list for the desk: what is shown, what is not, and why."""

import pytest

from articles.editing import services as editing
from articles.models import Article
from articles.related import desk, rows
from articles.related.account import account
from articles.related.models import OfferedNowhere
from articles.related.shown import lines
from tests.builders import make_article, make_author
from tests.related.columns import made_together, make_column, text_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    ada = make_author("Ada Lantern")
    with made_together():
        article = make_article("First", tags=["Harbour"])
        for number in range(3):
            make_article(f"By Ada {number}", tags=["Harbour"], authors=[ada])
        for number in range(6):
            make_article(f"Other {number}", tags=["Harbour"])
    return article


def left(article):
    return {one.article.headline: one.left_out for one in account(article).left}


def test_what_is_shown_is_what_readers_see(archive):
    told = account(archive)

    assert [one.article.pk for one in told.shown] == [line.id for line in lines(archive)]
    assert [one.reason for one in told.shown] == [line.reason for line in lines(archive)]
    assert not told.stands_in
    assert {one.code for one in told.shown} == {one.left_out for one in told.shown} == {""}


def test_what_is_left_out_says_why(archive):
    desk.block(archive, Article.objects.get(headline="Other 5"), user=None)

    assert left(archive) == {
        "By Ada 1": "Next in line: six others come first",
        "By Ada 0": "A third by Ada Lantern",
        "Other 5": "Blocked by the desk",
    }


def test_a_block_of_what_is_no_candidate_is_told_too():
    article, far = make_article("First"), make_article("Far")
    desk.block(article, far, user=None)

    assert left(article) == {"Far": "Blocked by the desk"}


def test_twins_are_told_by_their_headlines():
    text = f"<p>{text_on('heron otter kingfisher')}</p>"
    other = f"<p>{text_on('heron otter kingfisher')}</p>"
    article = make_article("Heron", body=text, tags=["Birds"])
    make_article("Heron, again", body=text, tags=["Birds"])
    make_article("Otter", body=other, tags=["Birds"])
    make_article("Otter, again", body=other, tags=["Birds"])

    assert left(article) == {
        "Heron, again": "A second printing of this column",
        "Otter": "Twin of another in the list: “Otter, again”",
    }


def test_what_is_offered_nowhere_is_told(archive):
    gone = Article.objects.get(headline="Other 5")
    OfferedNowhere.objects.create(article=gone)

    assert left(archive)["Other 5"] == "Offered nowhere, the desk says"


def test_a_pin_has_its_place_and_what_speaks_for_it(archive):
    far = make_article("Far")
    desk.pin(archive, far, user=None)

    first = account(archive).shown[0]

    assert (first.article, first.origin, first.reason) == (far, "pinned", "Picked by the desk")


def test_more_by_the_author_is_said_to_stand_in():
    for number in range(4):
        make_column(f"filler{chr(97 + number)}")
    ada = make_author("Ada Lantern")
    article, other = make_column("heron", authors=[ada]), make_column("otter", authors=[ada])

    told = account(article)

    assert told.stands_in
    assert [one.article for one in told.shown] == [other]


def test_a_draft_has_an_account_and_nothing_is_written(archive):
    editing.unpublish(archive, user=None)
    before = sorted(rows.RelatedHeadline.objects.values_list("pk", flat=True))

    assert account(archive).shown
    assert sorted(rows.RelatedHeadline.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("others", [3, 20])
def test_it_costs_a_bounded_number_of_queries(others, django_assert_max_num_queries):
    with made_together():
        article = make_article("First", tags=["Harbour"])
        for number in range(others):
            make_article(f"Other {number}", tags=["Harbour"], authors=[f"Author {number}"])

    with django_assert_max_num_queries(24):
        account(article)
