"""A group of held documents mended once, a near-duplicate decided on: by keyboard, in a real Chromium, seen by axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from articles.importing.models import StagedDocument, TaughtLesson
from articles.models import Article
from tests.browser.at_desk import Desk
from tests.importing.dumps import make_dump
from tests.importing.teaching.test_taught import undated
from tests.importing.twins.prose import prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def loaded(tmp_path) -> Callable[[dict[str, str]], None]:
    """Return a function that loads texts by their file names."""

    def load(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            call_command("import_columns", str(tmp_path / name), publish=True)

    return load


def violations(desk: Desk) -> list[str]:
    return [found["id"] for found in Axe().run(desk.page).response["violations"]]


def test_group_is_mended_with_the_keyboard(desk: Desk, loaded) -> None:
    loaded({f"{day}.txt": undated(f"{day}.04.05").replace("A bridge", f"Bridge {day}") for day in (13, 14, 15)})
    desk.page.goto(f"{desk.url}/admin/load/faults/")
    assert violations(desk) == []

    desk.press("j")
    desk.page.check("#way-1")
    desk.press("p")
    assert "It mends 3 of 3" in desk.page.inner_text("#effect-heading")
    assert violations(desk) == []
    desk.press("a")

    assert TaughtLesson.objects.count() == 1
    assert set(StagedDocument.objects.values_list("state", flat=True)) == {"waiting"}
    assert desk.complaints == []


def test_marked_part_chooses_its_way(desk: Desk, loaded) -> None:
    loaded({"a.txt": undated("03.04.05")})
    desk.page.goto(f"{desk.url}/admin/load/faults/")
    desk.press("j")

    desk.page.select_option("#mark-0", "day")

    assert desk.page.is_checked("#way-marked")


def test_near_duplicate_becomes_the_new_version_by_one_key(desk: Desk, loaded) -> None:
    text = prose(1, paragraphs=8)
    ending = [*text[:7], *prose(2, paragraphs=1)]
    loaded({"a.txt": make_dump("The dear bridge", paragraphs=text), "b.txt": make_dump("Again", paragraphs=ending)})
    desk.page.goto(f"{desk.url}/admin/load/twins/")
    assert violations(desk) == []

    desk.press("j")
    assert desk.page.locator("ins").count() > 0
    assert violations(desk) == []
    desk.press("m")

    assert Article.objects.get().headline == "Again"
    assert desk.complaints == []
