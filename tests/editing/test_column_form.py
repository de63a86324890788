"""The form of a column: what it writes, what it leaves alone, who may."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Revision
from tests.builders import POSTED, make_article, make_author, make_draft
from tests.editing.forms import change_url, fields_on, save, write

pytestmark = pytest.mark.django_db

EVERY_ELEMENT = (
    '<h2 id="one">A heading</h2>\n<p>Text with <em>stress</em>, <strong>weight</strong>, x<sup id="ref1">1</sup>, '
    'H<sub>2</sub>O, <cite>a title</cite>, <q>a quotation</q>, <code>code</code>, <abbr title="et cetera">etc.</abbr>, '
    '<s>gone</s>,<br>a <a href="https://example.org/" title="Example">link</a>.</p>\n'
    '<p class="pull">A pull quote.</p>\n'
    '<blockquote><p>Quoted.</p></blockquote>\n<ul><li id="fn1">Item</li></ul>\n<ol start="3"><li>Third</li></ol>\n'
    "<hr>\n"
    '<figure class="wide"><img src="/media/a.png" alt="A lamp" width="10" height="10"><figcaption>A lamp.</figcaption>'
    '</figure>\n<table><caption>Prices</caption><thead><tr><th scope="col">Pound</th></tr></thead><tbody><tr>'
    '<td colspan="2">400 g</td></tr></tbody></table>\n<pre>as typed\n  here</pre>'
)


def test_untouched_column_makes_no_revision(desk):
    article = make_article(
        body=EVERY_ELEMENT,
        standfirst="Two\nlines ",
        bio_as_printed="Ines Varga measures.\n\nShe can be reached at",
        published_at=datetime(2011, 4, 3, 7, 55, 12, 345, tzinfo=UTC),
        tags=["Food, drink", "Harbour"],
        authors=["Ines Varga", "Oskar Lindqvist"],
    )

    response = save(desk, article)

    assert response.status_code == 302
    assert Article.objects.get(pk=article.pk).version == 1
    assert article.revisions.count() == 1


def test_one_save_of_text_byline_tags_and_notice_is_one_revision(desk, editor):
    article = make_article(authors=["Ines Varga"])
    other = make_author("Oskar Lindqvist")

    save(
        desk,
        article,
        headline="Another headline",
        tags="Harbour, Shipping",
        **{
            "credits-1-author": "Oskar Lindqvist",
            "credits-1-author-id": str(other.pk),
            "credits-1-position": "0",
            "corrections-0-note": "The keeper was not drunk.",
            "corrections-0-issued_on": "2011-04-05",
        },
    )

    article.refresh_from_db()
    last = article.revisions.first()
    assert article.revisions.count() == 2
    assert (last.user, last.change) == (editor, Revision.Change.CORRECTION)
    assert [line["name"] for line in last.snapshot["bylines"]] == ["Oskar Lindqvist", "Ines Varga"]
    assert last.snapshot["tags"] == ["Harbour", "Shipping"]
    assert last.snapshot["corrections"][0]["note"] == "The keeper was not drunk."
    assert article.updated_at is not None


def test_notice_of_no_known_day_is_kept_as_one(desk):
    article = make_article()
    notice = {"corrections-0-issued_on": "", "corrections-0-issued_precision": "day"}

    save(desk, article, **notice, **{"corrections-0-note": "The keeper was not drunk."})

    assert article.corrections.get().issued_on is None
    assert article.revisions.first().snapshot["corrections"][0]["issued_on"] is None


def test_typo_is_the_default_and_tells_readers_nothing(desk):
    article = make_article()

    save(desk, article, body="<p>Mended.</p>")

    article.refresh_from_db()
    assert article.updated_at is None
    assert article.revisions.first().change == Revision.Change.TYPO


def test_new_column_is_a_draft_with_its_byline(desk):
    author = make_author("Ines Varga")

    write(
        desk,
        headline="The ledger",
        body="<p>Text.</p>",
        tags="Harbour",
        **{"credits-0-author": "Ines Varga", "credits-0-author-id": str(author.pk)},
    )

    article = Article.objects.get()
    assert (article.status, article.version) == ("draft", 1)
    assert [byline.name for byline in article.bylines.all()] == ["Ines Varga"]
    assert article.revisions.get().change == Revision.Change.CREATED


def test_publishing_without_a_date_posts_it_now(desk):
    article = make_draft(published_at=None)

    save(desk, article, "_publish")

    article.refresh_from_db()
    assert article.status == "published"
    assert article.published_at is not None


def test_taking_off_the_site_keeps_text_and_address(desk):
    article = make_article("The ledger")

    save(desk, article, "_unpublish")

    article.refresh_from_db()
    assert article.status == "unpublished"
    assert article.get_absolute_url() == "/2011/04/03/the-ledger/"


def test_published_column_cannot_lose_its_date(desk):
    article = make_article()

    response = save(desk, article, published_at="")

    assert "What is on the site needs its date." in response.text
    assert Article.objects.get(pk=article.pk).published_at == POSTED


def test_moment_is_the_paper_s_and_says_its_offset(desk):
    article = make_article()

    page = desk.get(change_url(article)).text

    assert 'value="2011-04-03T16:55"' in page
    assert "Asia/Seoul, UTC+9" in page


def test_stale_save_shows_both_texts_and_loses_neither(desk):
    article = make_article(body="<p>First.</p>")
    url = change_url(article)
    opened = fields_on(desk, url)
    save(desk, article, body="<p>Saved by another.</p>")

    response = desk.post(url, {**opened, "body": "<p>Mine.</p>", "_save": "1"})

    assert response.status_code == 409
    assert "Saved by another." in response.text
    assert "Mine." in response.text
    assert Article.objects.get(pk=article.pk).body == "<p>Saved by another.</p>"


def test_mine_can_be_saved_over_theirs_after_a_stale_save(desk):
    article = make_article(body="<p>First.</p>", authors=["Ines Varga"])
    url = change_url(article)
    opened = fields_on(desk, url)
    oskar = make_author("Oskar Lindqvist")
    save(desk, article, **{"credits-1-author": oskar.name, "credits-1-author-id": str(oskar.pk)})
    refused = desk.post(url, {**opened, "body": "<p>Mine.</p>", "_save": "1"})

    again = dict(refused.context["sent"]) | {"opened_version": "2", "_save": "1"}
    response = desk.post(url, again)

    assert response.status_code == 302
    assert Article.objects.get(pk=article.pk).body == "<p>Mine.</p>"


def test_form_without_its_version_is_refused(desk):
    article = make_article()

    response = save(desk, article, opened_version="", headline="Blind")

    assert response.status_code == 200
    assert "which version it was opened on" in response.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("Nobody", "There is no columnist called"), ("Ines Varga", "Two columnists are called")],
)
def test_columnist_is_never_guessed(desk, name, sentence):
    make_author("Ines Varga")
    make_author("Ines Varga")
    article = make_draft()

    response = save(desk, article, **{"credits-0-author": name})

    assert sentence in response.text


def test_tag_of_signs_alone_is_refused_in_a_sentence(desk):
    response = save(desk, make_draft(), tags="Harbour, !!!")

    assert "holds no letter or figure" in response.text


def test_column_that_was_public_cannot_be_deleted(desk):
    public, draft = make_article(), make_draft()

    assert desk.post(reverse("admin:articles_article_delete", args=[public.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"}).status_code == 302
    assert list(Article.objects.all()) == [public]


def test_history_lists_who_and_what(desk, editor):
    article = make_article()
    save(desk, article, headline="Another", change="new_text", change_note="Rewritten")

    page = desk.get(reverse("admin:articles_article_history", args=[article.pk])).text

    assert "New text" in page
    assert "Rewritten" in page
    assert editor.username in page


def test_address_of_what_was_public_cannot_be_edited(desk):
    article = make_article("The ledger")

    save(desk, article, slug="elsewhere")

    assert Article.objects.get(pk=article.pk).slug == "the-ledger"


def test_view_on_site_is_offered_for_what_is_there(desk):
    public, draft = make_article("The ledger"), make_draft(published_at=POSTED)

    assert f'href="{public.get_absolute_url()}"' in desk.get(change_url(public)).text
    assert "View on site" not in desk.get(change_url(draft)).text


def test_notice_of_retraction_retracts_the_column(desk):
    article = make_article()
    notice = {"corrections-0-kind": "retraction", "corrections-0-issued_on": "2011-05-01"}

    save(desk, article, **notice, **{"corrections-0-note": "It was made up."})

    article.refresh_from_db()
    assert article.status == "retracted"
    assert list(Article.objects.published()) == []
    assert list(Article.objects.readable()) == [article]


def test_new_notice_is_dated_today_unless_somebody_says_otherwise(desk):
    article = make_article()

    save(desk, article, **{"corrections-0-note": "The bun cost less."})

    assert article.corrections.get().issued_on == timezone.localdate()


def test_form_opened_before_midnight_makes_no_notice_after_it(desk):
    article = make_article()
    yesterday = "2011-04-03"

    dates = {"corrections-0-issued_on": yesterday, "initial-corrections-0-issued_on": yesterday}
    response = save(desk, article, headline="Another headline", **dates)

    assert response.status_code == 302
    assert not article.corrections.exists()


def test_history_says_that_a_column_was_taken_off_and_published_again(desk):
    article = make_article()

    save(desk, article, "_unpublish")
    save(desk, article, "_publish")

    newest, before = article.revisions.order_by("-number")[:2]
    assert (newest.change, newest.note) == (Revision.Change.STATUS, "published")
    assert (before.change, before.note) == (Revision.Change.STATUS, "taken off the site")


def test_line_that_only_has_its_number_is_no_change_of_the_byline(desk):
    article = make_article(authors=["Ines Varga"])

    save(desk, article, headline="Another headline", **{"credits-1-position": "2"})

    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Changed Headline."]


def test_new_printed_name_without_its_columnist_is_asked_about(desk):
    article = make_article(authors=["Ines Varga"])

    response = save(desk, article, **{"credits-1-name_as_printed": "Oskar Lindqvist"})

    assert response.status_code == 200
    assert "Whose name is “Oskar Lindqvist”?" in response.text


def test_suggested_tag_is_shown_with_its_words_and_added_when_ticked(desk):
    make_article("Elsewhere", tags=["Harbour"])
    article = make_article("The harbour wall", tags=["Stone"])

    page = desk.get(change_url(article))
    desk.post(change_url(article), {**fields_on(desk, change_url(article)), "suggested": ["Harbour"]})

    assert "because of: Harbour" in page.text
    assert {tag.name for tag in Article.objects.get(pk=article.pk).tags.all()} == {"Harbour", "Stone"}


def test_suggestion_that_was_not_ticked_adds_nothing(desk):
    make_article("Elsewhere", tags=["Harbour"])
    article = make_article("The harbour wall", tags=["Stone"])

    desk.post(change_url(article), {**fields_on(desk, change_url(article)), "standfirst": "A wall."})

    assert [tag.name for tag in Article.objects.get(pk=article.pk).tags.all()] == ["Stone"]
