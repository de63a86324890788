import json
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.importing import services, takes
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.readers import FORMATS
from articles.importing.views.loading import progress
from articles.importing.views.streaming import LINES, as_text
from articles.models import Article
from tests.importing.at_desk import LOAD, address, decide, load, loaded
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def zipped(**files: str | bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def reasons() -> dict[str, str]:
    return {staged.source: staged.reason for staged in StagedDocument.objects.all()}


def test_one_pasted_column_opens_on_its_document(vera: Client) -> None:
    response = load(vera, make_dump("A bridge too dear"))

    staged = StagedDocument.objects.get()
    assert response["Location"] == address(staged)
    assert not Article.objects.exists()


def test_several_columns_open_their_list(vera: Client) -> None:
    response = load(vera, make_dump("The first of them"), make_dump("The second of them", posted="2013-01-01 09:00"))

    run = ImportRun.objects.get()
    assert run.documents.count() == 2
    assert response["Location"] == reverse("importing:run", args=[run.pk])


def test_tags_are_given_to_all(vera: Client) -> None:
    load(vera, make_dump(), tags="Bridges, Money")

    assert StagedDocument.objects.get().tags == ["Bridges", "Money"]


def test_same_column_again_is_said_to_be_waiting(vera: Client) -> None:
    first = loaded(vera)

    response = load(vera, make_dump())

    assert response["Location"] == address(first)


def test_known_column_leads_to_what_is_here(vera: Client) -> None:
    staged = loaded(vera)
    decide(vera, staged, "draft")

    response = vera.get(load(vera, make_dump())["Location"])

    assert "unchanged" in response.text
    assert reverse("admin:articles_article_change", args=[Article.objects.get().pk]) in response.text


def test_nothing_to_load_is_said(vera: Client) -> None:
    response = load(vera, "  \n ")

    assert response.status_code == 422
    assert "There is nothing to load yet" in response.text
    assert not ImportRun.objects.exists()


def test_bad_files_are_named_and_the_others_read(vera: Client, settings) -> None:
    settings.IMPORT_MAX_FILE_BYTES = 20_000
    files = [
        upload("empty.txt", ""),
        upload("huge.txt", "x" * 30_000),
        upload("picture.png", b"\x89PNG\r\n\x1a\n"),
        upload("outside.zip", zipped(**{"../../etc/passwd": make_dump("An escape")})),
        upload("bomb.zip", zipped(**{"bomb.txt": b"0" * 19_000_000})),
        upload("good.txt", make_dump("The good one")),
    ]

    vera.post(LOAD, {"files": files, "text": ""})

    found = reasons()
    assert found["good.txt"] == ""
    assert found["empty.txt"].startswith("empty.txt")
    assert "at most" in found["huge.txt"]
    assert "picture.png" in found["picture.png"]
    assert any("leads out of the zip" in reason for reason in found.values())
    assert any("bomb" in name and reason for name, reason in found.items())
    assert StagedDocument.objects.filter(state="waiting").count() == 1


def test_refused_files_are_told_in_the_list(vera: Client) -> None:
    files = [upload("empty.txt", ""), upload("good.txt", make_dump())]

    page = vera.get(vera.post(LOAD, {"files": files, "text": ""})["Location"])

    assert "empty.txt" in page.text
    assert "Could not be read" in page.text
    assert page.text.count("empty.txt is empty") == 1  # once is enough


def test_form_says_what_can_be_loaded(vera: Client) -> None:
    page = vera.get(LOAD).text

    assert set(takes.IN_WORDS) >= set(FORMATS)
    assert all(words.split(" (")[0].lower() in page.lower() for words in takes.what_is_taken())


def test_text_beyond_the_limit_is_a_sentence(vera: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000

    response = load(vera, "word " * 4_000)

    assert response.status_code == 413
    assert "The pasted text has more than" in response.text
    assert not ImportRun.objects.exists()


def test_too_many_files_are_a_sentence(vera: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    response = vera.post(LOAD, {"files": [upload(f"{n}.txt", "x") for n in range(3)], "text": ""})

    assert response.status_code == 413
    assert "put them into a zip" in response.text


def test_script_is_answered_line_by_line(vera: Client) -> None:
    response = vera.post(LOAD, {"text": make_dump()}, headers={"Accept": LINES})

    lines = [json.loads(line) for line in b"".join(response).decode().splitlines()]
    staged = StagedDocument.objects.get()
    assert lines[0] == {"run": reverse("importing:run", args=[staged.run_id])}
    assert lines[1] == {"source": "pasted text", "outcome": "created"}
    assert lines[2] == {"next": address(staged)}


def test_upload_is_read_to_its_end_when_the_browser_goes_away() -> None:
    files = [upload(f"{number}.txt", make_dump(f"Column number {number}")) for number in range(3)]
    run = services.start_run(via="desk", user=None, given="3 files")
    answer = as_text(progress(run, services.stage_each(run, files=files)))

    next(answer)
    next(answer)
    answer.close()

    assert ImportRun.objects.get().status == "finished"
    assert StagedDocument.objects.count() == 3


def test_script_is_told_why_it_was_refused(vera: Client) -> None:
    response = vera.post(LOAD, {"text": ""}, headers={"Accept": LINES})

    assert response.status_code == 422
    assert "nothing to load" in response.json()["errors"][0]


def test_upload_needs_the_token(vera: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = vera.cookies

    response = strict.post(LOAD, {"text": make_dump()})

    assert response.status_code == 403
    assert not ImportRun.objects.exists()


def test_earlier_runs_stand_below(vera: Client) -> None:
    loaded(vera)

    page = vera.get(LOAD)

    assert "Loaded before" in page.text
    assert "vera" in page.text
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


@pytest.mark.parametrize("number", [1, 12])
def test_query_budget(vera: Client, django_assert_num_queries, number: int) -> None:
    for index in range(number):
        load(vera, make_dump(f"Column number {index}"))

    with django_assert_num_queries(6):  # session, user, two of rights, runs, counts
        vera.get(LOAD)
