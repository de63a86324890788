"""What shared subjects are worth: pure."""

from articles.related import subjects

TAGS = subjects.known(99, {1: 1, 2: 50, 3: 2, 4: 3}, {1: "person", 2: "place", 3: "topic"})


def both_carry(tag: int) -> int:
    return 0


def test_rarer_is_worth_more_and_named_less_than_carried():
    assert subjects.worth(1, TAGS) > subjects.worth(2, TAGS) > subjects.TAG_BASE
    assert subjects.worth(1, TAGS) > subjects.worth(1, TAGS, named=1) > subjects.worth(1, TAGS, named=2)
    assert subjects.worth(2, TAGS, named=2) < 0.05  # of every second column it says nothing


def test_each_kind_is_a_part_and_all_together_have_a_bound():
    assert subjects.parts((), TAGS, both_carry) == {"tags": 0, "people": 0, "places": 0}
    found = subjects.parts([1, 2, 3, 4], TAGS, both_carry)

    assert found["tags"] == subjects.worth(3, TAGS) + subjects.worth(4, TAGS)
    assert found["people"] + found["places"] + found["tags"] == subjects.MOST


def test_names_are_told_by_what_they_count_for():
    told = subjects.told({1: "Ada", 3: "Weirs", 4: "Eels"}, TAGS, both_carry)

    assert told == {"tags": ["Weirs", "Eels"], "people": ["Ada"], "places": []}
