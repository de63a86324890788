"""A loading that takes longer than a request, and one that is only tried, in a real Chromium."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.importing.models import ImportRun, StagedDocument
from tests.browser.at_desk import Desk
from tests.importing.dumps import make_dump

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def long(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk with six files chosen, where each request has time for one alone."""
    monkeypatch.setattr("articles.importing.views.loading.WITHIN_REQUEST", 0)
    monkeypatch.setattr("articles.importing.views.working.STEP", 0)
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_text(make_dump(f"Column number {number}"))
    desk.page.set_input_files("#id_files", paths)
    return desk


def test_a_page_keeps_a_long_loading_going_to_its_end(long: Desk) -> None:
    long.page.click("[data-key=save]")
    long.page.wait_for_selector(".content:not(:has(.work)) .review-list, main:not(:has(.work)) .review-list")

    assert ImportRun.objects.get().status == "finished"
    assert StagedDocument.objects.count() == 6
    assert "6 still to decide" in long.page.inner_text(".head")
    assert long.complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_paused_loading_rests_and_goes_on(long: Desk, width: int) -> None:
    long.page.route(
        "**/work/",
        lambda route: route.abort() if route.request.headers["accept"] == "application/json" else route.continue_(),
    )
    long.page.click("[data-key=save]")
    long.page.wait_for_selector(".work")
    long.page.click("[value=pause]")
    long.page.wait_for_selector("[value=go_on]")
    assert ImportRun.objects.get().status == "paused"
    long.page.set_viewport_size({"width": width, "height": 900})
    assert Axe().run(long.page).response["violations"] == []
    assert long.page.evaluate("document.documentElement.scrollWidth") <= width

    long.page.unroute("**/work/")
    long.page.click("[value=go_on]")
    long.page.wait_for_selector(".work", state="detached")

    assert StagedDocument.objects.count() == 6


@pytest.mark.parametrize("width", [320, 1280])
def test_files_that_are_tried_stay_chosen(long: Desk, width: int) -> None:
    with long.page.context.expect_page() as opened:
        long.page.click("[data-try]")
    tried = opened.value
    tried.wait_for_load_state()
    tried.set_viewport_size({"width": width, "height": 900})

    assert tried.locator(".tried > li").count() == 6
    assert Axe().run(tried).response["violations"] == []
    assert tried.evaluate("document.documentElement.scrollWidth") <= width
    assert not ImportRun.objects.exists()

    long.page.click("[data-key=save]")
    long.page.wait_for_selector(".review-list")
    assert StagedDocument.objects.count() > 0
