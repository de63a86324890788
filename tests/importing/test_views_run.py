import csv
import hashlib
import json
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.editing import services
from articles.importing import reporting
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.views.streaming import LINES
from articles.models import Article
from authors.models import Author, User
from tests.importing.at_desk import load, run_of, sentences
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(vera: Client) -> ImportRun:
    """Return a run of three: two ready, one without a date."""
    return run_of(
        vera,
        make_dump("The first of them", posted="2013-01-01 09:00"),
        make_dump("The second of them", posted="2013-01-02 09:00"),
        make_dump("The third of them", posted="2013-13-45 99:00"),
    )


def page_of(run: ImportRun, query: str = "") -> str:
    return reverse("importing:run", args=[run.pk]) + query


def test_what_needs_an_editor_stands_at_the_top(vera: Client, run: ImportRun) -> None:
    rows = vera.get(page_of(run)).context["rows"]

    assert [row.staged.rank for row in rows] == sorted(row.staged.rank for row in rows)
    assert rows[0].staged.state == "held"


def test_list_is_filtered_by_state(vera: Client, run: ImportRun) -> None:
    rows = vera.get(page_of(run, "?state=held")).context["rows"]

    assert [row.staged.state for row in rows] == ["held"]


def test_chosen_ones_are_published_and_each_failure_is_said(vera: Client, run: ImportRun) -> None:
    ids = list(run.documents.values_list("pk", flat=True))

    vera.post(page_of(run), {"chosen": ids, "do": "publish"})

    assert Article.objects.filter(status="published").count() == 2
    said = sentences(vera, page_of(run))
    assert said[0] == "2 documents accepted, now on the site or waiting for their date."
    assert "The third of them" in said[1]


def test_all_of_the_list_can_be_taken(vera: Client, run: ImportRun) -> None:
    vera.post(page_of(run, "?state=open"), {"every": "on", "do": "leave_out"})

    assert set(run.documents.values_list("state", flat=True)) == {"rejected"}


def test_tags_are_added_to_those_that_are_there(vera: Client, run: ImportRun) -> None:
    first = run.documents.first()
    StagedDocument.objects.filter(pk=first.pk).update(tags=["Rivers"])

    vera.post(page_of(run), {"chosen": [first.pk], "do": "tags", "tags": "Bridges"})

    first.refresh_from_db()
    assert first.tags == ["Rivers", "Bridges"]


def test_document_of_another_run_is_not_touched(vera: Client, run: ImportRun) -> None:
    other = run_of(vera, make_dump("Elsewhere in time"))

    vera.post(page_of(run), {"chosen": [other.documents.get().pk], "do": "publish"})

    assert not Article.objects.exists()


@pytest.mark.parametrize("sent", [{"do": "publish"}, {"do": "nonsense", "every": "on"}, {"do": "tags", "every": "on"}])
def test_unclear_wish_does_nothing(vera: Client, run: ImportRun, sent: dict[str, str]) -> None:
    vera.post(page_of(run), sent)

    assert not Article.objects.exists()
    assert len(sentences(vera, page_of(run))) == 1


def test_accepting_twice_is_harmless(vera: Client, run: ImportRun) -> None:
    chosen = {"chosen": [run.documents.order_by("-rank").first().pk], "do": "draft"}

    vera.post(page_of(run), chosen)
    vera.post(page_of(run), chosen)

    assert Article.objects.count() == 1


def test_report_has_a_line_a_warning_and_no_formula(vera: Client, run: ImportRun) -> None:
    StagedDocument.objects.filter(pk=run.documents.first().pk).update(headline="=HYPERLINK(1)")

    answer = vera.get(f"{page_of(run)}report.csv")

    rows = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert {row["source"] for row in rows} == {f"pasted text#{number}" for number in (1, 2, 3)}
    assert any(row["headline"] == "'=HYPERLINK(1)" for row in rows)
    assert any(row["code"] and row["line"] for row in rows)


def test_report_of_what_is_held_has_rule_reason_line_and_text(vera: Client, run: ImportRun) -> None:
    answer = vera.get(f"{page_of(run)}report.csv?only=stopped")

    rows = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert {row["source"] for row in rows} == {"pasted text#3"}
    stop = next(row for row in rows if row["severity"] == "hold")
    assert (stop["code"], stop["text"]) == ("impossible_date", "Posted : 2013-13-45 99:00")
    assert int(stop["line"]) > 1
    assert stop["message"] in stop["reason"]


def test_report_says_of_what_is_no_text_what_it_is_and_where_its_bytes_are(vera: Client) -> None:
    content = b"PK\x03\x04" + bytes(range(256))
    vera.post("/admin/load/", {"text": "", "files": [SimpleUploadedFile("minutes.docx", content)]})
    staged = StagedDocument.objects.get()

    answer = vera.get(f"{page_of(staged.run)}report.csv?only=stopped")

    [row] = csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig")))
    where = reverse("importing:source", args=[staged.run_id, staged.pk])
    digest = hashlib.sha256(content).hexdigest()
    assert row["text"] == f"[not text: .docx, 260 bytes, sha256 {digest}; the bytes: {where}]"
    assert vera.get(where).content == content


def test_report_says_where_no_bytes_were_kept(vera: Client, settings) -> None:
    settings.IMPORT_MAX_FILE_BYTES = 10
    vera.post("/admin/load/", {"text": "", "files": [SimpleUploadedFile("a.txt", b"x" * 11)]})
    staged = StagedDocument.objects.get()

    [row] = csv.DictReader(StringIO(b"".join(vera.get(f"{page_of(staged.run)}report.csv")).decode("utf-8-sig")))

    assert row["text"] == "[its bytes were not kept]"


def test_report_is_written_batch_by_batch(vera: Client, run: ImportRun, monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr("articles.importing.reporting.A_BATCH", 1)

    with django_assert_num_queries(4):  # ids, and one a batch
        lines_of = list(reporting.report(run))

    assert len(lines_of) > 3


def test_lists_of_documents_in_the_admin_say_what_is_wrong(vera: Client, run: ImportRun) -> None:
    answer = vera.get(reverse("admin:importing_stageddocument_changelist"), {"state": "held"})

    assert "impossible_date" in answer.text
    assert "Posted : 2013-13-45 99:00" in answer.text


@pytest.mark.parametrize("number", [1, 30])
def test_query_budget(vera: Client, django_assert_num_queries, number: int) -> None:
    run = run_of(vera, *[make_dump(f"Column number {n}", posted=f"2013-01-{n + 1:02} 09:00") for n in range(number)])

    with django_assert_num_queries(9):  # session, user, two of rights, run, counts, number, page, documents
        vera.get(page_of(run))


def test_script_is_told_how_far_it_is(vera: Client, run: ImportRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.importing.in_bulk.PART", 2)

    answer = vera.post(page_of(run), {"every": "on", "do": "publish"}, headers={"Accept": LINES})

    lines = [json.loads(line) for line in b"".join(answer).decode().splitlines()]
    assert lines == [{"done": 2, "of": 3}, {"done": 3, "of": 3}, {"next": page_of(run)}]
    assert sentences(vera, page_of(run))[0].startswith("2 documents accepted")


def test_who_may_not_publish_is_refused(vera: Client, run: ImportRun) -> None:
    user = User.objects.get(username="vera")
    publish = Permission.objects.get(codename="publish_article")
    user.groups.get().permissions.remove(publish)

    answer = vera.post(page_of(run), {"every": "on", "do": "publish"})

    assert answer.status_code == 403
    assert not Article.objects.exists()


def test_what_waits_elsewhere_is_said(vera: Client, run: ImportRun) -> None:
    again = run_of(
        vera,
        make_dump("The first of them", posted="2013-01-01 09:00"),
        make_dump("A new one beside it", posted="2013-01-05 09:00"),
    )

    assert "1 document of this loading" in " ".join(vera.get(page_of(again)).text.split())


def test_long_list_comes_in_pages(vera: Client) -> None:
    run = run_of(vera, make_dump())
    source = run.documents.get()
    StagedDocument.objects.bulk_create(
        StagedDocument(
            run=run, position=number, source=f"{number}.txt", headline=f"Number {number}", parsed=source.parsed,
            outcome="created", state="waiting",
        )
        for number in range(1, 130)
    )  # fmt: skip

    first, last = vera.get(page_of(run)), vera.get(page_of(run, "?page=3"))

    assert len(first.context["rows"]) == 50
    assert len(last.context["rows"]) == 30
    assert "Page 3 of 3" in last.text


# --- Undo -----------------------------------------------------------------------------------------------------------
def test_undo_takes_everything_back_and_loading_makes_it_anew(vera: Client) -> None:
    run = run_of(vera, make_dump())
    vera.post(page_of(run), {"every": "on", "do": "publish"})

    asked = vera.get(f"{page_of(run)}undo/")
    vera.post(f"{page_of(run)}undo/")
    load(vera, make_dump())

    assert "column is taken away" in asked.text
    assert not Article.objects.exists()
    assert not Author.objects.exists()
    assert StagedDocument.objects.latest("pk").outcome == "created"


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("take", 0)])
def test_undo_asks_about_what_was_edited_since(vera: Client, choice: str, left: int) -> None:
    run = run_of(vera, make_dump())
    vera.post(page_of(run), {"every": "on", "do": "draft"})
    _edit(Article.objects.get())

    asked = vera.get(f"{page_of(run)}undo/")
    vera.post(f"{page_of(run)}undo/", {"edited": choice})

    assert "Edited since by somebody" in asked.text
    assert Article.objects.count() == left


def test_undoing_twice_is_a_sentence(vera: Client) -> None:
    run = run_of(vera, make_dump())

    vera.post(f"{page_of(run)}undo/")
    vera.post(f"{page_of(run)}undo/")

    assert any("undone already" in sentence for sentence in sentences(vera))


def test_undone_run_decides_nothing(vera: Client) -> None:
    run = run_of(vera, make_dump())
    vera.post(f"{page_of(run)}undo/")
    staged = run.documents.get()

    answer = vera.post(reverse("importing:document", args=[run.pk, staged.pk]), {"do": "publish"})

    assert answer.status_code == 302
    assert not Article.objects.exists()
    assert "This loading was undone" in vera.get(page_of(run)).text


def _edit(article: Article) -> None:
    article.headline = "Edited since"
    services.save_article(article, user=None)
