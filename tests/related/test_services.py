"""Related rows are made at every change, and the desk's word holds."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.editing import services as editing
from articles.models import Article, Series
from articles.related import desk, rebuilding, services
from articles.related.models import CountedWords, RelatedHeadline, WordCount
from articles.related.shown import lines
from tests.builders import POSTED, make_article, make_author, make_draft
from tests.related.columns import make_column, text_on

pytestmark = pytest.mark.django_db
FUTURE = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture(params=["each alone", "all together"])
def way(request, monkeypatch):
    """Run a test with both ways of making lists: article by article, and the whole archive as matrices."""
    if request.param == "each alone":
        monkeypatch.setattr(services, "TOGETHER", 0)


def headlines(article: Article, **options: datetime) -> list[str]:
    return [line.headline for line in lines(article, **options)]


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


def test_each_alone_and_all_together_make_the_same_rows(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    author = make_author("Ada Lantern")
    subjects = ["heron otter", "otter kingfisher", "heron kingfisher", "tug crane", "crane quay tug", "noodle broth"]
    for number in range(24):
        tags = [f"tag{number % 5}", f"tag{number % 7}"]
        when = POSTED + timedelta(days=97 * number)
        make_column(subjects[number % 6], tags=tags, authors=[author] if number % 3 else (), published_at=when)
    for pk in Article.objects.values_list("pk", flat=True):
        services.refresh_list(pk)
    alone = _rows()

    services.rebuild()

    assert _rows() == alone


def test_counts_of_words_are_those_of_the_archive(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    articles = [make_column(subject) for subject in ("heron", "otter", "heron otter")]
    articles[0].body = "<p>Kingfisher.</p>"
    editing.save_article(articles[0], user=None)
    editing.delete_article(articles[1], user=None)
    kept = dict(WordCount.objects.filter(articles__gt=0).values_list("word", "articles"))

    services.rebuild()

    assert dict(WordCount.objects.values_list("word", "articles")) == kept
    assert kept["kingfisher"] == 1
    assert kept[""] == 2


def _rows() -> list[tuple[object, ...]]:
    rows = RelatedHeadline.objects.order_by("article", "-score", "related")
    return list(rows.values_list("article__headline", "related__headline", "score", "origin"))


def test_rows_are_these_on_every_engine(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    article = make_column("heron otter reed", tags=["Harbour", "Birds"], authors=["Ada Lantern"])
    for number, subject in enumerate(["heron otter", "heron", "otter reed quay", "quay", "tug quay", "tug"]):
        tags = ["Harbour"] if number % 2 else ["Birds", "Rivers"]
        make_column(subject, tags=tags, published_at=POSTED + timedelta(days=400 * number))
    services.refresh([article.pk])

    assert [(line.headline, line.score, line.reason) for line in lines(article)] == [
        ("On heron otter", 0.533252, "Both on Birds"),
        ("On otter reed quay", 0.515124, "Both on Birds"),
        ("On heron", 0.357403, "Both on Harbour"),
        ("On quay", 0.314645, "Both on Harbour"),
        ("On tug quay", 0.30728, "Both on Birds"),
        ("On tug", 0.302242, "Both on Harbour"),
    ]


@pytest.mark.parametrize("articles", [25, 40])
def test_saving_one_column_costs_a_bounded_number_of_queries(articles, django_assert_max_num_queries):
    for number in range(articles):
        editing.save_article(
            Article(headline=f"Heron {number}", body=f"<p>{text_on('heron')}</p>", status="published",
                    published_at=POSTED),
            user=None, tags=["Harbour"], derive_related=False,
        )  # fmt: skip
    services.rebuild()
    article = Article.objects.first()

    with django_assert_max_num_queries(40):
        services.refresh([article.pk])


def test_many_articles_are_made_together(django_assert_max_num_queries):
    articles = [make_article(f"Number {number}", tags=["Harbour"]) for number in range(5)]
    RelatedHeadline.objects.all().delete()

    with django_assert_max_num_queries(40):
        services.rebuild_for([article.pk for article in articles])

    assert len(headlines(articles[0])) == 4


@pytest.mark.usefixtures("way")
def test_rebuilding_for_some_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    articles = [make_article(f"Number {number}", tags=["Harbour"]) for number in range(5)]
    RelatedHeadline.objects.all().delete()
    steps: list[tuple[str, int, int]] = []

    services.rebuild_for([article.pk for article in articles], lambda *step: steps.append(step))

    assert steps[-1] == ("Comparing", 5, 5)
    assert all(len(headlines(article)) == 4 for article in articles)


def _stop_after(monkeypatch, lists):
    """Let making all lists die once so many are made; return those that are compared."""
    compared, real = [], rebuilding._write

    def write(archive, ids):
        if len(compared) >= lists:
            raise KeyboardInterrupt
        real(archive, ids)
        compared.extend(ids)

    monkeypatch.setattr(rebuilding, "BATCH", 1)
    monkeypatch.setattr(rebuilding, "_write", write)
    return compared


def test_stopped_it_goes_on_with_the_lists_that_were_not_made(monkeypatch):
    ids = [make_column(subject, tags=["Fish"]).pk for subject in ("heron", "otter", "heron otter", "crane")]
    services.rebuild()
    whole, counts = _rows(), dict(WordCount.objects.values_list("word", "articles"))
    RelatedHeadline.objects.all().delete()
    with monkeypatch.context() as patch:
        _stop_after(patch, 2)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()

    compared = _stop_after(monkeypatch, 4)
    services.rebuild()

    assert compared == ids[2:]
    assert _rows() == whole
    assert dict(WordCount.objects.values_list("word", "articles")) == counts


def test_stopped_it_begins_anew_where_that_is_asked_for(monkeypatch):
    ids = [make_column(subject).pk for subject in ("heron", "otter")]
    with monkeypatch.context() as patch:
        _stop_after(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()

    compared = _stop_after(monkeypatch, 2)
    services.rebuild(anew=True)

    assert compared == ids


def test_stopped_it_begins_anew_where_an_article_has_come_since(monkeypatch):
    monkeypatch.setattr(services, "TOGETHER", 0)
    make_column("heron")
    make_column("otter")
    with monkeypatch.context() as patch:
        _stop_after(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()
    make_column("crane")

    compared = _stop_after(monkeypatch, 4)
    services.rebuild()

    assert len(compared) == 3
