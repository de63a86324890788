"""Links between loaded columns: led to the column, in whatever order they come, and only while it has a page."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.editing import services as editing
from articles.editing.content_hash import content_hash
from articles.importing import links, services
from articles.importing.journal import is_untouched
from articles.importing.models import ImportRun
from articles.models import Article, OldLink
from tests.builders import make_user

pytestmark = pytest.mark.django_db

SITE = "https://www.old.example"
FIRST = f"""---
title: The bridge
date: 2012-04-03
author: Mina Park
url: {SITE}/2012/bridge.html
---
The bridge was closed on a Tuesday, as [we said later](http://old.example/2013/Tunnel/?utm_source=x#costs), for good.
"""
SECOND = f"""---
title: The tunnel
date: 2013-05-04
author: Mina Park
url: {SITE}/2013/tunnel/
---
The tunnel cost more than [the bridge](/2012/bridge.html) and [the same](/2012/Bridge.html) ever had, and
[others](https://elsewhere.example/2012/bridge.html) had said so long before.
"""


@pytest.fixture
def load(tmp_path):
    """Return what loads texts in a run of their own each, and gives the run's id."""

    def load(*texts, publish=True):
        for text in texts:
            name = "first.md" if text.count("The bridge was") else "second.md"
            path = tmp_path / str(ImportRun.objects.count()) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
            call_command("import_columns", str(path), publish=publish, stdout=StringIO(), stderr=StringIO())
        return ImportRun.objects.order_by("pk").last()

    return load


def body(headline):
    return Article.objects.get(headline=headline).body


def address(headline):
    return Article.objects.get(headline=headline).get_absolute_url()


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_links_are_led_in_whatever_order_columns_come(load, order):
    load(*order)

    assert f'href="{address("The tunnel")}#costs"' in body("The bridge")
    assert body("The tunnel").count(f'href="{address("The bridge")}"') == 2
    assert 'href="https://elsewhere.example/2012/bridge.html"' in body("The tunnel")
    assert "old.example/2013" not in body("The bridge")


def test_the_content_is_the_same_in_every_order(load):
    load(FIRST, SECOND)
    one = content_hash()
    for run in ImportRun.objects.order_by("-pk"):
        services.undo(run, user=None)

    load(SECOND, FIRST)

    assert content_hash() == one


def test_a_link_that_is_led_is_no_update_and_nobodys_change(load):
    load(FIRST, SECOND)

    article = Article.objects.get(headline="The bridge")
    assert (article.updated_at, article.revisions.first().change) == (None, "loaded")
    assert is_untouched(article)


def test_undo_of_the_one_leaves_the_other_as_it_was(load):
    load(SECOND)
    before = content_hash()
    run = load(FIRST)

    kept = services.undo(run, user=None)

    assert kept == []
    assert content_hash() == before
    assert 'href="/2012/Bridge.html"' in body("The tunnel")
    assert services.undo(ImportRun.objects.order_by("pk").first(), user=None) == []
    assert (Article.objects.count(), OldLink.objects.count()) == (0, 0)


def test_what_is_no_page_yet_is_not_linked_to(load):
    load(SECOND)
    load(FIRST, publish=False)

    before = body("The tunnel")
    editing.publish(Article.objects.get(headline="The bridge"), user=make_user())

    assert 'href="/2012/bridge.html"' in before
    assert f'href="{address("The bridge")}"' in body("The tunnel")


def test_a_link_is_as_it_was_when_the_page_goes(load):
    load(FIRST, SECOND)

    editing.unpublish(Article.objects.get(headline="The bridge"), user=make_user())

    assert 'href="/2012/bridge.html"' in body("The tunnel")


def test_a_page_that_comes_by_the_clock_is_linked_to_by_the_days_work(load):
    load(SECOND)
    load(FIRST)
    bridge = Article.objects.get(headline="The bridge")
    bridge.embargoed_until = timezone.now() + timedelta(days=1)
    editing.save_article(bridge, user=None)
    call_command("lead_links", stdout=StringIO())
    hidden = body("The tunnel")

    Article.objects.update(embargoed_until=None)

    assert links.lead_all() == 1
    assert 'href="/2012/bridge.html"' in hidden
    assert f'href="{address("The bridge")}"' in body("The tunnel")


def test_what_an_editor_changed_stays_and_its_links_are_led(load):
    load(SECOND)
    article = Article.objects.get()
    article.body = article.body.replace("ever had", "ever did")
    editing.save_article(article, user=make_user())

    load(FIRST)

    assert "ever did" in body("The tunnel")
    assert f'href="{address("The bridge")}"' in body("The tunnel")
    assert not is_untouched(Article.objects.get(headline="The tunnel"))


def test_leading_links_twice_changes_nothing(load, django_assert_num_queries):
    load(FIRST, SECOND)

    assert links.lead(Article.objects.values_list("pk", flat=True)) == 0
    assert links.lead_all() == 0


def test_a_killed_run_is_made_up_for_by_the_next(load, monkeypatch):
    load(SECOND)
    with monkeypatch.context() as broken:
        broken.setattr("articles.importing.links.lead", lambda ids: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises((KeyboardInterrupt, SystemExit)):
            load(FIRST)
    unled = body("The tunnel")

    load(FIRST)

    assert 'href="/2012/bridge.html"' in unled
    assert f'href="{address("The bridge")}"' in body("The tunnel")
