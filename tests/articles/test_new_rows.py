"""Rows that are not saved yet, made the short way: what the model's own call makes."""

import pytest

from articles.importing.models import ImportRun, RunChange, SourceFile, StagedDocument
from articles.models import Article, Byline, Revision, SearchText, Series, TaggedArticle
from articles.new_rows import new_row
from tests.builders import POSTED

MADE_ANEW = {"guid", "decided_at", "created_at"}
SERIES = Series(pk=7, name="Letters from the coast", slug="coast")
COLUMN = Article(pk=3, headline="A ferry at last", slug="a-ferry-at-last")


@pytest.mark.parametrize(
    ("model", "given"),
    [
        (Article, {"headline": "The bridge", "published_at": POSTED, "series": SERIES, "image": None}),
        (Article, {"series_id": 7, "guid": "one", "version": 4}),
        (Byline, {"article": COLUMN, "position": 2}),
        (Revision, {"article": COLUMN, "number": 1, "user": None, "snapshot": {"headline": "The bridge"}}),
        (SearchText, {"article_id": 3, "text": "ferry"}),
        (TaggedArticle, {"content_object": COLUMN}),
        (SourceFile, {"sha256": "00", "content": b"x"}),
        (StagedDocument, {"run": ImportRun(pk=2), "source": "a.txt", "tags": ["harbour"]}),
        (RunChange, {"run": ImportRun(pk=2), "staged": StagedDocument(source="a.txt"), "key": 3}),
    ],
)
def test_a_row_is_that_of_the_model_s_own_call(model, given):
    ours, django_s = new_row(model, **given), model(**given)

    assert plain(ours) == plain(django_s)
    assert ours._state.adding
    assert ours._state.db is None
    assert {name: kept for name, kept in ours._state.fields_cache.items() if kept} == {
        name: kept for name, kept in django_s._state.fields_cache.items() if kept
    }


def test_what_is_made_anew_is_another_for_each_row():
    one, other = new_row(Article), new_row(Article)
    first, second = new_row(StagedDocument), new_row(StagedDocument)
    first.tags.append("harbour")

    assert one.guid != other.guid
    assert second.tags == []


def test_what_is_no_field_is_refused():
    with pytest.raises(TypeError, match="Byline has no field “autor”"):
        new_row(Byline, autor=1)


def plain(row):
    return {name: value for name, value in row.__dict__.items() if name != "_state" and name not in MADE_ANEW}
