"""The related headlines of a column at the desk: one screen with the whole account, and what is done there."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.editing.related.lines import figures
from articles.editing.related.screen import screen
from articles.models import Article, Tag
from articles.related import desk as said
from articles.related.models import BadMatch, RelatedHeadline
from articles.related.shown import lines
from tests.builders import make_article, make_author, make_draft, make_user
from tests.editing.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour() -> Article:
    """Return a column with eight others on its subject, three of which Ada wrote."""
    ada = make_author("Ada Lantern")
    column = make_article("First", tags=["Harbour"])
    for number in range(3):
        make_article(f"By Ada {number}", tags=["Harbour"], authors=[ada])
    for number in range(5):
        make_article(f"Other {number}", tags=["Harbour"])
    return column


def show(client, article: Article) -> str:
    return client.get(reverse("editing:related", args=[article.pk])).content.decode()


def do(client, article: Article, action: str, other: Article, **fields: str):
    values = {"related-id": str(other.pk), "from": "screen", **fields}
    return client.post(reverse("editing:change_related", args=[article.pk, action]), values)


def named(headline: str) -> Article:
    return Article.objects.get(headline=headline)


def test_screen_tells_what_is_shown_and_why_the_rest_is_not(harbour, editor):
    said.block(harbour, named("Other 0"), editor)

    found = screen(harbour, editor)

    assert [row.article.pk for row in found.shown] == [line.id for line in lines(harbour)]
    assert {row.article.headline: row.left_out for row in found.waiting} == {"By Ada 0": "A third by Ada Lantern"}
    assert [row.article.headline for row in found.blocked] == ["Other 0"]
    assert found.is_standing


def test_page_shows_reasons_figures_and_actions(harbour, desk):
    page = show(desk, harbour)

    assert page.count("Both on Harbour") == 8
    assert "subjects 0." in page
    assert "time × 1.00" in page
    assert "A third by Ada Lantern" in page
    assert page.count("Bad match and block<span") == 8


def test_page_shows_what_links_and_names_count_for(desk):
    Tag.objects.create(name="Ada Quayle", slug="ada-quayle", kind=Tag.Kind.PERSON)
    Tag.objects.create(name="Port Lorn", slug="port-lorn", kind=Tag.Kind.PLACE)
    for number in range(3):
        make_article(f"Other {number}")
    weir = make_article("The weir", tags=["Ada Quayle"], body="<p>Port Lorn, and again Port Lorn.</p>")
    body = f'<p>As <a href="{weir.short_url}">told</a>.</p>'
    mill = make_article("The mill", tags=["Ada Quayle", "Port Lorn"], body=body)

    page = show(desk, mill)

    assert "Linked from this column" in page
    assert "link 1.00" in page
    assert "people 0." in page
    assert "places 0." in page


def test_column_alone_says_that_nothing_is_related(desk):
    assert "Nothing has enough in common with it" in show(desk, make_article())


def test_report_stays_in_the_list_is_shown_and_taken_back(harbour, desk):
    other = named("Other 1")

    answer = do(desk, harbour, "report", other, note="Another harbour")

    assert answer.url == f"{reverse('editing:related', args=[harbour.pk])}#column-{other.pk}"
    assert other.pk in [line.id for line in lines(harbour)]
    page = show(desk, harbour)
    assert "Bad match</b>, vera" in page
    assert "Another harbour" in page
    do(desk, harbour, "take-back", other)
    assert not BadMatch.objects.exists()


def test_report_and_block_are_one_press(harbour, desk):
    other = named("Other 1")

    do(desk, harbour, "report-and-block", other)

    assert BadMatch.objects.get().related == other
    assert other.pk not in [line.id for line in lines(harbour)]
    assert len(lines(harbour)) == 6


def test_report_of_what_is_no_candidate_any_more_is_still_there(desk):
    column, far = make_article("First", body="<p>Herons.</p>"), make_article("Far", body="<p>Lamps.</p>")
    do(desk, column, "report", far)

    page = show(desk, column)

    assert "no candidates now" in page
    assert page.count("Not a bad match<span") == 1


def test_history_tells_of_reports(harbour, desk):
    do(desk, harbour, "report", named("Other 1"), note="Another harbour")

    history = desk.get(reverse("admin:articles_article_history", args=[harbour.pk])).content.decode()

    assert "“Other 1” reported as a bad match: Another harbour" in history


def test_list_that_readers_still_see_is_made_anew(harbour, desk):
    RelatedHeadline.objects.filter(article=harbour, related=named("Other 1")).delete()
    assert "Readers still see the list as it was" in show(desk, harbour)

    desk.post(reverse("editing:make_related_anew", args=[harbour.pk]))

    assert "Readers still see" not in show(desk, harbour)
    assert named("Other 1").pk in [line.id for line in lines(harbour)]


def test_form_leads_to_it_and_marks_reports(harbour, desk):
    said.report(harbour, named("Other 4"), None)

    form = desk.get(reverse("admin:articles_article_change", args=[harbour.pk])).content.decode()

    assert reverse("editing:related", args=[harbour.pk]) in form
    assert form.count("reported as a bad match") == 1
    assert form.count("Not shown: others come first") == 1


def test_headline_that_nobody_has_is_said(harbour, desk):
    url = reverse("editing:change_related", args=[harbour.pk, "pin"])

    answer = desk.post(url, {"related": "No such", "from": "screen"}, follow=True)

    assert "There is no other column with that headline" in answer.content.decode()


def test_writer_reports_on_a_draft_of_theirs_and_chooses_nothing(writer, writers_desk):
    own = make_draft("Own", user=writer, tags=["Harbour"])
    other = make_article("Other", tags=["Harbour"])
    said.pin(own, make_draft("Secret"), None)

    page = show(writers_desk, own)

    assert "Bad match<span" in page
    assert "Secret" not in page
    assert "Pin another column" not in page
    assert do(writers_desk, own, "report", other).status_code == 302
    assert do(writers_desk, own, "block", other).status_code == 403
    assert do(writers_desk, own, "report-and-block", other).status_code == 403
    assert BadMatch.objects.count() == 1


def test_doors(harbour, client, writers_desk):
    page = reverse("editing:related", args=[harbour.pk])
    looker = make_user(is_superuser=False, is_staff=True)
    looker.user_permissions.add(*Permission.objects.filter(codename__in=["view_article", "publish_article"]))

    assert client.get(page).status_code == 302
    assert writers_desk.get(page).status_code == 404
    assert signed_in(make_user(is_superuser=False, is_staff=True)).get(page).status_code == 403
    assert signed_in(looker).get(page).status_code == 200
    assert do(signed_in(looker), harbour, "report", named("Other 1")).status_code == 403
    assert writers_desk.post(reverse("editing:make_related_anew", args=[harbour.pk])).status_code == 403


def test_queries_do_not_grow_with_the_list(harbour, desk, django_assert_max_num_queries):
    show(desk, harbour)
    for number in range(2):
        make_article(f"More {number}", tags=["Harbour"], authors=[f"Somebody {number}"])

    with django_assert_max_num_queries(34):
        show(desk, harbour)


def test_figures_are_the_parts_with_time_last():
    parts = {"closeness": 0.97, "tags": {"score": 0.541, "names": ["Harbour"]}, "novelty": {"score": 0.1}}

    assert figures(parts) == (("subjects", "0.54"), ("novelty", "0.10"), ("time", "× 0.97"))
    assert figures({}) == ()
