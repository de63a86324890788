"""Tags of many columns at once."""

import pytest

from articles.editing import retagging
from articles.editing.models import AwaitsRelated
from articles.editing.retagging import Retag
from articles.editing.snapshots import snapshot
from articles.models import Article, Correction, Revision, Tag
from articles.related.models import RelatedHeadline
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db


def tag(name: str) -> int:
    return Tag.objects.get(name=name).pk


def names(article: Article) -> list[str]:
    return sorted(tag.name for tag in Article.objects.get(pk=article.pk).tags.all())


def test_revision_is_the_one_that_a_save_would_make() -> None:
    article = make_article("On piers", authors=["Ann", "Ben"], tags=["Harbour", "Stone"])
    Correction.objects.create(article=article, kind="correction", issued_on="2011-05-01", note="A date.")
    user = make_user()
    make_article(tags=["Sea"])

    retagging.retag(
        [Retag(column=article.pk, added=frozenset({tag("Sea")}), removed=frozenset({tag("Stone")}))],
        user=user,
        note="tidied",
    )

    kept = Revision.objects.filter(article=article).first()
    now = Article.objects.get(pk=article.pk)
    assert kept.snapshot == snapshot(now)
    assert (kept.change, kept.user, kept.note, kept.number, now.version) == ("tags", user, "tidied", 2, 2)
    assert kept.parent == Revision.objects.get(article=article, number=1)
    assert names(article) == ["Harbour", "Sea"]


def test_what_changed_is_told_and_what_did_not_gets_no_revision() -> None:
    has, has_not = make_article(tags=["Harbour"]), make_article(tags=["Sea"])
    harbour = frozenset({tag("Harbour")})

    done = retagging.retag([Retag(column=pk, added=harbour) for pk in (has.pk, has_not.pk, 10**9)], user=None)

    assert done == [Retag(column=has_not.pk, added=harbour)]
    assert has.revisions.count() == 1


def test_tag_given_and_taken_at_once_is_given() -> None:
    article = make_article(tags=["Harbour"])
    harbour = frozenset({tag("Harbour")})

    assert retagging.retag([Retag(column=article.pk, added=harbour, removed=harbour)], user=None) == []
    assert names(article) == ["Harbour"]


def test_queries_do_not_grow_with_the_columns(django_assert_num_queries, monkeypatch) -> None:
    monkeypatch.setattr(retagging, "AT_ONCE", 0)
    few = [make_article(tags=["Stone"]) for _ in range(2)]
    many = [make_article(authors=["Ann"], tags=["Stone"]) for _ in range(12)]
    stone = frozenset({tag("Stone")})

    for columns in (few, many):
        with django_assert_num_queries(15):
            retagging.retag([Retag(column=column.pk, removed=stone) for column in columns], user=None)


def test_related_headlines_of_many_columns_follow(monkeypatch) -> None:
    monkeypatch.setattr(retagging, "AT_ONCE", 1)
    one, other = make_article("Gulls", body="<p>Feathers.</p>"), make_article("Nets", body="<p>Ropes.</p>")
    make_article(tags=["Harbour"])
    added = frozenset({tag("Harbour")})

    retagging.retag([Retag(column=column.pk, added=added) for column in (one, other)], user=None)
    waiting = AwaitsRelated.objects.count()
    caught_up = retagging.catch_up()

    assert (waiting, caught_up, AwaitsRelated.objects.count()) == (2, 2, 0)
    assert RelatedHeadline.objects.filter(article=one, related=other).exists()
