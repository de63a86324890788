"""The page of a document at the desk: what is shown, changed, decided and kept."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.importing.models import StagedDocument
from articles.models import Article
from articles.readership.models import MostReadList
from tests.builders import make_article, make_draft
from tests.importing.at_desk import address, decide, desk, filled, load, loaded, run_of, sentences
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> on the river"


def test_untouched_form_changes_nothing(vera: Client) -> None:
    staged = loaded(vera, bio="Mara Lindqvist keeps bees. She can be reached at", most_read=["One", "Two"])

    decide(vera, staged, "save")

    staged.refresh_from_db()
    assert staged.edits == {}
    assert staged.author_choices == {}
    assert staged.state == "waiting"


def test_publish_saves_what_was_typed_and_shows_the_page(vera: Client) -> None:
    staged = loaded(vera, most_read=["One", "Two"])

    response = decide(vera, staged, "publish", headline="A bridge at last", tags="Bridges", standfirst="Why now")

    article = Article.objects.get()
    assert response["Location"] == article.get_absolute_url()
    assert article.headline == "A bridge at last"
    assert article.standfirst == "Why now"
    assert [tag.name for tag in article.tags.all()] == ["Bridges"]
    page = Client().get(article.get_absolute_url())
    assert "A bridge at last" in page.text


def test_draft_is_not_public(vera: Client) -> None:
    staged = loaded(vera)

    decide(vera, staged, "draft")

    article = Article.objects.get()
    assert article.status == "draft"
    assert Client().get(article.get_absolute_url()).status_code == 404


def test_decision_opens_the_next_document(vera: Client) -> None:
    run = run_of(vera, *[make_dump(f"Column number {n}", posted=f"2013-0{n}-01 09:00") for n in (1, 2, 3)])
    first, second, third = run.documents.order_by("rank", "id")

    answers = [decide(vera, first, "hold"), decide(vera, second, "draft"), decide(vera, third, "publish_next")]

    assert [answer["Location"] for answer in answers] == [
        address(second),
        address(third),
        reverse("importing:run", args=[run.pk]),
    ]


def test_hold_and_leave_out_keep_the_reason(vera: Client) -> None:
    held, out = loaded(vera), loaded(vera, headline="Another of them")

    decide(vera, held, "hold", reason="Ask Mara")
    decide(vera, out, "leave_out", reason="Not ours")

    held.refresh_from_db()
    out.refresh_from_db()
    assert (held.state, held.reason) == ("held", "Ask Mara")
    assert (out.state, out.reason) == ("rejected", "Not ours")


def test_leaving_out_can_be_thought_over(vera: Client) -> None:
    staged = loaded(vera)
    decide(vera, staged, "leave_out")

    decide(vera, staged, "draft")

    assert Article.objects.count() == 1


def test_refused_decision_keeps_what_was_typed(vera: Client) -> None:
    staged = loaded(vera, posted="")

    response = decide(vera, staged, "publish", tags="Bridges")

    staged.refresh_from_db()
    assert staged.tags == ["Bridges"]
    assert not Article.objects.exists()
    assert any("date" in sentence.lower() for sentence in sentences(vera, response["Location"]))


def test_date_can_be_given(vera: Client) -> None:
    staged = loaded(vera, posted="")

    decide(vera, staged, "publish", published_at="2012-05-06T10:30")

    assert Article.objects.get().published_at.isoformat() == "2012-05-06T01:30:00+00:00"


def test_value_that_can_not_be_taken_is_said_beside_it(vera: Client) -> None:
    staged = loaded(vera)

    response = decide(vera, staged, "publish", published_at="never")

    assert response.status_code == 422
    assert "never" in response.text
    assert not Article.objects.exists()


def test_edited_value_says_what_was_read_and_can_be_taken_back(vera: Client) -> None:
    staged = loaded(vera, headline="As it was printed")
    decide(vera, staged, "save", headline="As I want it")

    page = vera.get(address(staged))
    decide(vera, staged, "revert:headline")

    staged.refresh_from_db()
    assert "Read as: “As it was printed”" in page.text
    assert staged.edits == {}
    assert staged.headline == "As it was printed"


def test_body_markup_survives_an_edit_of_the_headline(vera: Client) -> None:
    staged = loaded(vera)
    StagedDocument.objects.filter(pk=staged.pk).update(
        edits={"body_html": '<p>One <em>two</em><sup id="n1">1</sup></p>\n<blockquote><p>Three</p></blockquote>'}
    )

    decide(vera, staged, "draft", headline="Other words")

    assert '<em>two</em><sup id="n1">1</sup>' in Article.objects.get().body
    assert "<blockquote>" in Article.objects.get().body


def test_repair_can_be_refused_and_taken_again(vera: Client) -> None:
    text = ("The keeper wrote ``sundry papers, no value'' in the margin, in pencil, on the first day of the year.",) * 2
    staged = loaded(vera, paragraphs=text)
    assert "Keep as printed" in vera.get(address(staged)).text

    decide(vera, staged, "refuse:tex_quotes")
    page = vera.get(address(staged))
    decide(vera, staged, "take:tex_quotes")

    staged.refresh_from_db()
    assert "Repair it" in page.text
    assert "``sundry" in page.context["form"]["body_html"].value()
    assert staged.refused_repairs == []


def test_repair_can_be_refused_in_the_whole_loading(vera: Client) -> None:
    quoted = (
        "The keeper wrote ``sundry papers, no value'' in the margin, in pencil, on the first day of the year.",
    ) * 2
    run = run_of(vera, *[make_dump(f"Number {n}", posted=f"2013-0{n}-01 09:00", paragraphs=quoted) for n in (1, 2, 3)])
    first, _, third = run.documents.all()
    decide(vera, third, "draft")

    decide(vera, first, "refuse_all:tex_quotes")

    assert [staged.refused_repairs for staged in run.documents.all()] == [["tex_quotes"], ["tex_quotes"], []]


def test_cut_off_contact_can_be_shown(vera: Client) -> None:
    staged = loaded(vera, bio="Mara Lindqvist keeps bees. She can be reached at")

    decide(vera, staged, "contact:show")
    decide(vera, staged, "draft")

    assert Article.objects.get().keeps_cut_off_contact


def test_printed_list_is_edited_line_by_line(vera: Client) -> None:
    staged = loaded(vera, most_read=["One of them", "Two of them", "Three of them"])

    decide(vera, staged, "draft", line_1="", line_2="Third of them", most_read_day="2017-01-20")

    printed = MostReadList.objects.get()
    assert [(entry.rank, entry.headline) for entry in printed.entries.order_by("rank")] == [
        (1, "One of them"),
        (3, "Third of them"),
    ]
    assert printed.day.isoformat() == "2017-01-20"


def test_source_has_numbers_and_marks(vera: Client) -> None:
    staged = loaded(vera, headline="Marked as such")

    page = vera.get(address(staged))

    assert '<mark class="head-m">Marked as such</mark>' in page.text
    assert 'By <mark class="who-m">Mara Lindqvist</mark>' in page.text
    assert 'id="line-4"' in page.text


def test_hostile_text_is_text(vera: Client) -> None:
    staged = loaded(vera, make_dump(HOSTILE, by="Eve <b onclick=x>Mallory</b>", most_read=[HOSTILE, "Two"]))
    run = reverse("importing:run", args=[staged.run_id])
    pages = [address(staged), run, "/admin/load/", f"{run}undo/", "/admin/", "/admin/importing/stageddocument/"]

    for page in pages:
        text = vera.get(page).text
        assert "<script>alert" not in text, page
        assert "<b onclick" not in text, page
    decide(vera, staged, "draft")

    assert "<script>alert" not in vera.get(run).text


def test_second_editor_is_told_that_it_is_accepted(vera: Client) -> None:
    olga, staged = desk("olga"), loaded(vera)
    sent = filled(olga, staged)
    decide(vera, staged, "draft")

    answer = olga.post(address(staged), {**sent, "headline": "Too late", "do": "publish"})

    assert Article.objects.get().headline == "A bridge too dear"
    assert Article.objects.get().status == "draft"
    assert any("accepted already, by vera" in sentence for sentence in sentences(olga, answer["Location"]))


def test_nobody_saves_over_another_unawares(vera: Client) -> None:
    olga, staged = desk("olga"), loaded(vera)
    sent = filled(olga, staged, headline="Olga's words")
    decide(vera, staged, "save", headline="Vera's words")

    answer = olga.post(address(staged), {**sent, "do": "save"})

    staged.refresh_from_db()
    assert answer.status_code == 409
    assert "vera changed this document" in answer.text
    assert "Olga&#x27;s words" in answer.text
    assert staged.headline == "Vera's words"


def test_new_version_says_what_is_here(vera: Client) -> None:
    first = loaded(vera, make_dump("A bridge too dear"))
    decide(vera, first, "draft")
    again = loaded(vera, headline="Another one entirely")
    StagedDocument.objects.filter(pk=again.pk).update(article=Article.objects.get())

    page = vera.get(address(again))

    assert "It is here already" in page.text
    assert "Make it a column of its own" in page.text


def test_unreadable_file_shows_why_and_has_no_fields(vera: Client) -> None:
    load(vera, make_dump(), files=[])
    staged = StagedDocument.objects.latest("pk")
    StagedDocument.objects.filter(pk=staged.pk).update(parsed={}, state="rejected", rank=0)

    page = vera.get(address(staged))

    assert page.status_code == 200
    assert 'name="headline"' not in page.text


def test_source_is_given_as_it_came(vera: Client) -> None:
    staged = loaded(vera)

    answer = vera.get(f"{address(staged)}source")

    assert answer.content == staged.source_file.raw
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_tags_in_the_text_are_suggested(vera: Client) -> None:
    make_draft("Something else", tags=["Council", "Harbour"])
    staged = loaded(vera)

    page = vera.get(address(staged))
    decide(vera, staged, "tag:Council")

    staged.refresh_from_db()
    assert [one.tag.name for one in page.context["screen"].suggested_tags] == ["Council"]
    assert "because of: Council" in page.text
    assert staged.tags == ["Council"]


def test_printed_line_that_is_here_is_told(vera: Client) -> None:
    make_article("The ferry that never sailed")
    staged = loaded(vera, most_read=["The ferry that never sailed", "Something else entirely"])

    page = vera.get(address(staged))

    assert "is here:" in page.text


@pytest.mark.parametrize("number", [1, 30])
def test_query_budget(vera: Client, django_assert_max_num_queries, number: int) -> None:
    run = run_of(vera, *[make_dump(f"Column number {n}", posted=f"2013-01-{n + 1:02} 09:00") for n in range(number)])

    with django_assert_max_num_queries(18):
        vera.get(address(run.documents.first()))
