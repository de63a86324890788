"""Which candidates are compared in full."""

import pytest

from articles.related import promise, services
from articles.related.promise import COMPARED, STAND_INS, best, equals, with_theirs
from articles.related.selection import MORE_BY_THE_AUTHOR
from articles.related.shown import box
from tests.builders import make_author
from tests.related.columns import made_together, make_column


def test_the_most_promising_come_first_and_the_highest_id_of_equals():
    assert best({1: 0.5, 2: 0.7, 3: 0.5}) == [2, 3, 1]


def test_some_of_the_author_s_are_among_many_others():
    others = dict.fromkeys(range(100, 101 + COMPARED), 0.5)
    theirs = dict.fromkeys(range(6), 0.05)

    found = best(others | theirs, theirs)

    assert len(found) == COMPARED
    assert found[-STAND_INS:] == [5, 4, 3, 2]
    assert STAND_INS == MORE_BY_THE_AUTHOR


def test_those_that_are_there_count():
    first = list(range(COMPARED))

    assert with_theirs(first, [COMPARED - 1, 0, 1, 2, 900]) == first
    assert with_theirs(first, [COMPARED - 1, 900]) == [*range(COMPARED - 2), COMPARED - 1, 900]
    assert with_theirs([1, 2], [900]) == [1, 2, 900]
    assert with_theirs(first, []) == first


@pytest.mark.django_db
@pytest.mark.usefixtures("way")
def test_more_by_the_author_is_found_behind_many_that_share_a_word(monkeypatch):
    for name in ("articles.related.promise", "articles.related.archive"):
        monkeypatch.setattr(f"{name}.COMPARED", 5)
    ada = make_author("Ada Lantern")
    with made_together():
        make_column("otter", authors=[ada])
        for number in range(6):
            words = " ".join(f"w{chr(97 + number)}{chr(97 + n // 20)}{chr(97 + n % 20)}" for n in range(40))
            make_column(f"filler{chr(97 + number)}", body=f"<p>heron heron heron {words}</p>")
            make_column(f"other{chr(97 + number)}")
        article = make_column("heron", authors=[ada])
    services.refresh([article.pk])

    assert promise.COMPARED == 5
    assert [line.headline for line in box(article).lines] == ["On otter"]


def test_of_equals_at_the_end_the_newest_are_compared_whatever_their_ids():
    promise = {**dict.fromkeys(range(1, COMPARED), 0.7), 901: 0.5, 902: 0.5, 903: 0.1}

    assert sorted(equals(promise)) == [901, 902]
    assert best(promise, (), {901: 20.0, 902: 10.0})[-1] == 901
    assert best(promise, (), {901: 10.0, 902: 20.0})[-1] == 902
    assert equals({1: 0.5, 2: 0.5}) == []
