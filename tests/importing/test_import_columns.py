"""`import_columns`: outcomes, exit codes, JSON lines, and that a dry run writes nothing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.editing.content_hash import content_hash
from articles.importing import preparing, together
from articles.importing.models import ImportRun, SourceFile, StagedDocument
from articles.models import Article, Tag, TagAlias
from articles.readership.models import MostReadList
from authors.models import Author
from tests.builders import make_author
from tests.importing.at_terminal import outcomes, put, row_counts
from tests.importing.dumps import make_dump, write_dumps
from tests.importing.test_archives import make_zip

pytestmark = pytest.mark.django_db

KEYS = [
    "run", "source", "format", "outcome", "article", "headline", "standfirst", "authors", "published_at", "updated_at",
    "published_precision", "updated_precision", "paragraphs", "body_html", "bio", "tags", "most_read", "language",
    "warnings", "provenance",
]  # fmt: skip


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


def test_a_disk_that_fills_up_stops_the_loading_with_a_sentence_and_the_same_call_goes_on(load, tmp_path, monkeypatch):
    real, calls = together.load, iter([True, False])

    def fail_at_the_second(*args):
        if next(calls):
            return real(*args)
        raise OperationalError("database or disk is full")

    for name in ("a.txt", "b.txt", "c.txt"):
        put(tmp_path, name, make_dump(f"Column {name}"))
    monkeypatch.setattr(together, "load", fail_at_the_second)
    with pytest.raises(CommandError, match=r"1 created.*disk is full.*the same call goes on with the rest"):
        load(tmp_path)
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED

    monkeypatch.setattr(together, "load", real)

    assert [line["outcome"] for line in load(tmp_path)[0][-3:]] == ["unchanged", "created", "created"]


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
