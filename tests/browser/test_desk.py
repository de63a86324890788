"""The desk in a real Chromium: the editor keeps what it is given, the keyboard is enough, the policy is kept."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.builders import make_article, make_author, make_draft, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Every element that the editor knows, as the archive writes it.
BODY = "\n".join(
    [
        '<h2 id="one">A heading</h2>',
        "<h3>A smaller one</h3>",
        "<h4>The smallest</h4>",
        '<p id="p1">Text with <em>stress</em>, <strong>weight</strong>, x<sup id="ref1"><a href="#fn1">1</a></sup>, '
        "H<sub>2</sub>O, <cite>a title</cite>, <q>a quotation</q>, <code>code</code>, "
        '<abbr title="et cetera">etc.</abbr>, <s>gone</s>,<br>a <a href="https://example.org/" title="Ex">link</a> '
        'and <img src="/media/b.png" alt="A bus">.</p>',
        '<p class="pull">A pull quote.</p>',
        "<blockquote><p>Quoted.</p><p>Twice.</p></blockquote>",
        '<ul><li id="fn1">Item</li><li value="4">Item <em>two</em></li></ul>',
        '<ol start="3" type="a"><li>Third</li></ol>',
        "<hr>",
        '<figure class="wide"><img src="/media/a.png" alt="A lamp" width="10" height="10">'
        "<figcaption>A <em>lamp</em>.</figcaption></figure>",
        '<table><tbody><tr><th scope="row">Pound</th><td colspan="2">400 g</td></tr></tbody></table>',
        "<pre>as typed\n  here</pre>",
    ]
)
BEYOND = {
    "table with a head": "<table><caption>Prices</caption><thead><tr><th>Pound</th></tr></thead></table>",
    "empty anchor": '<p>A<a id="here"></a>nchor</p>',
    "text in code": "<pre><code>as typed</code></pre>",
}


class Desk:
    """An editor's browser: one page, and what it complained of."""

    def __init__(self, browser: Browser, origin: str, **context) -> None:
        self.origin = origin
        self.page: Page = browser.new_context(**context).new_page()
        self.page.set_default_timeout(8000)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message) -> None:
        # Pictures of the tests' texts are not there; what is tested is that nothing else is amiss.
        if message.type in {"error", "warning"} and "404" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self) -> "Desk":
        make_user("vera")
        self.open(reverse("admin:login"))
        self.page.get_by_label("Name").fill("vera")
        self.page.get_by_label("Password").fill("password")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Today")).to_be_visible()
        return self

    def open(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page

    def open_column(self, article: Article) -> Page:
        page = self.open(reverse("admin:articles_article_change", args=[article.pk]))
        page.wait_for_selector("[data-editor][data-ready]", state="attached")
        return page


@pytest.fixture
def desk(browser: Browser, live_server) -> Desk:
    return Desk(browser, live_server.url).sign_in()


# After a button has given it the focus, ProseMirror hears no change of the selection for 50 ms (its
# suppressSelectionUpdates), and nothing says when that is over. A test types within that time, a person does not.
DEAF_MS = 150


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("Saved")


def body_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).body


@pytest.mark.parametrize("body", [BODY, "Bare words", *BEYOND.values()], ids=["every element", "bare words", *BEYOND])
def test_untouched_text_is_saved_byte_for_byte_without_a_revision(desk, body):
    article = make_article(body=body, standfirst="Two\nlines", tags=["Food, drink"], authors=["Ines Varga"])
    before = body_of(article)

    save(desk.open_column(article))

    assert body_of(article) == before
    assert article.revisions.count() == 1
    assert desk.complaints == []


def test_editing_keeps_every_element_of_the_text(desk):
    article = make_article(body=BODY)
    before = body_of(article)
    page = desk.open_column(article)

    page.locator(".ProseMirror h4").click()
    page.keyboard.press("End")
    page.keyboard.type(" of all")
    save(page)

    assert body_of(article) == before.replace("The smallest", "The smallest of all")


@pytest.mark.parametrize("body", BEYOND.values(), ids=BEYOND.keys())
def test_text_beyond_the_editor_is_edited_as_html_and_says_so(desk, body):
    article = make_article(body=f"<p>First.</p>{body}")
    page = desk.open_column(article)

    expect(page.locator(".note", has_text="shown as HTML")).to_be_visible()
    page.get_by_label("Text", exact=True).fill(body_of(article).replace("First", "Changed"))
    save(page)

    assert body_of(article) == make_draft(body=f"<p>Changed.</p>{body}").body


def test_buttons_of_the_editor_write_what_the_cleaner_keeps(desk):
    article = make_draft(body="<p>One</p>")
    page = desk.open_column(article)
    bar = page.get_by_role("toolbar", name="Text")

    page.locator(".ProseMirror p").click()
    page.keyboard.press("Control+a")
    for name in ("Bold", "Italic", "Title of a work"):
        bar.get_by_role("button", name=name).click()
    page.wait_for_timeout(DEAF_MS)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    bar.get_by_role("button", name="Pull quote").click()
    save(page)

    stored = body_of(article)
    assert all(tag in stored for tag in ("<strong>", "<em>", "<cite>")), stored
    assert '<p class="pull">' in stored


def test_tags_are_entered_by_keyboard_alone(desk):
    make_article(tags=["Harbour", "Harbours of the north"])
    article = make_draft(tags=["Language"])
    page = desk.open_column(article)
    field = page.get_by_role("combobox", name="Tags")

    field.focus()
    page.keyboard.type("harbour")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("Harbour")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("Night buses")
    expect(page.get_by_role("option", name="Night buses")).to_contain_text("new tag")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    save(page)

    assert sorted(tag.name for tag in article.tags.all()) == ["Harbour", "Language", "Night buses"]


def test_last_tag_is_taken_off_with_backspace(desk):
    article = make_draft(tags=["Harbour", "Language"])
    page = desk.open_column(article)

    page.get_by_role("combobox", name="Tags").press("Backspace")
    save(page)

    assert [tag.name for tag in article.tags.all()] == ["Harbour"]


def test_bylines_are_picked_and_put_in_order(desk):
    article = make_draft(authors=["Ines Varga"])
    make_author("Oskar Lindqvist")
    page = desk.open_column(article)
    second = page.locator(".credit").nth(1)

    second.get_by_role("combobox", name="Columnist").press_sequentially("lindq")
    page.get_by_role("option", name="Oskar Lindqvist").click()
    second.get_by_role("button", name="Move up").press("Enter")
    save(page)

    assert [byline.name for byline in article.bylines.all()] == ["Oskar Lindqvist", "Ines Varga"]


def test_enter_in_a_field_saves_and_leaving_unsaved_asks(desk):
    article = make_article()
    page = desk.open_column(article)
    page.get_by_label("Note for the history").fill("Checked")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_role("link", name="Subjects").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    page.get_by_label("Note for the history").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Saved")
    assert asked == ["beforeunload"]


def test_related_headline_is_pinned_without_leaving_the_form(desk):
    article, other = make_article("The ledger"), make_article("Night buses")
    page = desk.open_column(article)
    page.locator("#id_headline").fill("The ledger, again")

    page.get_by_role("combobox", name="Pin another column").press_sequentially("night")
    page.get_by_role("option", name="Night buses").click()
    page.get_by_role("button", name="Pin", exact=True).click()

    expect(page.locator(".related-pinned")).to_contain_text("Night buses")
    expect(page.locator("#id_headline")).to_have_value("The ledger, again")
    assert article.related_headlines.get(origin="pinned").related == other


PAGES = {
    "today": "admin:index",
    "list": "admin:articles_article_changelist",
    "new column": "admin:articles_article_add",
    "subjects": "admin:articles_tag_changelist",
    "columnists": "admin:authors_author_changelist",
    "most read": "admin:readership_mostreadlist_add",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit(browser, live_server, width, scheme):
    desk = Desk(browser, live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
    desk.open(reverse("admin:login"))
    assert faults(desk.page) == []
    desk.sign_in()
    article = make_article(body=BODY, tags=["Harbour"], authors=["Ines Varga", "Oskar Lindqvist"])
    make_draft("A draft")
    make_article("Tagged alike", tags=["Harbour"])

    for name in PAGES.values():
        desk.open(reverse(name))
        assert faults(desk.page) == [], name
    desk.open_column(article)
    assert faults(desk.page) == []


def faults(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    found = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
    return [*found, *(["wider than the window"] if wide else [])]


def test_tags_are_added_to_many_columns_by_keyboard(desk):
    articles = [make_article("The ferry"), make_article("The bus")]
    page = desk.open(reverse("admin:articles_article_changelist"))
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(label="Add tags…")
    page.get_by_role("button", name="Go", exact=True).click()

    page.get_by_role("combobox", name="Tags").fill("Harbour")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", name="2 of 2 would change")).to_be_visible()
    page.keyboard.press("Control+s")

    expect(page.locator(".messagelist")).to_contain_text("2 columns")
    assert all([tag.name for tag in article.tags.all()] == ["Harbour"] for article in articles)
    assert desk.complaints == []
