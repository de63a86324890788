"""Which candidates make a list and why the others do not, whatever they are."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from articles.related.columns import Column
from articles.related.scoring import MINIMUM, order
from articles.related.selection import (
    BY_ONE_AUTHOR,
    KEPT,
    NEWER,
    OLDER,
    SHOWN,
    Choice,
    Code,
    Entry,
    Hand,
    choose,
    shown,
)
from tests.builders import POSTED

ADA, OSKAR, MINA = 1, 2, 3
COLUMN = Column(id=1000, published_at=POSTED, authors={ADA: "Ada Lantern"})
# Each of them is one of a dozen properties of the same cases.
few = settings(max_examples=25, deadline=None)
GOOD, WEAK = MINIMUM + 0.1, MINIMUM - 0.1


def entry(number: int, score: float, *authors: int, days: int = 0) -> Entry:
    when = POSTED + timedelta(days=days)
    return Entry(
        id=number, score=score, order=order(score, when, number), authors=frozenset(authors), published_at=when
    )


def unlike(_one: int, _other: int) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Case:
    """Candidates and pins with texts: two of one text are twins, and a text of 0 is that of the column."""

    candidates: list[Entry]
    hand: Hand
    texts: dict[int, int]

    def alike(self, one: int, other: int) -> bool:
        return self.texts[one] == self.texts[other]

    @property
    def pins(self) -> list[Entry]:
        """What is pinned and may be shown."""
        return [pin for pin in self.hand.pinned if pin.id not in self.hand.nowhere]

    def choose(self) -> Choice:
        return choose(COLUMN, self.candidates, self.hand, self.alike)

    def may_be_listed(self, one: Entry) -> bool:
        """Whether nothing but the other columns keeps an entry out."""
        barred = {COLUMN.id} | self.hand.blocked | self.hand.nowhere
        return one.id not in barred and not self.alike(COLUMN.id, one.id)


@st.composite
def cases(draw: st.DrawFn, most: int = 16) -> Case:
    """Draw candidates of few authors, few texts and few moments, some of them pinned, blocked or offered nowhere."""
    some_authors = st.sets(st.sampled_from([ADA, OSKAR, MINA, 4, 5, 6]), max_size=2)
    one = st.tuples(st.sampled_from([0.0, 0.1, MINIMUM, 0.3, 0.5, 1.0]), some_authors, st.integers(-3, 3))
    drawn = draw(st.lists(one, max_size=most))
    found = [entry(number, score, *authors, days=days) for number, (score, authors, days) in enumerate(drawn)]
    ids = st.integers(0, most)
    pinned = draw(st.lists(ids, max_size=3, unique=True))
    pins = tuple(entry(number, 0.0, *draw(some_authors), days=draw(st.integers(-1, 1))) for number in pinned)
    drawn_texts = draw(st.lists(st.integers(0, 14), min_size=most + 1, max_size=most + 1))
    texts = dict(enumerate(drawn_texts))
    hand = Hand(
        pinned=pins,
        blocked=frozenset(draw(st.sets(ids, max_size=4))) - set(pinned),
        nowhere=frozenset(draw(st.sets(ids, max_size=2))),
    )
    itself = [replace(found[0], id=COLUMN.id)] if found and draw(st.booleans()) else []
    return Case(candidates=[*found, *itself], hand=hand, texts=texts | {COLUMN.id: 0})


@few
@given(cases())
def test_no_list_breaks_a_rule(case):
    choice = case.choose()
    listed = choice.shown[len(case.pins) :]

    assert choice.shown[: len(case.pins)] == case.pins
    assert len(choice.shown) <= SHOWN
    assert len(choice.kept) <= KEPT
    assert all(case.may_be_listed(one) for one in listed)
    assert all(one.score >= MINIMUM for one in choice.kept)
    assert len({one.id for one in choice.shown}) == len(choice.shown)
    assert listed == sorted(listed, key=lambda one: one.order)


@few
@given(cases())
def test_at_most_two_by_one_author_come_in_beside_the_pins(case):
    choice = case.choose()

    for author in range(1, 7):
        pinned = sum(author in one.authors for one in case.pins)
        computed = sum(author in one.authors for one in choice.kept)
        assert computed <= max(0, BY_ONE_AUTHOR - pinned)


@few
@given(cases())
def test_no_text_stands_twice_among_what_is_kept(case):
    choice = case.choose()

    computed = [case.texts[one.id] for one in choice.kept]
    assert len(computed) == len(set(computed))
    assert not set(computed) & {case.texts[pin.id] for pin in case.pins}
    stand_ins = [case.texts[one.id] for one in choice.stand_ins]
    assert len(stand_ins) == len(set(stand_ins))


@few
@given(cases())
def test_each_candidate_is_shown_or_left_out_with_its_reason(case):
    choice = case.choose()

    asked = {one.id for one in case.candidates} | {pin.id for pin in case.hand.pinned}
    told = [one.id for one in choice.shown] + [left.entry.id for left in choice.left]
    assert len(told) == len(set(told))
    assert set(told) == asked - {COLUMN.id}


@few
@given(cases())
def test_a_list_is_not_empty_where_something_good_may_be_in_it(case):
    # Nobody has two columns pinned, so that nothing but a twin of a pin keeps the best one out.
    assume(not case.hand.pinned)
    good = [one for one in case.candidates if one.score >= MINIMUM and case.may_be_listed(one)]

    choice = case.choose()

    assert bool(choice.kept) == bool(good)
    theirs = [one for one in case.candidates if ADA in one.authors and case.may_be_listed(one)]
    assert bool(choice.shown) == bool(good or theirs)


@few
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(case, random):
    shuffled = random.sample(case.candidates, len(case.candidates))

    assert replace(case, candidates=shuffled).choose() == case.choose()


@few
@given(cases(), st.data())
def test_taking_one_away_empties_no_list_that_has_another(case, data):
    before = case.choose()
    assume(before.shown)
    gone = data.draw(st.sampled_from(before.shown)).id
    others = [one for one in case.candidates if one.id != gone]
    pins = tuple(pin for pin in case.hand.pinned if pin.id != gone)
    rest = replace(case, candidates=others, hand=replace(case.hand, pinned=pins))
    good = [one for one in others if rest.may_be_listed(one) and (one.score >= MINIMUM or ADA in one.authors)]

    after = rest.choose()

    assert after.shown or not good


@few
@given(cases(), st.data())
def test_blocking_one_takes_it_out_and_is_as_if_it_were_not_there(case, data):
    before = case.choose()
    listed = before.shown[len(case.pins) :]
    assume(listed)
    gone = data.draw(st.sampled_from(listed)).id
    blocked = replace(case, hand=replace(case.hand, blocked=case.hand.blocked | {gone}))
    without = replace(case, candidates=[one for one in case.candidates if one.id != gone])

    assert blocked.choose().shown == without.choose().shown


def _sides(listed: list[Entry]) -> set[int]:
    return {0 if one.published_at == POSTED else NEWER if one.published_at > POSTED else OLDER for one in listed}


@few
@given(cases())
def test_an_older_and_a_newer_one_are_shown_where_any_are_kept(case):
    choice = case.choose()

    kept = [*case.pins, *choice.kept]
    assert _sides(choice.shown) >= _sides(kept) - {0} or not choice.kept


@few
@given(cases())
def test_no_change_of_one_place_would_bring_in_a_missing_side(case):
    choice = case.choose()
    pins = case.pins
    missing = {OLDER, NEWER} - _sides([*pins, *choice.kept])

    for left in choice.left:
        if not _sides([left.entry]) & missing or left.entry.score < MINIMUM or not case.may_be_listed(left.entry):
            continue
        for gives in choice.kept:
            others = [*pins, *(one for one in choice.kept if one is not gives)]
            loses_a_side = _sides([*pins, *choice.kept]) - {0} - _sides(others)
            full = any(sum(author in one.authors for one in others) >= BY_ONE_AUTHOR for author in left.entry.authors)
            doubled = any(case.alike(left.entry.id, one.id) for one in others)
            assert loses_a_side or full or doubled


@few
@given(cases(), st.data())
def test_whatever_of_the_kept_is_public_is_a_list_by_the_rules(case, data):
    choice = case.choose()
    public = [one for one in choice.kept if data.draw(st.booleans())]

    listed = shown(public, [], POSTED)

    assert len(listed) == min(SHOWN, len(public))
    assert _sides(listed) >= _sides(public) - {0}
    assert set(listed) <= set(public)


def codes(choice: Choice) -> dict[int, Code]:
    return {left.entry.id: left.code for left in choice.left}


def test_the_only_older_one_takes_the_last_place():
    newer = [entry(number, 1.0 - number / 100, days=1) for number in range(7)]
    old, oldest = entry(8, 0.4, days=-1), entry(9, 0.3, days=-9)

    choice = choose(COLUMN, [*newer, old, oldest], Hand(), unlike)

    assert [one.id for one in choice.shown] == [0, 1, 2, 3, 4, 8]
    assert codes(choice) == {5: Code.GAVE_WAY, 6: Code.NEXT, 9: Code.NEXT}
    gave = next(left for left in choice.left if left.code == Code.GAVE_WAY)
    assert (gave.other, gave.side) == (8, OLDER)


def test_an_older_and_a_newer_one_take_the_last_two_places():
    same_day = [entry(number, 1.0) for number in range(6)]

    choice = choose(COLUMN, [*same_day, entry(8, 0.4, days=-1), entry(9, 0.3, days=1)], Hand(), unlike)

    assert [one.id for one in choice.shown] == [5, 4, 3, 2, 8, 9]


def test_an_older_one_far_down_is_kept_too():
    newer = [entry(number, 1.0 - number / 100, days=1) for number in range(14)]

    choice = choose(COLUMN, [*newer, entry(20, 0.3, days=-1)], Hand(), unlike)

    assert [one.id for one in choice.shown] == [0, 1, 2, 3, 4, 20]
    assert [one.id for one in choice.kept] == [*range(11), 20]
    assert codes(choice) == {
        **dict.fromkeys((5,), Code.GAVE_WAY),
        **dict.fromkeys(range(6, 11), Code.NEXT),
        11: Code.GAVE_WAY,
        12: Code.NO_ROOM,
        13: Code.NO_ROOM,
    }


def test_an_older_one_that_is_not_good_enough_takes_no_place():
    newer = [entry(number, 1.0, days=1) for number in range(6)]

    choice = choose(COLUMN, [*newer, entry(8, WEAK, days=-1)], Hand(), unlike)

    assert 8 not in {one.id for one in choice.shown}
    assert codes(choice) == {8: Code.TOO_LITTLE}


def test_a_third_by_one_author_takes_the_place_of_their_second_where_it_alone_is_older():
    found = [entry(1, 0.9, OSKAR, days=1), entry(2, 0.8, OSKAR, days=1), entry(3, 0.7, OSKAR, days=-1)]

    choice = choose(COLUMN, found, Hand(), unlike)

    assert [one.id for one in choice.shown] == [1, 3]
    assert codes(choice) == {2: Code.GAVE_WAY}


def test_a_column_without_a_date_asks_for_no_side():
    found = [entry(number, 1.0 - number / 100, days=1) for number in range(6)]

    choice = choose(replace(COLUMN, published_at=None), [*found, entry(8, 0.4, days=-1)], Hand(), unlike)

    assert [one.id for one in choice.shown] == [0, 1, 2, 3, 4, 5]


def test_reasons_of_what_is_left_out():
    hand = Hand(pinned=(entry(9, 0.0, OSKAR),), blocked=frozenset({1}), nowhere=frozenset({2}))
    texts = {3: COLUMN.id, 5: 4}
    found = [entry(1, 2.0), entry(2, 1.9), entry(3, 1.8), entry(4, 1.7), entry(5, 1.6), entry(6, 1.5, OSKAR)]

    choice = choose(
        COLUMN,
        [*found, entry(7, 1.4, OSKAR), entry(8, WEAK)],
        hand,
        lambda one, other: texts.get(one, one) == texts.get(other, other),
    )

    assert [one.id for one in choice.shown] == [9, 4, 6]
    assert codes(choice) == {
        1: Code.BLOCKED,
        2: Code.NOWHERE,
        3: Code.SAME_TEXT,
        5: Code.TWIN,
        7: Code.AUTHOR,
        8: Code.TOO_LITTLE,
    }
    third = next(left for left in choice.left if left.code == Code.AUTHOR)
    assert (third.other, third.number) == (OSKAR, 3)


def test_more_by_the_author_stands_in_where_nothing_else_is_good_enough():
    theirs = [entry(number, 0.05, ADA) for number in range(6)]

    choice = choose(COLUMN, [*theirs, entry(9, WEAK, OSKAR)], Hand(), unlike)

    assert [one.id for one in choice.shown] == [5, 4, 3, 2]
    assert choice.shown == choice.stand_ins
    assert not choice.kept


def test_more_by_the_author_waits_while_something_good_is_there():
    choice = choose(COLUMN, [entry(1, 0.05, ADA), entry(2, GOOD, OSKAR)], Hand(), unlike)

    assert [one.id for one in choice.shown] == [2]
    assert [one.id for one in choice.stand_ins] == [1]
    assert codes(choice) == {1: Code.TOO_LITTLE}


def test_what_the_desk_blocks_does_not_keep_the_author_from_standing_in():
    hand = Hand(blocked=frozenset({2}))

    choice = choose(COLUMN, [entry(1, 0.05, ADA), entry(2, GOOD, OSKAR)], hand, unlike)

    assert [one.id for one in choice.shown] == [1]
