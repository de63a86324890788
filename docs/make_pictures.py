"""Take the pictures of the README and the docs from a running site with the sample columns.

    make run PORT=8001                                   # in another terminal; note the password
    .venv/bin/python docs/make_pictures.py http://127.0.0.1:8001 PASSWORD [FOLDER] [--all]

Writes palette PNGs into docs/images (or FOLDER). `--all` takes every page at 320 and 1280 px, light and dark.
"""

import argparse
import io
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent
SAMPLE = ROOT.parent / "samples/2009/2009-11-12-the-smallest-public-building.txt"
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
    "form": ("/admin/articles/article/?q=island", True),
}
KEPT = {
    ("front", 1280, "light"), ("article", 1280, "light"), ("article", 1280, "dark"), ("article", 320, "light"),
    ("loader", 1280, "light"), ("form", 1280, "light"),
}  # fmt: skip


def sign_in(page: Page, site: str, password: str) -> None:
    """Sign in as the administrator that `make run` made."""
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/admin/")


def show(page: Page, name: str, site: str) -> None:
    """Open the page `name`; the loader's shows a pasted sample under review, the form's the first column found."""
    page.goto(site + PAGES[name][0])
    if name == "loader":
        page.locator("textarea").first.fill(SAMPLE.read_text().replace("The smallest", "Our smallest"))
        page.get_by_role("button", name="Load and review").click()
        page.wait_for_url("**/admin/load/*/*/")
    if name == "form":
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_selector(".ProseMirror")


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
