"""Tags to tidy."""

import pytest

from articles.editing.models import KeptTag
from articles.editing.subjects import lookalikes
from articles.models import Tag
from authors.names import fold
from tests.builders import make_article


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("Ferry", "Ferries", True),
        ("Night bus", "Nightbus", True),
        ("Night-bus", "Nightbus", True),
        ("Council, city", "City council", True),
        ("Enrichment", "Enrichement", True),
        ("원자력 발전", "원자력발전", True),
        ("기후변화", "기후변하", True),
        ("Budget 2011", "Budget 2012", False),
        ("Iran", "Iraq", False),
        ("원자로", "원자력", False),
        ("Harbour", "Schools", False),
    ],
)
def test_lookalikes(one: str, other: str, are_alike: bool) -> None:
    assert (set(lookalikes.alike({1: fold(one), 2: fold(other)})) == {(1, 2)}) is are_alike


@pytest.mark.django_db
def test_what_is_untidy_is_listed_and_what_was_settled_is_not() -> None:
    make_article(tags=["Ferries", "Gulls"])
    make_article(tags=["Ferries"])
    make_article("On a ferry", tags=["Ferry"])
    for name in ("Empty", "Kept", "Above"):
        Tag.objects.create(name=name)
    Tag.objects.filter(name="Gulls").update(parent=Tag.objects.get(name="Above"))
    KeptTag.objects.create(tag=Tag.objects.get(name="Kept"))

    found = lookalikes.untidy()

    assert [(pair.other.tag.name, pair.keep.tag.name) for pair in found.alike] == [("Ferry", "Ferries")]
    assert [tag.name for tag in found.unused] == ["Empty"]
    assert [(one.tag.name, one.column.headline) for one in found.once if one.tag.name == "Ferry"] == [
        ("Ferry", "On a ferry")
    ]

    lookalikes.tell_apart([(found.alike[0].keep.tag.pk, found.alike[0].other.tag.pk)], user=None)

    assert lookalikes.untidy().alike == []
