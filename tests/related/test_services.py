"""Related rows are made at every change, and the desk's word holds."""

from datetime import timedelta

import pytest

from articles.editing import services as editing
from articles.models import Article, Byline, Series
from articles.related import desk, services
from articles.related.models import CountedWords, RelatedHeadline, WordCount
from articles.related.shown import lines
from tests.builders import POSTED, make_article, make_author, make_draft
from tests.related.columns import make_column

pytestmark = pytest.mark.django_db


def headlines(article: Article) -> list[str]:
    return [line.headline for line in lines(article)]


def test_shared_tag_relates_in_both_directions():
    first = make_article("First", tags=["Harbour"])
    second = make_article("Second", tags=["Harbour"])
    make_article("Third", tags=["Schools"])

    assert headlines(first) == ["Second"]
    assert headlines(second) == ["First"]


def test_likeness_of_words_relates_and_says_which():
    first = make_column("uranium centrifuge enrichment cascade")
    second = make_column("uranium centrifuge enrichment reactor")
    for subject in ("harbour tug", "school desk", "noodle broth", "river heron"):
        make_column(subject)

    assert headlines(first) == [second.headline]
    assert set(lines(first)[0].parts["text"]["words"]) <= {"uranium", "centrifuge", "enrichment"}
