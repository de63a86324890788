"""The old addresses of loaded columns: each leads to its column once that is public, and goes with its run."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.editing import services as editing
from articles.importing import services
from articles.importing.models import ImportRun
from articles.models import Article, Redirect

pytestmark = pytest.mark.django_db

COLUMN = """---
title: The bridge
date: 2012-04-03
author: Mina Park
url: /2012/bridge.html
aliases: ["/view.asp?idx=7", "https://www.old.example/old-bridge/"]
---
The bridge was closed on a Tuesday, and nobody had been told why it would stay so.
"""


@pytest.fixture
def load(tmp_path):
    def load(**options):
        (tmp_path / "a.md").write_text(COLUMN)
        call_command("import_columns", str(tmp_path / "a.md"), stdout=StringIO(), stderr=StringIO(), **options)
        return Article.objects.get(headline="The bridge")

    return load


@pytest.mark.parametrize("asked", ["/2012/bridge.html", "/view.asp?idx=7", "/old-bridge"])
def test_every_old_address_leads_to_the_column_once_it_is_public(client, load, asked):
    article = load()
    before = client.get(asked).status_code

    editing.publish(article, user=None)

    assert before == 404
    assert client.get(asked)["Location"] == article.get_absolute_url()


def test_old_addresses_go_with_their_run(client, load):
    load(publish=True)

    services.undo(ImportRun.objects.get(), user=None)

    assert Redirect.objects.count() == 0
    assert client.get("/view.asp?idx=7").status_code == 404


def test_an_address_that_leads_to_another_column_stays_there(client, load):
    other = editing_article()
    Redirect.objects.create(path="/view.asp?idx=7", article=other)

    load(publish=True)

    assert client.get("/view.asp?idx=7")["Location"] == other.get_absolute_url()


def editing_article():
    article = Article(headline="Another", body="<p>Text.</p>")
    editing.publish(article, user=None)
    return article
