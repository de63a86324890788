"""The seed column, and the shared text dumps, through the command."""

import json

import pytest
from django.core.management import call_command

from articles.editing.content_hash import content_hash
from articles.importing.models import ImportRun
from articles.models import Article
from articles.readership.models import MostReadList

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


def load(capsys, path, **options):
    call_command("import_columns", str(path), json=True, **options)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_dry_run_prints_what_the_page_says(shared, capsys):
    [line] = load(capsys, shared / "seed", dry_run=True)

    assert (line["run"], line["article"], line["outcome"]) == (None, None, "created")
    assert line["headline"] == "Track II diplomacy on N. Korea"
    assert line["authors"] == ["Tong Kim"]
    assert (line["published_at"], line["updated_at"]) == ("2011-04-03T16:55:00+09:00", "2011-04-03T16:55:00+09:00")
    assert len(line["paragraphs"]) == 15
    assert line["paragraphs"][0].startswith("Given Washington")
    assert line["paragraphs"][-1].endswith("your take?")
    assert line["bio"].startswith("Tong Kim is a research professor")
    assert [item["rank"] for item in line["most_read"]] == list(range(1, 11))
    assert len(line["warnings"]) >= 2
    assert not ImportRun.objects.exists()


def test_created_unchanged_published_undone(shared, capsys):
    before = content_hash()
    [first] = load(capsys, shared / "seed")
    [second] = load(capsys, shared / "seed")
    [third] = load(capsys, shared / "seed", publish=True)
    assert [first["outcome"], second["outcome"], third["outcome"]] == ["created", "unchanged", "updated"]
    assert Article.objects.published().count() == 1
    assert (MostReadList.objects.get().kind, MostReadList.objects.get().day) == ("printed", None)

    for line in (third, first):
        call_command("undo_import", str(line["run"]))

    assert content_hash() == before


def test_a_folder_of_dumps_is_loaded_and_its_answers_left_out(shared, capsys):
    lines = load(capsys, shared / "importing" / "textdumps")

    outcomes = {line["source"]: line["outcome"] for line in lines}
    assert {outcome for name, outcome in outcomes.items() if name.endswith((".json", ".md"))} == {"left_out"}
    assert outcomes["d10.txt"] == "held"
    assert (outcomes["d09.txt#1"], outcomes["d09.txt#2"]) == ("created", "created")
    assert {outcome for name, outcome in outcomes.items() if ".txt" in name} == {"created", "held"}
