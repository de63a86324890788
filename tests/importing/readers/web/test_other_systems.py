"""Pages as Medium exports them, and as themes of Drupal show them."""

import pytest

from articles.importing.documents import Precision
from tests.importing.readers.web.pages import page, read, text

CANONICAL = "https://medium.com/@jane/keep-the-ferry-abc123def456"


def medium(foot=f'<p><a href="{CANONICAL}" class="p-canonical">Canonical link</a></p>', head=""):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Keep the ferry</title>{head}</head><body>
<article class="h-entry"><header><h1 class="p-name">Keep the ferry</h1></header>
<section data-field="body" class="e-content">{text()}</section>
<footer><p>By <a href="https://medium.com/@jane" class="p-author h-card">Jane Doe</a> on
<a href="https://medium.com/p/abc123def456"><time class="dt-published" datetime="2019-03-04T06:30:00.000Z">March 4,
2019</time></a>.</p>{foot}<p>Exported from <a href="https://medium.com">Medium</a> on April 1, 2020.</p></footer>
</article></body></html>"""


def test_canonical_link_of_medium_is_the_old_address():
    document = read(medium())

    assert (document.legacy_url, document.identity) == (CANONICAL, f"url:{CANONICAL}")
    assert document.slug == "keep-the-ferry-abc123def456"
    assert [person.name for person in document.credits] == ["Jane Doe"]
    assert not any("Canonical" in paragraph for paragraph in document.paragraphs)


def test_link_in_the_head_comes_before_that_at_the_foot():
    assert read(medium(head='<link rel="canonical" href="https://a.example/b">')).legacy_url == "https://a.example/b"


def test_draft_of_medium_without_the_link_has_no_address():
    assert read(medium(foot="")).legacy_url == ""


SEVEN = (
    '<div class="submitted"><span property="dc:date" rel="sioc:has_creator">Submitted by <a href="/users/jane" '
    'class="username" property="foaf:name">Jane Doe</a> on Mon, 03/04/2019 - 09:15</span></div>'
)
EIGHT = (
    '<footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid '
    'field--label-hidden"><a title="View user profile." href="/user/7" class="username">Jane Doe</a></span> on '
    '<span class="field field--name-created">Mon, 03/04/2019 - 09:15</span></div></footer>'
)
SIX = '<span class="submitted">Submitted by Jane Doe on Mon, 03/04/2019 - 9:15am.</span>'


def drupal(before, after=""):
    return read(page(thing=None, before=before, after=after, link=""))


@pytest.mark.parametrize(
    "line",
    [
        SEVEN,
        EIGHT,
        SIX,
        '<div class="field field--name-uid field--type-entity-reference field__item">Jane Doe</div>',
        '<div class="submitted">Gespeichert von Jane Doe am Mo, 04.03.2019 - 09:15</div>',
        '<p class="submitted">Soumis par Jane Doe le lun 04/03/2019 - 09:15</p>',
        '<div class="submitted">글쓴이 <span class="username">Jane Doe</span> 2019-03-04</div>',
    ],
    ids=["7", "8", "6", "field", "german", "french", "marked"],
)
def test_who_submitted_a_page_of_drupal_is_its_author(line):
    document = drupal(line)

    assert [person.name for person in document.credits] == ["Jane Doe"]
    assert "Submitted by" not in " ".join(document.paragraphs)
    assert document.paragraphs[0].startswith("The council voted")


@pytest.mark.parametrize("line", [SEVEN, EIGHT, SIX], ids=["7", "8", "6"])
def test_day_of_the_week_tells_month_and_day_of_a_page_of_drupal_apart(line):
    document = drupal(line)

    assert document.published.at.isoformat()[:16] == "2019-03-04T09:15"
    assert document.published.precision is Precision.MINUTE


@pytest.mark.parametrize(
    ("printed", "at"),
    [
        ("Wed, 03/04/2019 - 21:15", "2019-04-03T21:15"),
        ("Wednesday, 4/3/2019 - 9:15pm", "2019-04-03T21:15"),
        ("Wed, 04/03/2019 - 12:05 am", "2019-04-03T00:05"),
        ("Mon, 12/31/2018 - 09:15", "2018-12-31T09:15"),
    ],
)
def test_moments_in_figures(printed, at):
    assert (
        drupal(f'<span class="submitted">Submitted by Jane Doe on {printed}</span>').published.at.isoformat()[:16] == at
    )


@pytest.mark.parametrize("printed", ["Fri, 03/04/2019 - 09:15", "Mon, 03/04/2019 - 29:15", "Mon, 31/31/2019 - 09:15"])
def test_moment_that_there_is_not_is_none(printed):
    published = drupal(f'<span class="submitted">Submitted by Jane Doe on {printed}</span>').published

    assert published is None or published.precision is not Precision.MINUTE


@pytest.mark.parametrize(
    "elsewhere",
    [
        f'<section id="comments"><div class="comment">{SIX}</div></section>',
        f"<aside>{SIX}</aside>",
        f'<div class="node-teaser">{SIX}</div>',
    ],
)
def test_who_submitted_something_else_on_the_page_is_nobody(elsewhere):
    assert drupal("", elsewhere).credits == ()


@pytest.mark.parametrize("name", ["admin", "Anonymous", ""])
def test_account_that_is_nobody_is_no_author(name):
    assert drupal(f'<span class="submitted">Submitted by {name} on Mon, 03/04/2019 - 09:15</span>').credits == ()


def test_byline_of_the_article_comes_before_the_account_that_put_it_there():
    document = drupal(f'<p class="byline">By Mina Park</p>{SIX}')

    assert [person.name for person in document.credits] == ["Mina Park"]
