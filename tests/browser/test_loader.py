"""The loader at the desk, in a real Chromium under the policy: with the keyboard alone, and seen by axe."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from articles.importing.models import StagedDocument
from articles.models import Article
from tests.browser.at_desk import Desk
from tests.builders import make_article, make_user
from tests.importing.dumps import make_dump

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DUMP = make_dump(
    "The weather keeper’s ledger",
    bio="Mara Lindqvist keeps bees. She can be reached at",
    most_read=["Night buses return", "Ferry company fined"],
)


def test_column_goes_from_paste_to_page_by_keyboard(desk: Desk) -> None:
    desk.paste(DUMP)
    desk.page.focus("#id_tags")
    desk.page.keyboard.type("Harbour")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Escape")

    desk.press("p")

    article = Article.objects.get()
    assert desk.page.url == desk.url + article.get_absolute_url()
    assert desk.page.locator("h1").inner_text() == "The weather keeper’s ledger"
    assert [tag.name for tag in article.tags.all()] == ["Harbour"]
    assert article.body == StagedDocument.objects.get().parsed["body_html"]
    assert desk.complaints == []


def test_keys_decide_one_document_after_another(desk: Desk) -> None:
    desk.paste("\n\n".join(make_dump(f"Column number {n}", posted=f"2013-0{n}-01 09:00") for n in (1, 2, 3, 4)))

    desk.press("j")
    for key in ("h", "x", "d", "a"):
        desk.press(key)

    states = list(StagedDocument.objects.order_by("rank", "id").values_list("state", flat=True))
    assert states == ["held", "rejected", "accepted", "accepted"]
    assert sorted(Article.objects.values_list("status", flat=True)) == ["draft", "published"]
    assert desk.complaints == []


def test_keys_do_nothing_while_somebody_types(desk: Desk) -> None:
    desk.paste(DUMP)
    desk.page.focus("#id_headline")

    desk.page.keyboard.type("xhdap")
    desk.page.locator(".ProseMirror").click()
    desk.page.keyboard.type("xhdap")

    assert "xhdap" in desk.page.input_value("#id_headline")
    assert StagedDocument.objects.get().state == "waiting"
    assert not Article.objects.exists()


def test_keys_mean_the_same_under_a_korean_input_method(desk: Desk) -> None:
    desk.paste(DUMP)

    with desk.page.expect_navigation():
        desk.page.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅗ', code: 'KeyH', bubbles: true }))"
        )

    assert StagedDocument.objects.get().state == "held"


def test_line_of_a_warning_lights_up(desk: Desk) -> None:
    desk.paste(DUMP)

    desk.page.locator(".doubts [data-to-line]").first.press("Enter")

    assert desk.page.locator(".source .lit").count() == 1
    assert desk.complaints == []


def test_files_are_dropped_and_listed(desk: Desk, tmp_path: Path) -> None:
    for number in (1, 2):
        name = tmp_path / f"{number}.txt"
        name.write_text(make_dump(f"Column number {number}", posted=f"2013-0{number}-01 09:00"), encoding="utf-8")

    desk.page.set_input_files("#id_files", [tmp_path / "1.txt", tmp_path / "2.txt"])
    listed = desk.page.locator("[data-chosen] li").all_inner_texts()
    desk.page.keyboard.press("Control+s")
    desk.page.wait_for_selector("[data-list]")

    assert [line.split(",")[0] for line in listed] == ["1.txt", "2.txt"]
    assert desk.page.locator(".review-list tbody tr").count() == 2
    assert desk.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_screen_fits_and_axe_finds_nothing(desk: Desk, width: int, scheme: str) -> None:
    make_article("Night buses return", authors=["Mara Lindqvist"], tags=["Council"])
    desk.paste(
        "\n\n".join([DUMP, make_dump("The column without a date", by="Mara Lindquist", posted="2013-13-45 09:00")])
    )
    run = StagedDocument.objects.latest("pk").run_id
    pages = ["", f"{run}/", *(f"{run}/{staged.pk}/" for staged in StagedDocument.objects.all()), f"{run}/undo/"]
    faults = {}

    desk.page.emulate_media(color_scheme=scheme)
    desk.page.set_viewport_size({"width": width, "height": 800})
    for page in pages:
        desk.page.goto(f"{desk.url}/admin/load/{page}")
        desk.page.wait_for_load_state("networkidle")
        overflow = desk.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        report = Axe().run(desk.page).response["violations"]
        found = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in report]
        if overflow > 0 or found:
            faults[page] = (overflow, found)

    assert faults == {}
    assert desk.complaints == []


def test_it_works_without_scripts(browser: Browser, live_server) -> None:
    make_user("vera")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/load/")
    page.fill("input[name=username]", "vera")
    page.fill("input[name=password]", "password")
    page.click("[type=submit]")
    page.fill("#id_text", DUMP)
    page.click("button.go")

    page.fill("#id_tags", "Harbour")
    page.get_by_role("button", name="Publish").click()

    article = Article.objects.get()
    assert page.url == live_server.url + article.get_absolute_url()
    assert [tag.name for tag in article.tags.all()] == ["Harbour"]
