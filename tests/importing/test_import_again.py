"""`import_columns` once more: what is known, changed, published since, or was stopped."""

import pytest

from articles.editing import services as editing
from articles.importing import report
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.models import Article
from tests.importing.at_terminal import outcomes, put, row_counts
from tests.importing.dumps import make_dump, write_dumps

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_makes_no_row_but_the_run_s(load, tmp_path):
    path = put(tmp_path, "a.txt", make_dump())
    load(path)
    before = row_counts()

    [line], _ = load(path)

    after = row_counts()
    assert line["outcome"] == "unchanged"
    assert line["article"] == Article.objects.get().pk
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "importing.ImportRun": 1
    }


def test_a_held_and_a_rejected_file_twice_make_no_row_either(load, tmp_path):
    put(tmp_path, "held.txt", make_dump(posted=""))
    put(tmp_path, "empty.txt", "")
    put(tmp_path, "table.csv", "a,b\n1,2\n")
    first, _ = load(tmp_path)
    before = row_counts()

    second, code = load(tmp_path)

    assert outcomes(first) == outcomes(second) == {
        "held.txt": "held", "empty.txt": "rejected", "table.csv": "held",
    }  # fmt: skip
    assert code == 1
    assert row_counts() == before | {"importing.ImportRun": 2}


def test_the_same_text_under_another_name_is_a_duplicate(load, tmp_path):
    text = make_dump()
    for name in ("a.txt", "b.txt"):
        put(tmp_path, name, text)

    first, _ = load(tmp_path)
    second, _ = load(tmp_path)

    assert outcomes(first) == {"a.txt": "created", "b.txt": "duplicate"}
    assert outcomes(second) == {"a.txt": "unchanged", "b.txt": "duplicate"}
    assert Article.objects.count() == 1
    assert SourceFile.objects.count() == 1


def test_publishing_an_untouched_draft_says_updated(load, tmp_path):
    path = put(tmp_path, "a.txt", make_dump())
    load(path)

    [line], _ = load(path, publish=True)
    [again], _ = load(path, publish=True)

    assert (line["outcome"], again["outcome"]) == ("updated", "unchanged")
    assert Article.objects.published().count() == 1


def test_a_draft_that_an_editor_changed_is_not_published(load, tmp_path):
    path = put(tmp_path, "a.txt", make_dump())
    load(path)
    article = Article.objects.get()
    article.headline = "The editor's headline"
    editing.save_article(article, user=None)

    [line], _ = load(path, publish=True)

    assert line["outcome"] == "unchanged"
    assert [warning["code"] for warning in line["warnings"]] == ["draft_changed"]
    assert Article.objects.get().status == "draft"


def test_a_run_keeps_what_it_counted(load, tmp_path):
    path = put(tmp_path, "a.txt", make_dump())
    load(path)
    load(path)

    first, second = ImportRun.objects.order_by("id")
    assert (first.counts, second.counts) == ({"created": 1}, {"unchanged": 1})
    assert second.repeats[0]["article"] == Article.objects.get().pk
    assert second.status == "finished"


def test_stopped_by_hand_says_so_and_goes_on(load, tmp_path, monkeypatch):
    write_dumps(tmp_path, 4)  # one is written alone, then two at once
    real, seen = report.line, []

    def stop_at_the_second(step, run, words):
        seen.append(step)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(step, run, words)

    monkeypatch.setattr(report, "line", stop_at_the_second)
    _, code = load(tmp_path)
    assert (code, ImportRun.objects.get().status, ImportRun.objects.get().counts) == (
        130,
        "interrupted",
        {"created": 3},
    )

    lines, code = load(tmp_path)

    assert (code, [line["outcome"] for line in lines]) == (0, ["unchanged", "unchanged", "unchanged", "created"])
    assert not StagedDocument.objects.filter(awaits_related=True).exists()
