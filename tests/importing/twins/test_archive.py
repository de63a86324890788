"""Which of many sketches may be the same: what looking at each of them finds, however they are filed."""

import random

import pytest

from articles.importing.twins import archive
from articles.importing.twins.archive import ENOUGH, MOST, Archive
from articles.importing.twins.sketching import BYTES


def sketches(number):
    """Return sketches by chance, of which some share some bytes with an earlier one."""
    draw = random.Random(1707)  # noqa: S311 the same at every run
    made = []
    for _ in range(number):
        sketch = bytearray(draw.randbytes(BYTES))
        if made and draw.random() < 0.3:
            like = draw.choice(made)
            for at in draw.sample(range(BYTES), draw.randint(ENOUGH - 2, BYTES)):
                sketch[at] = like[at]
        made.append(bytes(sketch))
    return made


def by_looking_at_each(known, sketch):
    equal = [(sum(map(int.__eq__, one, sketch)), key) for key, one in enumerate(known)]
    return [key for number, key in sorted(equal, key=lambda pair: (-pair[0], pair[1])) if number >= ENOUGH][:MOST]


@pytest.mark.parametrize("longest", [archive.LONG, 0])
def test_what_is_near_is_what_looking_at_each_finds(monkeypatch, longest):
    monkeypatch.setattr(archive, "LONG", longest)
    known = sketches(700)
    filed = Archive()
    for key, sketch in enumerate(known[:100]):
        filed.add(key, sketch)
    for key, sketch in enumerate(known[100:], start=100):
        if key % 3 == 0:
            assert filed.near(sketch) == by_looking_at_each(known[:key], sketch)
        filed.add(key, sketch)

    assert len(filed) == len(known)


def test_thousands_that_are_nearly_one_are_found_as_ever():
    one = bytes(range(BYTES))
    filed = Archive((key, one) for key in range(archive.LONG * 2))

    assert filed.near(one) == [0, 1, 2]
    assert filed.near(bytes(BYTES)) == []


def test_where_nothing_is_filed_nothing_is_near():
    assert Archive().near(bytes(BYTES)) == []
