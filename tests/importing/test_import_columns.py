"""`import_columns`: outcomes, exit codes, JSON lines, and that a dry run writes nothing."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from articles.editing import services as editing
from articles.editing.content_hash import content_hash
from articles.importing import preparing, report
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.models import Article, Tag, TagAlias
from articles.readership.models import MostReadList
from authors.models import Author
from tests.builders import make_author
from tests.importing.dumps import make_dump, write_dumps
from tests.importing.test_archives import make_zip

pytestmark = pytest.mark.django_db

KEYS = [
    "run", "source", "format", "outcome", "article", "headline", "standfirst", "authors", "published_at", "updated_at",
    "published_precision", "updated_precision", "paragraphs", "body_html", "bio", "tags", "most_read", "language",
    "warnings", "provenance",
]  # fmt: skip


@pytest.fixture
def load(capsys):
    """Return a function that loads and gives the lines of --json and the exit code."""

    def run(*paths: Path, **options) -> tuple[list[dict], int]:
        code = 0
        try:
            call_command("import_columns", *map(str, paths), json=True, **options)
        except SystemExit as stop:
            code = int(stop.code)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()], code

    return run


def outcomes(lines):
    return {line["source"]: line["outcome"] for line in lines}


def row_counts():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def put(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_line_has_every_key_in_its_order(load, tmp_path):
    path = put(tmp_path, "a.txt", make_dump(bio="Mara Lindqvist is a ferry pilot.", most_read=["Fares rise"]))

    [line], code = load(path)

    assert code == 0
    assert list(line) == KEYS
    assert line["run"] == ImportRun.objects.get().pk
    assert line["article"] == Article.objects.get().pk
    assert line["published_at"] == "2012-05-06T10:30:00+09:00"
    assert line["most_read"] == [{"rank": 1, "headline": "Fares rise"}]
    assert line["provenance"]["headline"][0].keys() == {"lines", "rule", "confidence"}


def test_loading_makes_a_draft_with_everything_that_was_printed(load, tmp_path):
    text = make_dump(
        by="Mara Lindqvist and Jo Ferreira",
        bio="Mara Lindqvist is a pilot. Jo Ferreira teaches.",
        most_read=["One", "Two"],
    )

    load(put(tmp_path, "a.txt", text), tag=["Harbour", "harbour "])

    article = Article.objects.get()
    assert article.status == "draft"
    assert [(line.name, line.bio) for line in article.bylines.all()] == [
        ("Mara Lindqvist", "Mara Lindqvist is a pilot."),
        ("Jo Ferreira", "Jo Ferreira teaches."),
    ]
    assert article.bio_as_printed == "Mara Lindqvist is a pilot. Jo Ferreira teaches."
    assert [tag.name for tag in article.tags.all()] == ["Harbour"]
    assert article.revisions.get().change == "loaded"
    printed = MostReadList.objects.get()
    assert (printed.kind, printed.day, printed.article) == ("printed", None, article)
    assert [(entry.rank, entry.headline) for entry in printed.entries.all()] == [(1, "One"), (2, "Two")]
    assert [name.name for name in Author.objects.get(name="Jo Ferreira").names.all()] == ["Jo Ferreira"]


def test_a_line_has_the_tag_of_its_column_and_the_word_that_gave_it(load, tmp_path):
    TagAlias.objects.create(tag=Tag.objects.create(name="Port"), name="Harbour")
    path = put(tmp_path, "a.txt", make_dump())

    [dry], _ = load(path, dry_run=True, tag=["harbour", "port", "Tides"])
    [line], _ = load(path, tag=["harbour", "port", "Tides"])

    assert (line["tags"], line["tags_in_source"]) == (["Port", "Tides"], {"harbour": "Port"})
    assert [tag.name for tag in Article.objects.get().tags.order_by("name")] == line["tags"]
    assert (dry["tags"], dry["tags_in_source"]) == (line["tags"], line["tags_in_source"])
    assert dry["changes"]["tags"]["after"] == ["Port", "Tides"]


def test_another_spelling_of_a_tag_is_no_other_word(load, tmp_path):
    Tag.objects.create(name="Harbour")

    [line], _ = load(put(tmp_path, "a.txt", make_dump()), tag=["harbour"])

    assert (line["tags"], list(line)) == (["Harbour"], KEYS)


def test_what_nobody_signed_is_the_paper_s(load, tmp_path, settings):
    load(put(tmp_path, "a.txt", make_dump(by="")))

    article = Article.objects.get()
    assert article.kind == "editorial"
    assert [line.author.name for line in article.bylines.all()] == [settings.PAPER_NAME]
    assert article.bylines.get().author.is_paper


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


def test_a_column_without_a_date_is_held_with_what_could_be_read(load, tmp_path):
    [line], code = load(put(tmp_path, "a.txt", make_dump(posted="")), publish=True)

    assert (line["outcome"], line["article"], code) == ("held", None, 0)
    assert line["warnings"]
    assert line["headline"] == "A bridge too dear"
    staged = StagedDocument.objects.get()
    assert (staged.state, bool(staged.reason)) == ("held", True)
    assert not Article.objects.exists()


def test_a_name_of_two_columnists_is_held_and_no_guess_is_made(load, tmp_path):
    make_author("Mara Lindqvist")
    make_author("Mara Lindqvist")

    [line], _ = load(put(tmp_path, "a.txt", make_dump()))

    assert line["outcome"] == "held"
    assert "ambiguous_author" in [warning["code"] for warning in line["warnings"]]


def test_a_known_columnist_is_taken_whatever_the_case(load, tmp_path):
    author = make_author("Mara Lindqvist")

    load(put(tmp_path, "a.txt", make_dump(by="MARA LINDQVIST")))

    assert Article.objects.get().bylines.get().author == author
    assert Author.objects.count() == 1


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


def test_a_dry_run_writes_nothing_and_says_the_same(load, tmp_path):
    write_dumps(tmp_path, 6)
    put(tmp_path, "held.txt", make_dump(posted=""))
    put(tmp_path, "copy.txt", (tmp_path / "000.txt").read_text())
    put(tmp_path, "empty.txt", "")
    before, hash_before = row_counts(), content_hash()

    dry, dry_code = load(tmp_path, dry_run=True)

    assert row_counts() == before
    assert content_hash() == hash_before
    assert {line["run"] for line in dry} == {line["article"] for line in dry} == {None}
    real, real_code = load(tmp_path)
    assert [(line["source"], line["outcome"]) for line in dry] == [(line["source"], line["outcome"]) for line in real]
    assert (dry_code, real_code) == (1, 1)
    assert {line["outcome"] for line in load(tmp_path, dry_run=True)[0]} == {
        "unchanged",
        "duplicate",
        "held",
        "rejected",
    }


def test_bad_files_do_not_harm_the_others(load, tmp_path):
    put(tmp_path, "good.txt", make_dump())
    put(tmp_path, "empty.txt", "")
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)) * 40)
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    zipped = make_zip({"../out.txt": "x", "inner.txt": make_dump("Another headline"), "photo.jpg": b"\xff\xd8\xff"})
    (tmp_path / "dumps.zip").write_bytes(zipped.getvalue())

    lines, code = load(tmp_path)

    assert outcomes(lines) == {
        "good.txt": "created",
        "empty.txt": "rejected",
        "bytes.txt": "rejected",
        "huge.txt": "rejected",
        "dumps.zip/../out.txt": "rejected",
        "dumps.zip/inner.txt": "created",
        "dumps.zip/photo.jpg": "left_out",
    }
    assert code == 1
    for line in lines:
        if line["outcome"] in {"rejected", "left_out"}:
            name = line["source"].rpartition("/")[2]
            assert any(name in warning["message"] for warning in line["warnings"]), line
    assert Article.objects.count() == 2


def test_a_reader_that_fails_on_one_file_does_not_stop_the_others(load, tmp_path, monkeypatch, caplog):
    real = preparing.read

    def fail_on_a(name, *args, **options):
        if name == "a.txt":
            raise RecursionError("too deep")
        return real(name, *args, **options)

    put(tmp_path, "a.txt", make_dump())
    put(tmp_path, "b.txt", make_dump("Another"))
    monkeypatch.setattr(preparing, "read", fail_on_a)
    lines, code = load(tmp_path)
    assert (outcomes(lines), code) == ({"a.txt": "rejected", "b.txt": "created"}, 1)
    assert "a.txt could not be read" in lines[0]["warnings"][0]["message"]
    assert "too deep" in caplog.text

    monkeypatch.setattr(preparing, "read", real)

    assert outcomes(load(tmp_path)[0]) == {"a.txt": "created", "b.txt": "unchanged"}


def test_bytes_are_kept_as_they_came(load, tmp_path):
    raw = make_dump().replace("\n", "\r\n").encode("utf-8-sig")
    (tmp_path / "a.txt").write_bytes(raw)

    load(tmp_path / "a.txt")

    assert SourceFile.objects.get().raw == raw


@pytest.mark.parametrize(
    "wrong",
    [
        {"paths": ["/nowhere/at/all"]},
        {"format": "nonsense"},
        {"timezone": "Mars/Olympus"},
        {"tag": ["!!!"]},
        {"tag": ["x" * 101]},
    ],
)
def test_a_wrong_call_is_refused_with_two_in_a_sentence(tmp_path, wrong):
    path = put(tmp_path, "a.txt", make_dump())

    with pytest.raises(CommandError, match=r"\.$") as refusal:
        call_command("import_columns", *wrong.pop("paths", [str(path)]), **wrong)

    assert refusal.value.returncode == 2
    assert not ImportRun.objects.exists()


def test_the_time_zone_of_dates_can_be_given(load, tmp_path):
    [line], _ = load(put(tmp_path, "a.txt", make_dump()), timezone="Europe/Oslo")

    assert line["published_at"] == "2012-05-06T10:30:00+02:00"


def test_without_json_there_is_a_line_for_people(capsys, tmp_path):
    call_command("import_columns", str(put(tmp_path, "a.txt", make_dump())))

    out, err = capsys.readouterr()
    assert out.splitlines() == ["created    a.txt  A bridge too dear"]
    assert "1 created" in err


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


def test_printed_lines_lead_to_the_columns_of_the_same_load(load, tmp_path):
    put(tmp_path, "a.txt", make_dump("A bridge too dear", most_read=["The Lamp of the mole", "Unknown"]))
    put(tmp_path, "b.txt", make_dump("The lamp of the mole"))

    load(tmp_path)

    entries = MostReadList.objects.get().entries.all()
    assert [entry.article.headline if entry.article else None for entry in entries] == ["The lamp of the mole", None]


def test_hostile_text_is_loaded_as_text(load, tmp_path, client):
    payloads = [
        '<script>alert("x")</script>',
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(2)>",
        "javascript:alert(3)",
        "<iframe srcdoc='<script>x</script>'>",
        "&lt;script&gt;alert(4)&lt;/script&gt;",
    ]
    text = make_dump(
        "<script>alert(0)</script> in the headline",
        by="Mara Lindqvist",
        paragraphs=[f"The paragraph that holds {payload} is otherwise quite ordinary prose." for payload in payloads],
        bio="Mara Lindqvist is <b onclick=alert(5)>a pilot</b>.",
        most_read=["<img src=x onerror=alert(6)>"],
    )

    load(put(tmp_path, "a.txt", text), publish=True, tag=["<b>Bold</b>"])

    article = Article.objects.get()
    assert "<script" not in article.body
    assert "<img" not in article.body
    assert "<svg" not in article.body
    assert "&lt;script&gt;" in article.body
    page = client.get(article.get_absolute_url()).content.decode()
    for tag in ("<script>alert", "<img src=x", "<svg/onload", "<iframe", "<b onclick", "<b>Bold"):
        assert tag not in page
    assert Tag.objects.get().name == "<b>Bold</b>"
