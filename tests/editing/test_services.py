"""The one write path: revisions, versions, addresses, tags."""

from datetime import UTC, datetime

import pytest

from articles.editing import services
from articles.models import Article, Tag
from tests.builders import POSTED, make_article, make_author, make_draft

pytestmark = pytest.mark.django_db


def test_saving_an_untouched_article_makes_no_revision():
    article = make_article(tags=["Harbour"], authors=["Ines Varga"])

    revision = services.save_article(article, user=None)

    assert revision is None
    assert article.revisions.count() == 1


def test_changed_headline_makes_a_revision_and_a_version():
    article = make_article()
    article.headline = "Another headline"

    services.save_article(article, user=None, expected_version=1)

    article.refresh_from_db()
    assert article.version == 2
    assert article.revisions.first().snapshot["headline"] == "Another headline"


def test_stale_save_is_refused():
    article = make_article()
    other = Article.objects.get(pk=article.pk)
    other.headline = "Saved first"
    services.save_article(other, user=None, expected_version=1)
    article.headline = "Saved second"

    with pytest.raises(services.StaleArticleError) as refusal:
        services.save_article(article, user=None, expected_version=1)

    assert refusal.value.current.headline == "Saved first"
    assert Article.objects.get(pk=article.pk).headline == "Saved first"


def test_address_is_the_day_in_the_paper_s_zone_and_never_moves():
    late = datetime(2011, 4, 3, 16, 0, tzinfo=UTC)  # 4 April, 01:00 in Seoul
    article = make_article("The ledger", published_at=late)
    article.headline, article.published_at = "Another headline", POSTED

    services.save_article(article, user=None)

    assert article.get_absolute_url() == "/2011/04/04/the-ledger/"


def test_two_columns_of_one_headline_on_one_day_have_two_addresses():
    first, second = make_article("The ledger"), make_article("The ledger")

    assert {first.slug, second.slug} == {"the-ledger", "the-ledger-2"}


def test_publishing_without_a_date_is_refused_in_a_sentence():
    article = make_draft(published_at=None)
    article.status = Article.Status.PUBLISHED

    with pytest.raises(services.NotPublishableError, match="has no date"):
        services.save_article(article, user=None)


def test_only_a_substantive_change_moves_updated():
    article = make_article()
    article.body = "<p>A comma, mended.</p>"
    services.save_article(article, user=None, change="typo")
    assert article.updated_at is None

    article.body = "<p>A fact, mended.</p>"
    services.save_article(article, user=None, change="correction")

    assert article.updated_at is not None


def test_tags_that_differ_by_case_accent_or_space_are_one():
    make_article(tags=["Café  life", "cafe life", "CAFÉ LIFE"])

    assert Tag.objects.count() == 1


def test_bulk_tagging_says_how_many_changed():
    first, second = make_article(tags=["Harbour"]), make_article()

    changed = services.add_tags([first, second], ["harbour"], user=None)

    assert changed == 1
    assert [tag.name for tag in second.tags.all()] == ["Harbour"]


def test_bylines_keep_their_order_and_the_name_as_printed():
    second, first = make_author("Oskar Lindqvist"), make_author("Ines Varga")
    article = make_article(authors=[first, second])

    assert [byline.name for byline in article.bylines.all()] == ["Ines Varga", "Oskar Lindqvist"]
