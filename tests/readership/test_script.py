"""The script and the program agree."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from articles.readership import rules
from tests.builders import make_article


def script() -> str:
    found = finders.find("js/reads.js")
    assert found
    with open(found, encoding="utf-8") as file:
        return file.read()


def test_seconds_are_those_of_the_rules() -> None:
    assert re.findall(r"VISIBLE_MS = (\d+)", script()) == [str(rules.VISIBLE_SECONDS * 1000)]


def test_script_is_small_and_asks_for_nothing() -> None:
    assert len(script()) < 3000
    assert not re.search(r"cookie\b(?!\.)\s*=|localStorage|https?://|import ", script())


def test_script_sends_the_id_and_a_host_and_no_more() -> None:
    assert re.findall(r"URLSearchParams\((.*?)\)|body\.set\('(\w+)'", script()) == [("{ article }", ""), ("", "from")]
    assert re.findall(r"referrer\)?\S*", script()) == ["referrer);"]
    assert "{ protocol, hostname }" in script()


@pytest.mark.django_db
def test_column_reports_its_reads_and_its_preview_does_not(admin_client: Client) -> None:
    article = make_article()

    page = Client().get(article.get_absolute_url())
    preview = admin_client.get(reverse("editing:preview", args=[article.pk]))

    assert (page.status_code, preview.status_code) == (200, 200)
    assert "js/reads.js" in page.text
    assert "js/reads.js" not in preview.text
