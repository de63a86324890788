"""The list of columns: finding, filtering, and doing one thing to many."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editing.admin import actions
from articles.models import Article, Tag
from tests.builders import make_article, make_author, make_draft

pytestmark = pytest.mark.django_db


def url() -> str:
    return reverse("admin:articles_article_changelist")


def shown(client, **query) -> set[str]:
    return {article.headline for article in client.get(url(), query).context["cl"].result_list}


def test_search_reads_the_text_and_finds_drafts(desk):
    make_draft("The ledger", body="<p>Sundry papers, no value.</p>")
    make_article("Another")

    assert shown(desk, q="sundry papers") == {"The ledger"}


@pytest.mark.parametrize("value", ["ines-varga", "INES VARGA"])
def test_columnist_filter_takes_address_or_name(desk, value):
    make_article("Hers", authors=[make_author("Ines Varga", slug="ines-varga")])
    make_article("His", authors=["Oskar Lindqvist"])

    assert shown(desk, columnist=value) == {"Hers"}


def test_tag_filter_knows_other_words_for_a_tag(desk):
    make_article("Tagged", tags=["Harbour"])
    make_article("Untagged")
    Tag.objects.get().aliases.create(name="The port", key="the port")

    assert shown(desk, tag="harbour") == shown(desk, tag="the port") == {"Tagged"}


def test_scheduled_is_a_state_of_its_own(desk):
    make_article("Tomorrow", published_at=timezone.now() + timedelta(days=1))
    make_article("Yesterday")
    make_draft("Draft")

    assert shown(desk, state="scheduled") == {"Tomorrow"}
    assert shown(desk, state="published") == {"Yesterday"}
    assert shown(desk, state="draft") == {"Draft"}


def test_posted_filter_is_by_days_in_the_paper_s_zone(desk):
    make_article("Third of April")

    assert shown(desk, **{"from": "2011-04-03", "until": "2011-04-03"}) == {"Third of April"}
    assert shown(desk, **{"from": "2011-04-04"}) == set()
    assert shown(desk, **{"from": "2011-02-31"}) == {"Third of April"}


def test_state_is_said_in_words(desk):
    make_article(published_precision="month")

    assert "posted April 2011" in desk.get(url()).text


@pytest.mark.parametrize("articles", [1, 20])
def test_list_costs_the_same_for_one_and_for_twenty(desk, django_assert_num_queries, articles):
    for _ in range(articles):
        make_article(authors=["Ines Varga", "Oskar Lindqvist"], tags=["Harbour", "Shipping"])

    with django_assert_num_queries(9):  # session, user, rights twice, newest loadings, count, articles, bylines, tags
        desk.get(url())


def run(client, action, *articles, **more):
    data = {"action": action, "_selected_action": [article.pk for article in articles], **more}
    return client.post(url(), data, follow=True)


def test_publishing_many_names_the_one_without_a_date_and_goes_on(desk):
    dated, undated = make_draft("Dated"), make_draft("Undated", published_at=None)

    page = run(desk, "publish", dated, undated).text

    assert "“Undated” has no date" in page
    assert "1 column published." in page
    assert set(Article.objects.published()) == {dated}


def test_unpublishing_many_leaves_drafts_alone(desk):
    public, draft = make_article(), make_draft()

    run(desk, "unpublish", public, draft)

    assert set(Article.objects.values_list("status", flat=True)) == {"unpublished", "draft"}


def test_tags_are_asked_for_on_a_page_that_counts(desk):
    first, second = make_article(), make_article()

    page = run(desk, "add_tags", first, second).text

    assert "2 columns" in " ".join(page.split())
    assert Tag.objects.count() == 0


def test_adding_tags_to_many_makes_a_revision_for_those_that_change(desk, editor):
    first, second = make_article(tags=["Harbour"]), make_article()

    page = run(desk, "add_tags", first, second, confirmed="1", tags="harbour").text

    assert "1 column changed: “harbour” added." in page
    assert [tag.name for tag in second.tags.all()] == ["Harbour"]
    assert second.revisions.first().user == editor


def test_removing_tags_from_many_makes_no_tag(desk):
    first = make_article(tags=["Harbour"])

    run(desk, "remove_tags", first, confirmed="1", tags="Harbour, Unheard of")

    assert list(first.tags.all()) == []
    assert Tag.objects.count() == 1


def test_writer_is_not_offered_publishing(writers_desk, writer):
    own = make_draft(user=writer)

    assert 'value="publish"' not in writers_desk.get(url()).text
    run(writers_desk, "publish", own)
    assert Article.objects.get().status == "draft"


def test_writer_cannot_tag_what_is_already_public(writers_desk, writer):
    own = make_article(user=writer)

    assert run(writers_desk, "add_tags", own, confirmed="1", tags="Harbour").status_code == 403


def test_more_columns_than_one_request_can_change_are_refused_in_a_sentence(desk, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    first, second = make_draft(), make_draft()

    page = run(desk, "publish", first, second).text

    assert "That is 2 columns: narrow the list to 1 at most" in page
    assert not Article.objects.published().exists()
