"""Many rows at once: the same as `bulk_create` writes, cleaned and folded, with ids that go on."""

import json

import pytest
from django.db import IntegrityError

from articles import bulk
from articles.models import Article, Revision
from articles.readership.models import MostReadEntry, MostReadList
from articles.related.models import RelatedHeadline
from tests.builders import POSTED

pytestmark = pytest.mark.django_db


def article(number, **fields):
    return Article(headline=f"Headline {number}", slug=f"headline-{number}", published_at=POSTED, **fields)


def values(number):
    row = Article.objects.filter(headline=f"Headline {number}").values().get()
    return {name: value for name, value in row.items() if name not in {"id", "guid", "created_at", "modified_at"}}


def test_rows_are_those_of_bulk_create():
    body = '<p onclick="x">A <b>bold</b> word<script>alert(1)</script></p>'
    Article.objects.bulk_create([article(1, body=body, series_part=None)])
    bulk.insert([article(2, body=body, series_part=None)], needs_ids=True)

    assert values(2) == values(1) | {"headline": "Headline 2", "slug": "headline-2"}
    assert values(2)["body"] == "<p>A <strong>bold</strong> word</p>"


def test_ids_go_on_and_others_come_after_them():
    first = Article.objects.create(headline="First", slug="first")
    rows = [article(number) for number in range(3)]
    bulk.insert(rows, needs_ids=True)
    last = Article.objects.create(headline="Last", slug="last")

    ids = [first.pk, *(row.pk for row in rows), last.pk]
    assert ids == sorted(set(ids))
    assert [Article.objects.get(pk=row.pk).headline for row in rows] == [row.headline for row in rows]


def test_ids_of_removed_rows_do_not_come_again():
    rows = [article(number) for number in range(3)]
    bulk.insert(rows, needs_ids=True)
    Article.objects.all().delete()
    again = [article(4)]
    bulk.insert(again, needs_ids=True)

    assert again[0].pk > 3


def test_rows_know_those_that_they_hang_on():
    lists, columns = [MostReadList(kind="printed")], [article(1)]
    entries = [MostReadEntry(list=lists[0], rank=1, headline="  The LEDGER ")]
    revisions = [Revision(article=columns[0], number=1, snapshot={"body": "“é”"})]
    for rows in (lists, columns):
        bulk.insert(rows, needs_ids=True)
    for rows in (entries, revisions):
        bulk.insert(rows)

    assert MostReadEntry.objects.get().list == lists[0]
    assert MostReadEntry.objects.get().key == "the ledger"
    assert Revision.objects.get().snapshot == {"body": "“é”"}
    assert Revision.objects.get().created_at is not None


def test_where_one_can_t_be_written_none_is():
    with pytest.raises(IntegrityError):
        bulk.insert([article(1), article(2, guid="one"), article(3, guid="one")], needs_ids=True)

    assert not Article.objects.exists()


def test_rows_that_are_there_already_stay_where_that_is_asked_for():
    first, other = article(1), article(2)
    bulk.insert([first, other], needs_ids=True)
    RelatedHeadline.objects.create(article=first, related=other, origin="pinned")

    bulk.insert(
        [RelatedHeadline(article=one, related=two) for one, two in ((first, other), (other, first))], leaves_known=True
    )

    assert sorted(RelatedHeadline.objects.values_list("article_id", "origin")) == [
        (first.pk, "pinned"),
        (other.pk, "computed"),
    ]


def test_json_that_is_encoded_before_is_written_as_it_is():
    column = article(1)
    bulk.insert([column], needs_ids=True)
    bulk.insert([Revision(article=column, number=1, snapshot=bulk.Encoded(json.dumps({"body": "“é”\n", "n": [1]})))])

    assert Revision.objects.get().snapshot == {"body": "“é”\n", "n": [1]}
