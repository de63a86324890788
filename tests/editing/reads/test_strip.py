"""The reads of a column on its own form."""

import pytest
from django.urls import reverse

from articles.editing.reads.strip import strip
from tests.builders import make_article, make_draft
from tests.editing.reads.counted import NOW, read

pytestmark = pytest.mark.django_db


def test_strip_sums_the_last_thirty_days(editor, django_assert_num_queries):
    article = make_article()
    read(article, 3, days_ago=29)
    read(article, 9, days_ago=30)
    read(article, 1)
    read(make_article(), 50)
    editor.has_perm("articles.view_article")  # looks the rights up

    with django_assert_num_queries(2):
        found = strip(article, editor, at=NOW)

    assert (found.total, found.most) == (4, 3)
    assert found.points.startswith("0,0 ")


def test_draft_has_none_nor_may_everybody_see_it(editor, writer):
    assert strip(make_draft(), editor, at=NOW) is None
    assert strip(make_article(), writer, at=NOW) is None


def test_form_shows_it(desk):
    article = make_article()

    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert "None in the last 30 days" in page
    assert f"article=%23{article.pk}" in page
