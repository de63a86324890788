"""A link from one column's text to another relates them, however the address is written."""

import pytest
from django.test import override_settings

from articles.editing import services as editing
from articles.models import Article, OldLink, Redirect
from articles.related import links, services
from articles.related.account import account
from articles.related.models import LinkedAddress
from articles.related.shown import lines
from tests.builders import make_article, make_draft
from tests.related.columns import headlines, made_together, make_column, text_on

SITE = "https://paper.example"
DETAIL = "/2011/04/03/the-weir/"


@pytest.fixture
def _archive(db):
    """Make columns that have nothing in common."""
    with made_together():
        for number in range(4):
            make_column(f"filler{chr(97 + number)}")


def linking(href: str, **fields) -> Article:
    return make_article("The mill", body=f'<p>{text_on("mill")} <a href="{href}">as told</a></p>', **fields)


def target(**fields) -> Article:
    return make_column("weir", headline="The weir", **fields)


@pytest.mark.usefixtures("_archive", "way")
def test_link_relates_in_both_directions_and_says_so():
    weir = target()
    mill = linking(DETAIL)

    assert [(line.headline, line.reason) for line in lines(mill)] == [("The weir", "Linked from this column")]
    assert [(line.headline, line.reason) for line in lines(weir)] == [("The mill", "Links to this column")]
    assert lines(weir)[0].parts["link"] == {"score": 1.0, "who": "related"}
    assert account(weir).shown[0].reason == "Links to this column"


@pytest.mark.django_db
@override_settings(SITE_URL=SITE)
@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("/2011/04/03/the-weir", True),
        (f"{SITE}{DETAIL}?utm_source=letter#third", True),
        (f"//www.paper.example{DETAIL}", True),
        ("../the-weir/", True),
        ("/a/{id}/", True),
        ("/news/0403/WEIR.html", True),
        (f"https://elsewhere.example{DETAIL}", False),
        ("/2011/13/03/the-weir/", False),
        ("#note", False),
        ("mailto:weir@example.org", False),
        ("http://[", False),
        ("/", False),
    ],
)
def test_links_are_known_however_they_are_written(href, leads):
    with made_together():
        weir = target()
        Redirect.objects.create(path="/news/0403/weir.html", article=weir)
        mill = linking(href.format(id=weir.pk))
    found = links.of([mill.pk])[mill.pk]

    assert found.leads_to == ({weir.pk} if leads else set())
    assert links.of([weir.pk])[weir.pk].led_from == ({mill.pk} if leads else set())
    assert links.of_all().get(mill.pk, found) == found


@pytest.mark.usefixtures("_archive", "way")
def test_column_that_comes_later_is_linked_to():
    mill = linking(DETAIL)
    assert headlines(mill) == []

    target()

    assert headlines(mill) == ["The weir"]


@pytest.mark.usefixtures("_archive", "way")
def test_link_of_a_draft_counts_once_it_is_published():
    weir = target()
    mill = linking(DETAIL, status="draft")
    assert headlines(weir) == []
    assert headlines(mill) == ["The weir"]

    editing.publish(mill, user=None)
    assert headlines(weir) == ["The mill"]

    editing.unpublish(Article.objects.get(pk=mill.pk), user=None)
    assert headlines(weir) == []


@pytest.mark.usefixtures("_archive", "way")
def test_link_that_is_taken_out_relates_no_more():
    weir, mill = target(), linking(DETAIL)

    mill.body = f"<p>{text_on('mill')}</p>"
    editing.save_article(mill, user=None)

    assert headlines(weir) == []
    assert headlines(mill) == []
    assert not LinkedAddress.objects.exists()


@pytest.mark.usefixtures("_archive", "way")
def test_link_outdoes_a_shared_subject_and_gives_way_to_an_answer():
    weir = target(tags=["Rivers"])
    linking(DETAIL)
    make_column("reed", headline="The reed", tags=["Rivers"])
    make_column("eel", headline="The eel", answers=weir)

    assert headlines(weir) == ["The eel", "The mill", "The reed"]


@pytest.mark.usefixtures("_archive", "way")
def test_what_many_columns_link_to_is_furniture(monkeypatch):
    monkeypatch.setattr(links, "FURNITURE", 2)
    weir = target()
    with made_together():
        mills = [linking(DETAIL) for _ in range(3)]
    assert "The weir" not in headlines(mills[0])

    editing.unpublish(mills[2], user=None)
    editing.delete_article(mills[2], user=None)
    services.refresh([weir.pk])

    assert "The weir" in headlines(mills[0])


@override_settings(SITE_URL=SITE)
def test_an_address_is_kept_in_the_spelling_that_all_share():
    body = '<p><a title="x" href="/A/3/?b=1&amp;a=2">a</a> <a href="//www.paper.example/x/index.html">b</a></p>'

    assert links.keys_in(body, "") == ["/a/3?a=2&b=1", "/x"]


@pytest.mark.usefixtures("_archive", "way")
def test_link_to_an_old_address_counts_while_its_column_has_a_page():
    old = "https://old.example/weir.html"
    mill = linking(old)
    OldLink.objects.create(article=mill, href=old, key="/weir.html", site="old.example")
    weir = make_draft("The weir", legacy_url=old)
    Redirect.objects.create(path="/weir.html", article=weir)

    editing.publish(weir, user=None)
    assert headlines(mill) == ["The weir"]
    assert headlines(weir) == ["The mill"]

    editing.unpublish(Article.objects.get(pk=weir.pk), user=None)
    assert headlines(mill) == []
    assert not LinkedAddress.objects.exists()
