"""What labels of a source become, suggested tags for a whole loading, a group mended in steps: in a real Chromium."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Browser

from articles.editing.subjects import kept
from articles.importing.models import ImportRun, StagedDocument, TaughtLesson
from articles.importing.teaching import mending
from articles.models import Article
from tests.browser.at_desk import Desk
from tests.builders import make_article, make_user
from tests.importing.teaching.test_taught import undated

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = """---
title: The ferry at {hour}
date: 2013-01-0{hour} 09:00
author: Mara Lindqvist
categories: [Harbour news]
tags: [ferries]
---
No ferry left the pier, whatever the tide said, at {hour} or later.

No ferry left the pier, whatever the tide said, and nobody asked why.
"""


@pytest.fixture
def run(tmp_path: Path, desk: Desk) -> ImportRun:
    """Return a loading of three columns that carry a category and a tag."""
    for hour in (1, 2, 3):
        (tmp_path / f"{hour}.md").write_text(PAGE.format(hour=hour), encoding="utf-8")
    desk.page.set_input_files("#id_files", sorted(tmp_path.glob("*.md")))
    desk.page.click("[data-key=save]")
    desk.page.wait_for_selector(".review-list")
    return ImportRun.objects.get()


@pytest.mark.parametrize("width", [320, 1280])
def test_label_becomes_a_tag_of_all_its_documents(desk: Desk, run: ImportRun, width: int) -> None:
    make_article("Night buses", tags=["Ports"])
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.page.click("text=Tags >> nth=0")
    desk.page.wait_for_selector(".labels")
    assert Axe().run(desk.page).response["violations"] == []
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width

    desk.page.fill("[aria-label='Tag for Harbour news']", "ports")
    desk.page.keyboard.press("Escape")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Control+s")

    assert "1 label changed, and the tags of 3 documents with it" in desk.page.inner_text(".messagelist")
    assert all("Ports" in staged.tags for staged in run.documents.all())
    assert [complaint for complaint in desk.complaints if "policy" in complaint.lower()] == []


def test_suggested_tags_are_counted_and_then_given(desk: Desk, run: ImportRun) -> None:
    for number in range(12):
        make_article(f"Sailing {number}", body="<p>Ferries left the pier at high tide.</p>", tags=["Sea"])
        make_article(f"Learning {number}", body="<p>Teachers set the pupils a lesson.</p>", tags=["Schools"])
    kept.learn()
    desk.page.goto(f"{desk.url}/admin/load/{run.pk}/labels/")
    desk.page.select_option("#id_sure", "50")
    desk.page.click("button:has-text('Count')")
    desk.page.wait_for_selector("[value=give]")
    assert Axe().run(desk.page).response["violations"] == []
    assert all("Sea" not in staged.tags for staged in run.documents.all())

    with desk.page.expect_navigation():
        desk.page.click("[value=give]")

    assert all("Sea" in staged.tags for staged in run.documents.all())


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three documents with one fault, of which a request has time for one."""
    monkeypatch.setattr(mending, "WITHIN_REQUEST", 0)
    for day in (13, 14, 15):
        path = tmp_path / f"{day}.txt"
        path.write_text(undated(f"{day}.04.05").replace("A bridge", f"Bridge {day}"), encoding="utf-8")
        call_command("import_columns", str(path))


def test_big_group_is_mended_by_a_page_that_goes_on(desk: Desk, held: None) -> None:
    desk.page.goto(f"{desk.url}/admin/load/faults/")
    desk.press("j")
    desk.page.check("#way-1")
    desk.press("p")
    desk.page.keyboard.press("a")
    desk.page.wait_for_selector("text=3 can go on")

    assert TaughtLesson.objects.count() == 1
    assert set(StagedDocument.objects.values_list("state", flat=True)) == {"waiting"}
    assert desk.complaints == []


def test_big_group_is_mended_by_a_button_without_scripts(browser: Browser, live_server, held: None) -> None:
    make_user("vera")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/load/faults/")
    page.fill("input[name=username]", "vera")
    page.fill("input[name=password]", "password")
    page.click("[type=submit]")
    page.locator(".group-head a").click()
    page.check("#way-1")
    page.click("[value=preview]")
    page.click("[value=teach]")
    page.click("[value=go_on]")
    page.click("[value=go_on]")

    assert "3 can go on" in page.inner_text(".messagelist")
    assert not Article.objects.exists()
