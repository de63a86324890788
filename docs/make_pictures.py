"""Take the pictures of the README and the docs from a running site with the sample columns.

    make run PORT=8001                                   # in another terminal; note the password
    .venv/bin/python docs/make_pictures.py http://127.0.0.1:8001 PASSWORD [FOLDER] [--all]

Writes palette PNGs into docs/images (or FOLDER). `--all` takes every page at 320 and 1280 px, light and dark. The
picture of reads shows what the site has counted: the one in the docs is of made-up reads.
"""

import argparse
import io
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT.parent / "samples"
SAMPLE = SAMPLES / "2009/2009-11-12-the-smallest-public-building.txt"
YEAR = "2012"  # its samples are loaded once more, with dates that no reader takes
COLOURS = 48
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# name: (path, whether one signs in for it)
PAGES = {
    "front": ("/", False),
    "article": ("/2015/01/20/the-island-that-grew-back/", False),
    "author": ("/authors/ottilie-sandelin/", False),
    "tag": ("/tags/archives/", False),
    "archive": ("/2026/", False),
    "search": ("/search/?q=river", False),
    "loader": ("/admin/load/", True),
    "near-duplicate": ("/admin/load/twins/", True),
    "repair": ("/admin/load/", True),
    "form": ("/admin/articles/article/?q=island", True),
    "related": ("/admin/articles/article/?q=drive", True),
    "reads": ("/admin/reads/", True),
}
KEPT = {
    ("front", 1280, "light"), ("article", 1280, "light"), ("article", 1280, "dark"), ("article", 320, "light"),
    ("loader", 1280, "light"), ("near-duplicate", 1280, "light"), ("repair", 1280, "light"), ("form", 1280, "light"),
    ("related", 1280, "light"), ("reads", 1280, "light"),
}  # fmt: skip


def sign_in(page: Page, site: str, password: str) -> None:
    """Sign in as the administrator that `make run` made."""
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/admin/")


def show(page: Page, name: str, site: str) -> None:
    """Open the page `name`; the loader's shows a pasted sample under review, the form's the first column found.

    The pasted sample says in part something else than the one that was loaded, so that it is its near-duplicate.
    """
    page.goto(site + PAGES[name][0])
    if name == "loader":
        load(page, changed(SAMPLE.read_text()))
        page.wait_for_url("**/admin/load/*/*/")
    if name == "near-duplicate":
        page.keyboard.press("j")
        page.wait_for_selector(".texts")
    if name == "repair":
        load(page, "\n\n".join(dotted(path) for path in sorted((SAMPLES / YEAR).glob("*.txt"))))
        page.get_by_role("link", name="What is wrong").click()
        page.locator(".group-head a").first.click()
        page.locator("[name=way]").first.check()
        page.keyboard.press("p")
        page.wait_for_selector("#effect")
        page.evaluate("scrollTo(0, 0)")
    if name == "form":
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_selector(".ProseMirror")
    if name == "related":
        page.locator("#result_list tbody th a").first.click()
        page.get_by_role("link", name="What is shown, what was left out, and why").click()
        page.wait_for_selector(".related-screen")


def load(page: Page, text: str) -> None:
    """Paste a text into the loader's form and load it."""
    page.locator("textarea").first.fill(text)
    page.get_by_role("button", name="Load and review").click()
    page.wait_for_url("**/admin/load/*/**")


def changed(text: str) -> str:
    """Return a sample as its writer may have handed it in again: another headline, other words in each paragraph."""
    others = {"The smallest": "Our smallest", "six thousand": "seven thousand", " city ": " town ", "bus stop": "stop"}
    for words, instead in others.items():
        text = text.replace(words, instead)
    return text


def dotted(path: Path) -> str:
    """Return the beginning of a sample, whose only date has two figures for the year, as some papers had it."""
    date, *blocks = path.read_text().split("\n\n")
    year, month, day = date.removeprefix("Posted : ")[:10].split("-")
    return "\n\n".join([f"Posted : {day}.{month}.{year[2:]}", *blocks[:4]])


def keep(page: Page, file: Path) -> None:
    """Write what the window shows as a small PNG."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def take(browser: Browser, arguments: argparse.Namespace, width: int, scheme: Scheme) -> None:
    """Take every wanted page in one width and colour scheme."""
    height = 900 if width > 600 else 640  # noqa: PLR2004 a telephone is shorter than a desk
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    for name, (_, is_desk) in PAGES.items():
        if not arguments.all and (name, width, scheme) not in KEPT:
            continue
        if is_desk and not any(cookie["name"] == "sessionid" for cookie in context.cookies()):
            sign_in(page, arguments.site, arguments.password)
        show(page, name, arguments.site)
        page.wait_for_timeout(500)
        suffix = "" if (width, scheme) == (1280, "light") else f"-{width}-{scheme}"
        keep(page, Path(arguments.folder) / f"{name}{suffix}.png")
    context.close()


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("password")
    parser.add_argument("folder", nargs="?", default=str(ROOT / "images"))
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    Path(arguments.folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for width in (1280, 320):
            for scheme in SCHEMES:
                take(browser, arguments, width, scheme)
        browser.close()


if __name__ == "__main__":
    main()
