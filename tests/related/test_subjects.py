"""What shared subjects are worth: pure."""

from articles.related import subjects
from articles.related.subjects import AGEING, HALF_LIFE_DAYS, Shared

TAGS = subjects.known(99, {1: 1, 2: 50, 3: 2, 4: 3}, {1: "person", 2: "place", 3: "topic"})


def test_rarer_is_worth_more_and_named_less_than_carried():
    assert subjects.worth(1, TAGS) > subjects.worth(2, TAGS) > subjects.TAG_BASE
    assert subjects.worth(1, TAGS) > subjects.worth(1, TAGS, named=1) > subjects.worth(1, TAGS, named=2)
    assert subjects.worth(2, TAGS, named=2) < 0.05  # of every second column it says nothing


def test_each_kind_is_a_part_and_all_together_have_a_bound():
    assert subjects.parts(Shared(names={}), TAGS) == {}
    found = subjects.parts(Shared(names=dict.fromkeys([1, 2, 3, 4], "")), TAGS)

    assert found["tags"] == subjects.worth(3, TAGS) + subjects.worth(4, TAGS)
    assert sum(found.values()) == subjects.MOST


def test_names_are_told_by_what_they_count_for():
    told = subjects.told(Shared(names={1: "Ada", 3: "Weirs", 4: "Eels"}), TAGS)

    assert told == {"tags": ["Weirs", "Eels"], "people": ["Ada"], "places": []}


def test_named_is_counted_for_each_of_the_two():
    shared = Shared(names={1: "Ada"}, named=({1}, {1}))

    assert subjects.parts(shared, TAGS)["people"] == subjects.worth(1, TAGS, named=2)


def test_news_ages_and_evergreens_do_not():
    tags = subjects.known(99, {3: 2, 4: 2}, news={3: 1.0})
    near, far = Shared(names={3: "Flood", 4: "Eels"}), Shared(names={3: "Flood", 4: "Eels"}, days=HALF_LIFE_DAYS)

    assert near.worth(3, tags) == near.worth(4, tags) == far.worth(4, tags)
    assert far.worth(3, tags) == near.worth(3, tags) * (1 - AGEING / 2)
    assert subjects.told(far, tags)["tags"] == ["Eels", "Flood"]
