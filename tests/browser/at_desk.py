"""Somebody at the desk in a browser."""

from playwright.sync_api import Browser, Page

from tests.builders import make_user


class Desk:
    """Somebody at the desk: their page, and what the browser complained of."""

    def __init__(self, browser: Browser, url: str) -> None:
        make_user("vera")
        self.url = url
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{url}/admin/login/?next=/admin/load/")
        self.page.fill("input[name=username]", "vera")
        self.page.fill("input[name=password]", "password")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#id_text")

    def paste(self, text: str) -> None:
        """Paste text and load it, by keyboard."""
        self.page.focus("#id_text")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+s")
        self.page.wait_for_url(lambda url: url.rstrip("/") != f"{self.url}/admin/load")
        self.page.wait_for_load_state("networkidle")

    def press(self, key: str) -> None:
        """Press a key outside of any field, and wait for the page that it leads to."""
        self.page.evaluate("document.activeElement.blur()")
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_load_state("networkidle")
