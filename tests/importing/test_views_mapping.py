import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.importing.models import ImportRun, StagedDocument, TaughtLesson
from tests.builders import make_user
from tests.importing.at_desk import desk, load, sentences
from tests.importing.readers.tables.sheets import TEXT, csv_of, xlsx_of

pytestmark = pytest.mark.django_db

UNKNOWN = csv_of(
    ("h", "w", "d", "t"),
    ("A bridge", "Jane Doe", "03/04/2011", "Short."),
    ("A harbour", "John Roe", "25/04/2011", "Short too."),
)
CHOICE = {"column_0": "headline", "column_1": "credits", "column_2": "published_at", "column_3": "body"}


def give(client: Client, content: bytes, name: str = "old.csv") -> ImportRun:
    """Load a table."""
    load(client, files=[SimpleUploadedFile(name, content)])
    return ImportRun.objects.latest("pk")


def page_of(run: ImportRun) -> str:
    file = run.documents.filter(format="table").values_list("source_file", flat=True).first()
    return reverse("importing:mapping", args=[run.pk, file])


def test_guess_is_shown_with_samples(vera: Client) -> None:
    run = give(vera, csv_of(("Title", "Date", "Body"), ("A bridge", "2011-04-03", TEXT)))

    answer = vera.get(page_of(run))

    assert [(each.column.name, each.field) for each in answer.context["columns"]] == [
        ("Title", "headline"),
        ("Date", "published_at"),
        ("Body", "body"),
    ]
    assert "A bridge" in answer.text
    assert '<option value="headline" selected>Headline</option>' in answer.text


def test_page_of_the_run_leads_to_it(vera: Client) -> None:
    run = give(vera, csv_of(("Title", "Date", "Body"), ("A bridge", "2011-04-03", TEXT)))

    assert page_of(run) in vera.get(reverse("importing:run", args=[run.pk])).text


def test_table_that_nobody_understands_is_one_held_document(vera: Client) -> None:
    run = give(vera, UNKNOWN)

    [held] = run.documents.all()
    assert (held.state, held.fault) == ("held", "columns_not_understood")


def test_first_rows_are_shown_before_anything_is_kept(vera: Client) -> None:
    run = give(vera, UNKNOWN)

    answer = vera.post(page_of(run), {**CHOICE, "do": "preview"})

    assert [document.headline for document in answer.context["preview"]] == ["A bridge", "A harbour"]
    assert "3 Apr 2011" in answer.text
    assert not TaughtLesson.objects.exists()
    assert run.documents.count() == 1


def test_kept_mapping_makes_a_document_of_each_row(vera: Client) -> None:
    run = give(vera, UNKNOWN)

    vera.post(page_of(run), {**CHOICE, "do": "teach"})

    waiting = list(run.documents.filter(state="waiting"))
    assert [(each.source, each.headline) for each in waiting] == [("old.csv#1", "A bridge"), ("old.csv#2", "A harbour")]
    assert run.documents.get(source="old.csv").state == "left_out"
    lessons = TaughtLesson.objects.filter(kind="column_mapping").values_list("scope", "pattern", "value")
    assert set(lessons) == {
        ("h|w|d|t", "h", "headline"),
        ("h|w|d|t", "w", "credits"),
        ("h|w|d|t", "d", "published_at"),
        ("h|w|d|t", "t", "body"),
    }
    assert "2 new" in sentences(vera)[-1]


def test_kept_mapping_holds_for_the_next_table_with_the_same_header(vera: Client) -> None:
    vera.post(page_of(give(vera, UNKNOWN)), {**CHOICE, "do": "teach"})

    run = give(vera, UNKNOWN.replace(b"bridge", b"tunnel"), "new.csv")

    first = run.documents.get(source="new.csv#1")
    assert first.headline == "A tunnel"
    assert "columns_as_taught" in {notice["code"] for notice in first.parsed["notices"]}
    assert TaughtLesson.objects.get(pattern="h").uses.filter(staged=first).exists()


def test_rows_are_read_again_and_what_was_edited_stays(vera: Client) -> None:
    rows = csv_of(
        ("title", "date", "body", "note"),
        ("A bridge", "2011-04-03", TEXT, "Who pays"),
        ("A harbour", "2011-04-04", f"{TEXT} Again.", "Who digs"),
    )
    run = give(vera, rows)
    first = run.documents.get(source="old.csv#1")
    StagedDocument.objects.filter(pk=first.pk).update(edits={"headline": "A dear bridge"})

    answer = vera.post(
        page_of(run),
        {
            "column_0": "headline",
            "column_1": "published_at",
            "column_2": "body",
            "column_3": "standfirst",
            "do": "teach",
        },
    )

    first.refresh_from_db()
    assert answer.status_code == 302
    assert run.documents.count() == 2
    assert first.parsed["standfirst"] == "Who pays"
    assert (first.edits, first.headline) == ({"headline": "A dear bridge"}, "A dear bridge")
    assert "2 documents read again." in sentences(vera)[-1]


def test_what_is_accepted_is_left_alone(vera: Client) -> None:
    run = give(vera, csv_of(("title", "date", "body", "note"), ("A bridge", "2011-04-03", TEXT, "Who pays")))
    only = run.documents.get()
    vera.post(reverse("importing:run", args=[run.pk]), {"chosen": [only.pk], "do": "draft"})
    before = StagedDocument.objects.values("parsed", "state").get(pk=only.pk)

    vera.post(
        page_of(run),
        {
            "column_0": "headline",
            "column_1": "published_at",
            "column_2": "body",
            "column_3": "standfirst",
            "do": "teach",
        },
    )

    assert StagedDocument.objects.values("parsed", "state").get(pk=only.pk) == before


def test_forgotten_mapping_gives_way_to_the_guess(vera: Client) -> None:
    run = give(vera, csv_of(("title", "date", "body", "note"), ("A bridge", "2011-04-03", TEXT, "Who pays")))
    wrong = {"column_0": "standfirst", "column_1": "published_at", "column_2": "body", "column_3": "headline"}
    vera.post(page_of(run), {**wrong, "do": "teach"})
    taught = run.documents.get().headline

    vera.post(page_of(run), {"do": "forget"})

    assert (taught, run.documents.get().headline) == ("Who pays", "A bridge")
    assert not TaughtLesson.objects.exists()


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({**CHOICE, "column_1": "headline"}, "Only one column can become: Headline."),
        ({"column_0": "", "column_3": ""}, "Say at least which column is the headline or the text"),
        ({**CHOICE, "column_2": "colour"}, "“colour” is nothing that the column “d” could become."),
    ],
)
def test_choice_that_can_not_be_is_refused_with_a_sentence(vera: Client, choice, sentence) -> None:
    run = give(vera, UNKNOWN)

    answer = vera.post(page_of(run), {**choice, "do": "teach"})

    assert answer.status_code == 422
    assert sentence in str(next(iter(answer.context["messages"])))
    assert not TaughtLesson.objects.exists()


def test_each_sheet_has_its_columns(vera: Client) -> None:
    book = xlsx_of(
        Columns=[("title", "date", "body"), ("A bridge", "2011-04-03", TEXT)], Prices=[("fish", "coins"), ("cod", 3)]
    )
    run = give(vera, book, "old.xlsx")

    second = vera.get(f"{page_of(run)}?table=2")

    assert [each.column.name for each in second.context["columns"]] == ["fish", "coins"]
    assert second.context["sheets"] == [(1, "Columns"), (2, "Prices")]


def test_stranger_and_writer_are_kept_out(vera: Client) -> None:
    page = page_of(give(vera, UNKNOWN))
    reader = Client()
    reader.force_login(make_user("reader", is_superuser=False))

    for client in (Client(), reader):
        assert client.get(page)["Location"].startswith("/admin/login/")
        assert client.post(page, {**CHOICE, "do": "teach"})["Location"].startswith("/admin/login/")
    assert desk("otto", group="Writers").post(page, {**CHOICE, "do": "teach"}).status_code == 403
    assert not TaughtLesson.objects.exists()


def test_form_of_another_site_is_refused(vera: Client) -> None:
    page = page_of(give(vera, UNKNOWN))
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = vera.cookies

    assert careful.post(page, {**CHOICE, "do": "teach"}).status_code == 403


def test_file_of_another_run_or_of_no_table_is_not_found(vera: Client) -> None:
    run, other = give(vera, UNKNOWN), give(vera, b"A headline\n\nBy Jane Doe\n\nPosted: 2011-04-03\n\nText.", "a.txt")
    file = other.documents.get().source_file_id

    assert vera.get(reverse("importing:mapping", args=[run.pk, file])).status_code == 404
    assert vera.get(reverse("importing:mapping", args=[other.pk, file])).status_code == 404


@pytest.mark.parametrize("rows", [2, 20])
def test_query_budget(vera: Client, django_assert_num_queries, rows) -> None:
    many = [(f"Headline {number}", "2011-04-03", f"{TEXT} {number}") for number in range(rows)]
    page = page_of(give(vera, csv_of(("title", "date", "body"), *many)))
    vera.get(page)

    with django_assert_num_queries(8):  # session, user, rights (2), run, files, bytes, lessons
        assert vera.get(page).status_code == 200
