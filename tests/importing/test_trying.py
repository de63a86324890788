import io
import json
from datetime import UTC

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.editing.content_hash import content_hash
from articles.importing import trying
from articles.importing.documents import DatedMoment, Document, Precision
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.importing.steps import Step
from tests.builders import POSTED, make_article
from tests.importing.at_desk import desk
from tests.importing.dumps import make_dump
from tests.importing.test_views_loading import upload

pytestmark = pytest.mark.django_db
TRY = reverse("importing:try")


def try_at_desk(*files, text="", client=None):
    return (client or desk()).post(TRY, {"files": list(files), "text": text, "tags": ""})


def dry(folder):
    out = io.StringIO()
    call_command("import_columns", str(folder), "--dry-run", "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_dry_run_says_what_would_be_made_and_writes_nothing():
    before = content_hash()

    answer = try_at_desk(upload("a.txt", make_dump("A bridge too dear")), upload("b.txt", "Posted : never\n"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A bridge too dear" in page
    assert "would be a new column" in page
    assert "would wait for you" in page
    assert [model.objects.count() for model in (ImportRun, StagedDocument, SourceFile)] == [0, 0, 0]
    assert content_hash() == before


def test_a_dry_run_as_json_names_the_fields_of_a_new_column(tmp_path):
    (tmp_path / "b.txt").write_text(make_dump("Another"))

    [line] = dry(tmp_path)

    assert line["outcome"] == "created"
    assert line["changes"]["headline"] == {"before": None, "after": "Another"}
    assert "rights" not in line["changes"]


def test_of_a_changed_source_only_what_differs_is_told():
    text = "<p>The first stands.</p><p>The second was dull.</p>"
    article = make_article("As it was", body=text, bio_as_printed="A pilot.", kind="editorial")
    document = Document(
        source="a.txt", format="text", identity="legacy:1", headline="As it is now", bio="A pilot.", language="en",
        published=DatedMoment(at=POSTED, precision=Precision.MINUTE), tags=("Tides",),
        paragraphs=("The first stands.", "The second was rewritten."),
    )  # fmt: skip
    step = Step(document=document, outcome="updated", staged=None, article=article, tags=("Tides",), notices=())

    told = {change.label: list(change.lines) for change in trying.changes(step)}

    assert told == {
        "Headline": [("before", "As it was"), ("after", "As it is now")],
        "Text": [("before", "The second was dull."), ("after", "The second was rewritten.")],
        "Tags": [("after", "Tides")],
    }


def test_a_changed_caption_is_told_and_the_same_moment_in_another_zone_is_not():
    body = "<p>The first stands.</p><figure><img src='/a.png' alt='Tide'><figcaption>{}</figcaption></figure>"
    article = make_article("As it was", body=body.format("High water"), kind="editorial")
    document = Document(
        source="a.txt", format="text", identity="legacy:1", headline="As it was", language="en",
        published=DatedMoment(at=POSTED.astimezone(UTC), precision=Precision.DAY),
        paragraphs=("The first stands.",), body_html=body.format("Low water"),
    )  # fmt: skip
    step = Step(document=document, outcome="updated", staged=None, article=article, tags=(), notices=())

    assert trying.as_json(step) == {
        "published_precision": {"before": "minute", "after": "day"},
        "captions": {"before": ["High water"], "after": ["Low water"]},
    }


def test_what_is_unchanged_has_no_changes(tmp_path):
    (tmp_path / "a.txt").write_text(make_dump("A bridge too dear"))
    call_command("import_columns", str(tmp_path), "--publish")

    [line] = dry(tmp_path)

    assert (line["outcome"], line["changes"]) == ("unchanged", {})


def test_a_file_that_is_refused_stands_in_the_list_with_its_sentence():
    page = try_at_desk(upload("a.png", b"\x89PNG\r\n\x1a\n0000")).content.decode()

    assert "can’t be read" in page
    assert "a.png is a .png file" in page


def test_more_documents_than_the_page_tells_are_counted(monkeypatch):
    monkeypatch.setattr("articles.importing.views.trying.MOST", 1)

    page = try_at_desk(upload("a.txt", make_dump("One")), upload("b.txt", make_dump("Two"))).content.decode()

    assert "And 1 more" in page
    assert "<b>2</b>" in page


def test_an_empty_form_is_refused_in_a_sentence():
    answer = try_at_desk()

    assert answer.status_code == 422
    assert "nothing to load yet" in answer.content.decode()


def test_who_may_not_load_may_not_try(client):
    assert client.post(TRY, {"text": "x"}).status_code == 302
    assert desk("wes", group="Writers").post(TRY, {"text": "x"}).status_code == 403
