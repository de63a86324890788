"""The sentences that say why a headline is in a list, or is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.related.models import RelatedHeadline
from articles.related.reasons import LONGEST, UNTOLD, left_out, reason, sentence
from articles.related.selection import NEWER, OLDER, Code, Entry, Left
from articles.words import fold

TEXT = {"score": 0.5, "words": ["uranium", "centrifuges"]}
AUTHOR = {"score": 0.05, "names": ["Ada Lantern"]}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, UNTOLD),
        ({"closeness": 0.9}, UNTOLD),
        ({"answers": {"who": "related"}, "series": {"name": "S"}}, "Answers this column"),
        ({"answers": {"who": "article"}}, "This column answers it"),
        ({"link": {"who": "related"}, "tags": {"names": ["A"]}}, "Links to this column"),
        ({"link": {"who": "article"}}, "Linked from this column"),
        ({"series": {"name": "The river files"}, "tags": {"names": ["A"]}}, "Same series: The river files"),
        ({"tags": {"names": ["A"]}, "text": TEXT}, "Both on A"),
        ({"tags": {"names": ["A", "B", "C", "D"]}}, "Both on A, B and C"),
        ({"people": {"names": ["Ada Lantern"]}, "text": TEXT}, "Both on Ada Lantern"),
        ({"tags": {"names": ["Harbours"]}, "places": {"names": ["Busan"]}}, "Both on Harbours and Busan"),
        ({"tags": {"names": ["Busan"]}, "places": {"names": ["busan"]}}, "Both on Busan"),
        ({"tags": {"names": ["Korea", "North Korea"]}}, "Both on North Korea"),
        ({"text": TEXT}, "Both write of uranium and centrifuges"),
        ({"text": TEXT, "author": AUTHOR}, "Both write of uranium and centrifuges"),
        ({"text": {**TEXT, "score": 0.01}, "author": AUTHOR}, "Also by Ada Lantern"),
        ({"author": {"score": 0.05, "names": ["Ada", "Bo"]}}, "Also by Ada and Bo"),
        ({"text": {"score": 0.5, "words": []}}, "Alike in their words"),
        ({"text": {"score": 0.5, "words": []}, "author": AUTHOR}, "Also by Ada Lantern"),
        ({"author": {"score": 0.05, "names": []}}, "By the same author"),
        ({"tags": {"names": ["<b>Tugs</b> & more"]}}, "Both on Tugs & more"),
    ],
)
def test_reason(parts, expected):
    assert reason(RelatedHeadline(parts=parts)) == expected


@pytest.mark.parametrize(("origin", "expected"), [("pinned", "Picked by the desk"), ("blocked", "Blocked by the desk")])
def test_what_the_desk_did_is_the_reason(origin, expected):
    assert reason(RelatedHeadline(origin=origin, parts={"text": TEXT})) == expected


def test_long_names_are_left_out_before_they_are_cut():
    harbour, river = "The harbour authority of the southern coast", "The board of rivers and canals"

    assert sentence("computed", {"tags": {"names": [harbour, river, "Tugs"]}}) == f"Both on {harbour} and {river}"
    long = sentence("computed", {"series": {"name": "All that was said of the harbour " * 5}})
    assert long.startswith("Same series: All that was said")
    assert long.endswith(("harbour…", "the…", "of…", "said…", "was…", "that…", "All…"))
    assert len(long) <= LONGEST


names = st.lists(st.text(alphabet="abcAB <>&.\"'\n한국é", max_size=40) | st.sampled_from(["Busan", "busan", "Tugs"]))
scores = st.floats(0, 4)
who = st.fixed_dictionaries({"score": scores, "who": st.sampled_from(["article", "related"])})
named = st.fixed_dictionaries({"score": scores, "names": names})
all_parts = st.fixed_dictionaries(
    {},
    optional={
        "answers": who,
        "link": who,
        "series": st.fixed_dictionaries({"score": scores, "name": st.text(alphabet="ab <&한é", max_size=120)}),
        "tags": named,
        "people": named,
        "places": named,
        "text": st.fixed_dictionaries({"score": scores, "words": names}),
        "author": named,
        "closeness": scores,
    },
)


@settings(max_examples=25, deadline=None)
@given(all_parts)
def test_every_computed_row_has_a_short_plain_sentence(parts):
    told = sentence("computed", parts)

    assert told
    assert told[0].isupper()
    assert len(told) <= LONGEST
    assert told == " ".join(told.split())
    assert not {"<", ">"} & set(told)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["Busan", "busan", "Búsan", "Tugs", "South Sea", "sea", "Quay"]), min_size=1))
def test_no_name_stands_twice(several):
    told = sentence("computed", {"tags": {"names": several}, "places": {"names": several[::-1]}})

    listed = fold(told.removeprefix("Both on ")).replace(" and ", ", ").split(", ")
    assert len(listed) == len(set(listed)) == min(3, len(listed))
    assert not ("sea" in listed and "south sea" in listed)


@pytest.mark.parametrize(
    ("left", "name", "expected"),
    [
        ({"code": Code.AUTHOR, "number": 3}, "Ada Lantern", "A third by Ada Lantern"),
        ({"code": Code.AUTHOR, "number": 11}, "Ada Lantern", "A further one by Ada Lantern"),
        ({"code": Code.AUTHOR, "number": 3}, "", "A third by one columnist"),
        ({"code": Code.TWIN}, "Tugs", "Twin of another in the list: “Tugs”"),
        ({"code": Code.TWIN}, "", "Twin of another in the list"),
        ({"code": Code.GAVE_WAY, "side": OLDER}, "Tugs", "Gave its place to an older one: “Tugs”"),
        ({"code": Code.GAVE_WAY, "side": NEWER}, "", "Gave its place to a newer one"),
        ({"code": Code.SAME_TEXT}, "", "A second printing of this column"),
        ({"code": Code.BLOCKED}, "", "Blocked by the desk"),
    ],
)
def test_what_is_left_out_is_told_why(left, name, expected):
    assert left_out(Left(entry=Entry(id=1, score=0.5, order=(0, 0, 0)), **left), name) == expected


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_sentence(code):
    assert left_out(Left(entry=Entry(id=1, score=0.5, order=(0, 0, 0)), code=code), "")
