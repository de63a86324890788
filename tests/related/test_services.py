"""Related rows are made at every change, and the desk's word holds."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.editing import services as editing
from articles.models import Article, Series
from articles.related import desk, services
from articles.related.models import CountedWords, RelatedHeadline, WordCount
from articles.related.shown import lines
from tests.builders import POSTED, make_article, make_author, make_draft
from tests.related.columns import headlines, make_column, text_on

pytestmark = pytest.mark.django_db
FUTURE = datetime(2999, 1, 1, tzinfo=UTC)


def fill(articles: int = 4) -> None:
    """Make an archive in which a word of two columns is rare."""
    for number in range(articles):
        make_column(f"filler{chr(97 + number)}")


@pytest.mark.usefixtures("way")
def test_shared_tag_relates_in_both_directions():
    first = make_article("First", tags=["Harbour"])
    second = make_article("Second", tags=["Harbour"])
    make_article("Third", tags=["Schools"])

    assert headlines(first) == ["Second"]
    assert headlines(second) == ["First"]


@pytest.mark.usefixtures("way")
def test_rarer_tag_counts_for_more():
    article = make_article("First", tags=["Harbour", "Lanterns"])
    make_article("Rare", tags=["Lanterns"])
    for number in range(3):
        make_article(f"Common {number}", tags=["Harbour"])
    services.refresh([article.pk])

    assert headlines(article)[0] == "Rare"


@pytest.mark.usefixtures("way")
def test_likeness_of_words_relates_and_says_which():
    fill()
    first = make_column("uranium centrifuge enrichment cascade")
    second = make_column("uranium centrifuge enrichment reactor")

    assert headlines(first) == [second.headline]
    assert set(lines(first)[0].parts["text"]["words"]) <= {"uranium", "centrifuge", "enrichment"}


@pytest.mark.usefixtures("way")
def test_noise_fills_no_box():
    fill(6)
    article = make_column("heron")

    assert headlines(article) == []


@pytest.mark.usefixtures("way")
def test_series_and_answers_relate():
    fill()
    series = Series.objects.create(name="The river files", slug="the-river-files")
    first = make_column("heron", series=series, series_part=1)
    answer = make_column("otter", answers=first)
    second = make_column("kingfisher", series=series, series_part=2)

    assert headlines(first) == [answer.headline, second.headline]
    assert [line.reason for line in lines(first)] == ["Answers this column", "Same series: The river files"]
    assert [line.reason for line in lines(answer)] == ["This column answers it"]


@pytest.mark.usefixtures("way")
def test_nothing_good_leads_to_more_by_the_author():
    fill()
    author = make_author("Ada Lantern")
    first = make_column("heron", authors=[author])
    second = make_column("otter", authors=[author])

    assert headlines(first) == [second.headline]
    assert lines(first)[0].reason == "Also by Ada Lantern"


@pytest.mark.usefixtures("way")
def test_the_paper_itself_is_no_reason():
    fill()
    paper = make_author("The Test Post", is_paper=True)
    first = make_column("heron", authors=[paper])
    make_column("otter", authors=[paper])

    assert headlines(first) == []


@pytest.mark.usefixtures("way")
def test_at_most_two_by_one_author():
    author = make_author("Ada Lantern")
    for number in range(4):
        make_article(f"By Ada {number}", tags=["Harbour"], authors=[author])
    make_article("By another", tags=["Harbour"], authors=["Oskar Quayle"])
    article = make_article("First", tags=["Harbour"])

    assert sorted(headlines(article)) == ["By Ada 2", "By Ada 3", "By another"]


@pytest.mark.usefixtures("way")
def test_at_most_six_are_shown():
    article = make_article("First", tags=["Harbour"])
    for number in range(8):
        make_article(f"Other {number}", tags=["Harbour"])

    assert headlines(article) == [f"Other {number}" for number in range(7, 1, -1)]


@pytest.mark.usefixtures("way")
def test_equal_scores_are_ordered_by_date_then_id():
    old = make_article("Old", tags=["Harbour"], published_at=POSTED - timedelta(days=1))
    new = make_article("New", tags=["Harbour"], published_at=POSTED + timedelta(days=1))
    newer_id = make_article("Newer id", tags=["Harbour"], published_at=POSTED + timedelta(days=1))
    article = make_article("First", tags=["Harbour"])

    assert headlines(article) == [newer_id.headline, new.headline, old.headline]


@pytest.mark.usefixtures("way")
def test_near_duplicates_of_the_column_and_of_each_other_are_left_out():
    fill(12)
    text = f"<p>{text_on('heron otter kingfisher')}</p>"
    other = f"<p>{text_on('heron otter kingfisher')}</p>"
    article = make_article("Heron", body=text)
    make_article("Heron, again", body=text)
    make_article("Otter", body=other)
    make_article("Otter, again", body=other)

    assert len(headlines(article)) == 1
    assert headlines(article)[0].startswith("Otter")


@pytest.mark.usefixtures("way")
def test_draft_has_a_list_but_enters_none():
    article = make_article("First", tags=["Harbour"])
    draft = make_draft("Draft", tags=["Harbour"])

    assert headlines(article) == []
    assert headlines(draft) == ["First"]


@pytest.mark.usefixtures("way")
def test_unpublished_article_leaves_the_lists_and_comes_back():
    article = make_article("First", tags=["Harbour"])
    other = make_article("Second", tags=["Harbour"])
    editing.unpublish(other, user=None)
    assert not RelatedHeadline.objects.filter(related=other).exists()

    editing.publish(Article.objects.get(pk=other.pk), user=None)

    assert headlines(article) == ["Second"]


@pytest.mark.usefixtures("way")
def test_scheduled_and_expired_articles_show_at_their_time_alone():
    article = make_article("First", tags=["Harbour"])
    make_article("Tomorrow", tags=["Harbour"], published_at=FUTURE)
    make_article("Yesterday", tags=["Harbour"], expires_at=POSTED + timedelta(days=1))
    make_article("Embargoed", tags=["Harbour"], embargoed_until=FUTURE)

    assert headlines(article) == []
    assert sorted(headlines(article, at=FUTURE)) == ["Embargoed", "Tomorrow"]


@pytest.mark.usefixtures("way")
def test_list_that_grew_short_is_filled_again():
    author = make_author("Ada Lantern")
    article = make_article("First", tags=["Harbour"])
    others = [make_article(f"By Ada {number}", tags=["Harbour"], authors=[author]) for number in range(3)]

    editing.unpublish(others[2], user=None)

    assert headlines(article) == ["By Ada 1", "By Ada 0"]


@pytest.mark.usefixtures("way")
def test_retagged_article_moves_to_other_lists():
    harbour, school = make_article("Harbour", tags=["Harbour"]), make_article("School", tags=["Schools"])
    moving = make_article("Moving", tags=["Harbour"])

    editing.save_article(moving, user=None, tags=["Schools"])

    assert headlines(harbour) == []
    assert headlines(school) == ["Moving"]


@pytest.mark.usefixtures("way")
def test_deleted_article_leaves_no_trace():
    article = make_article("First", tags=["Harbour"])
    before = dict(WordCount.objects.filter(articles__gt=0).values_list("word", "articles"))
    other = make_column("heron", tags=["Harbour"])

    editing.delete_article(other, user=None)

    assert headlines(article) == []
    assert dict(WordCount.objects.filter(articles__gt=0).values_list("word", "articles")) == before
    assert CountedWords.objects.count() == 1


@pytest.mark.usefixtures("way")
def test_pins_come_first_in_order_and_blocks_never():
    article = make_article("First", tags=["Harbour"])
    best, second = make_article("Best", tags=["Harbour"]), make_article("Second", tags=["Harbour"])
    far, farther = make_article("Far"), make_article("Farther")

    desk.pin(article, far, user=None)
    desk.pin(article, farther, user=None)
    desk.block(article, second, user=None)

    assert headlines(article) == ["Far", "Farther", "Best"]
    assert lines(article)[0].reason == "Picked by the desk"
    services.refresh([article.pk, best.pk, second.pk])
    assert headlines(article) == ["Far", "Farther", "Best"]


@pytest.mark.usefixtures("way")
def test_blocks_and_pins_do_not_empty_the_box():
    article = make_article("First", tags=["Harbour"])
    others = [make_article(f"Other {number}", tags=["Harbour"]) for number in range(8)]

    for other in others[:2]:
        desk.block(article, other, user=None)

    assert len(headlines(article)) == 6


@pytest.mark.usefixtures("way")
def test_taking_back_gives_the_computed_list_again():
    article = make_article("First", tags=["Harbour"])
    other, far = make_article("Other", tags=["Harbour"]), make_article("Far")
    desk.pin(article, far, user=None)
    desk.block(article, other, user=None)

    desk.unpin(article, far, user=None)
    desk.unblock(article, other, user=None)

    assert headlines(article) == ["Other"]


@pytest.mark.usefixtures("way")
def test_unpublished_pin_is_not_shown():
    article = make_article("First")
    pinned = make_draft("Pinned")
    desk.pin(article, pinned, user=None)

    assert headlines(article) == []


def test_pins_can_be_put_into_order():
    article, one, two = make_article("First"), make_article("One"), make_article("Two")
    desk.pin(article, one, user=None)
    desk.pin(article, two, user=None)

    desk.order_pins(article, [two.pk, one.pk], user=None)

    assert headlines(article) == ["Two", "One"]


def test_an_article_is_never_in_its_own_list():
    article = make_article()

    with pytest.raises(ValueError, match="its own list"):
        desk.pin(article, article, user=None)


def test_what_the_desk_does_is_in_the_article_s_history(admin_user):
    article, other = make_article("First"), make_article("Other")

    desk.pin(article, other, user=admin_user)

    assert "“Other” pinned" in admin_user.logentry_set.get().change_message
