import hashlib
import io
import json
import socket
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image as Picture

from articles.editing import services
from articles.editing.content_hash import content_hash
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.site_export.writing import export
from articles.models import Article, Image, Redirect, Revision, Series, Tag, TagAlias
from articles.readership.models import HourlyReads, MostReadEntry, MostReadList
from articles.related.models import RelatedHeadline
from authors.models import Author, Disclosure
from tests.builders import POSTED, make_article, make_author, make_draft

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/", "/rss.xml", "/atom.xml", "/feed.json", "/authors/", "/tags/", "/series/harbour/", "/most-read/",
    "/corrections/", "/corrections/rss.xml", "/2011/04/", "/sitemap.xml", "/search/?q=lamps",
)  # fmt: skip


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def picture(name="pier.png"):
    file = io.BytesIO()
    Picture.new("RGB", (40, 20), "navy").save(file, "PNG")
    return ContentFile(file.getvalue(), name=name)


def files(root):
    return [path for path in root.rglob("*") if path.is_file()]


def make_site():
    writer = make_author("Ahn Dal-ho", bio="A pilot.", email="ahn@example.org")
    Disclosure.objects.create(author=writer, text="He owns a lamp shop.", from_on=date(2010, 1, 1))
    image = Image.objects.create(file=picture(), alt="A pier at night", credit="The harbour")
    series = Series.objects.create(name="Harbour", slug="harbour", description="Letters from the quay.")
    first = make_article(
        "Lamps for an empty pier", authors=[writer], tags=["Harbour lights", "서울"], series=series, series_part=1,
        image=image, body="<p>The lamps are lit at five and the lamps are counted.</p>", legacy_url="https://old.org/1",
    )  # fmt: skip
    second = make_article(
        "Lamps, again", authors=[writer, "Bo Linden"], tags=["Harbour lights"], answers=first,
        body="<p>These lamps were counted twice, the harbour says.</p>",
    )  # fmt: skip
    make_draft("Not yet", authors=[writer])
    retracted = make_article("Withdrawn words")
    services.retract(retracted, user=None, notice="It was wrong.", on=date(2011, 5, 1))
    services.add_correction(first, user=None, on=date(2011, 4, 5), note="Forty lamps, not fifty.")
    shown = Image.objects.create(file=picture("tag.png"), alt="A lamp")
    Tag.objects.filter(name="Harbour lights").update(image=shown)
    writer.portrait.save("ahn.png", picture("ahn.png"))
    TagAlias.objects.create(tag=Tag.objects.get(name="Harbour lights"), name="lamps", key="lamps")
    Redirect.objects.create(path="/old/1", article=first)
    HourlyReads.objects.create(article=second, hour=POSTED, count=7)
    printed = MostReadList.objects.create(kind="printed", article=first, day=date(2011, 4, 4))
    MostReadEntry.objects.create(list=printed, rank=1, headline="Lamps, again", article=second)
    return first, second


def pages(client):
    articles = [article.get_absolute_url() for article in Article.objects.readable()]
    authors = [author.get_absolute_url() for author in Author.objects.all()]
    tags = [f"{tag.get_absolute_url()}{name}" for tag in Tag.objects.all() for name in ("", "rss.xml", "atom.xml")]
    answers = {path: client.get(path) for path in (*ADDRESSES, *articles, *authors, *tags)}
    assert all(answer.status_code == 200 for answer in answers.values())
    return {path: answer.content for path, answer in answers.items()}


def wipe():
    ImportRun.objects.all().delete()
    MostReadList.objects.all().delete()
    for model in (Article, Series, Tag, Author, Image):
        model.objects.all().delete()


def write(path, **options):
    with path.open("wb") as handle:
        return export(handle, **options)


def load(path, *options):
    out = io.StringIO()
    call_command("import_columns", str(path), "--json", *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_empty_site_takes_over_every_page_byte_for_byte(client, tmp_path, django_assert_num_queries):
    make_site()
    before, hashed = pages(client), content_hash()
    numbers = {model: model.objects.count() for model in (Revision, RelatedHeadline, HourlyReads, Disclosure)}
    write(tmp_path / "site.zip")
    wipe()

    lines = load(tmp_path / "site.zip", "--publish")

    assert {line["outcome"] for line in lines} == {"created"}
    assert pages(client) == before
    assert content_hash() == hashed
    assert {model: model.objects.count() for model in numbers} == numbers
    assert ImportRun.objects.get().status == ImportRun.Status.FINISHED


def test_what_was_taken_over_can_be_written_to(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    load(tmp_path / "site.zip", "--publish")

    new = make_article("A newer one", tags=["Harbour lights"])

    assert Article.objects.filter(pk=new.pk).count() == 1
    assert Tag.objects.filter(name="Harbour lights").count() == 1


def test_media_come_along(tmp_path, settings):
    make_site()
    write(tmp_path / "site.zip")
    name = Image.objects.get(alt="A pier at night").file.name
    wipe()
    settings.MEDIA_ROOT = tmp_path / "elsewhere"

    load(tmp_path / "site.zip", "--publish")

    assert (tmp_path / "elsewhere" / name).read_bytes().startswith(b"\x89PNG")
    assert len(files(tmp_path / "elsewhere")) == 3


def test_half_a_file_of_a_killed_take_over_is_written_anew(tmp_path, settings):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    path = next(path for path in files(settings.MEDIA_ROOT) if path.name.startswith("pier"))
    whole = path.read_bytes()
    path.write_bytes(whole[:20])

    load(tmp_path / "site.zip", "--publish")

    assert path.read_bytes() == whole


def test_another_file_of_the_same_name_is_kept_and_said(tmp_path, settings):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    path = next(path for path in files(settings.MEDIA_ROOT) if path.name.startswith("pier"))
    path.write_bytes(b"mine")

    with pytest.raises(CommandError, match="another file called"):
        load(tmp_path / "site.zip", "--publish")

    assert path.read_bytes() == b"mine"


def test_a_site_that_has_a_picture_is_not_empty(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    mine = Image.objects.create(file=picture("mine.png"), alt="Mine")

    load(tmp_path / "site.zip", "--publish")

    mine.refresh_from_db()
    assert mine.alt == "Mine"
    assert "export" not in ImportRun.objects.get().options


def test_loading_an_export_twice_changes_nothing(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    load(tmp_path / "site.zip", "--publish")
    hashed = content_hash()

    lines = load(tmp_path / "site.zip", "--publish")

    columns = [line for line in lines if line["outcome"] != "left_out"]
    assert {line["outcome"] for line in columns} == {"unchanged"}
    assert len(columns) == 4
    assert content_hash() == hashed


def test_a_take_over_that_was_killed_goes_on(tmp_path, monkeypatch):
    make_site()
    hashed = content_hash()
    write(tmp_path / "site.zip")
    wipe()
    monkeypatch.setattr("articles.importing.site_export.restoring.BATCH", 1)
    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.site_export.restoring._connect", lambda batch: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load(tmp_path / "site.zip", "--publish")
    assert Article.objects.exists()

    load(tmp_path / "site.zip", "--publish")

    assert content_hash() == hashed


@pytest.mark.django_db(transaction=True)
def test_undoing_a_take_over_leaves_the_site_empty(tmp_path, settings):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    empty = content_hash()
    load(tmp_path / "site.zip", "--publish")

    call_command("undo_import", str(ImportRun.objects.get().pk))

    assert content_hash() == empty
    assert not Image.objects.exists()
    assert files(settings.MEDIA_ROOT) == []


def test_undoing_a_take_over_keeps_a_tag_that_was_given_another_picture(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    load(tmp_path / "site.zip", "--publish")
    Tag.objects.filter(name="서울").update(image=Image.objects.get(alt="A lamp"))

    call_command("undo_import", str(ImportRun.objects.get().pk))

    assert [(tag.name, tag.image.alt) for tag in Tag.objects.all()] == [("서울", "A lamp")]


def test_a_site_with_columns_gets_drafts_with_the_same_ids(tmp_path):
    first, _ = make_site()
    guid, tags = first.guid, {tag.name for tag in first.tags.all()}
    write(tmp_path / "site.zip")
    wipe()
    make_article("Something of its own")

    lines = load(tmp_path / "site.zip")

    loaded = Article.objects.get(guid=guid)
    assert loaded.status == Article.Status.DRAFT
    assert {tag.name for tag in loaded.tags.all()} == tags
    assert [line["outcome"] for line in lines if line["headline"] == "Withdrawn words"] == ["held"]
    assert [line["outcome"] for line in lines if line["source"].endswith("authors.jsonl")] == ["left_out"]
    tables = [line for line in lines if line["outcome"] == "left_out" and line["source"].endswith(".jsonl")]
    assert {warning["code"] for line in tables for warning in line["warnings"]} == {"part_of_an_export"}


def test_without_publish_nothing_of_an_export_is_public(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()

    load(tmp_path / "site.zip")

    assert Article.objects.exists()
    assert not Article.objects.published().exists()


def test_a_selection_holds_what_its_columns_lead_to_and_no_other(tmp_path):
    _, second = make_site()

    exported = write(tmp_path / "some.zip", only=[second.pk])

    assert exported.counts["articles"] == 1
    assert exported.counts["authors"] == 2
    assert exported.counts["images"] == 1  # that of its tag
    with zipfile.ZipFile(tmp_path / "some.zip") as archive:
        text = archive.read("articles.jsonl").decode()
    record = json.loads(text)
    assert record["answers"] is None
    assert record["related"] == []
    assert "pier" not in text


def test_the_same_site_gives_the_same_bytes(tmp_path, time_machine):
    make_site()
    time_machine.move_to("2026-01-01T00:00:00Z", tick=False)
    write(tmp_path / "one.zip")
    write(tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_no_account_is_in_an_export(tmp_path, admin_user):
    article, _ = make_site()
    services.publish(article, user=admin_user, note="seen")
    article.headline = "Changed"
    services.save_article(article, user=admin_user)
    write(tmp_path / "site.zip")

    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        record = json.loads(archive.read("articles.jsonl").decode().splitlines()[0])
    assert all("user" not in revision for revision in record["revisions"])
    assert len(record["revisions"]) == 3


def changed(path, name, change):
    with zipfile.ZipFile(path) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    files[name] = change(files[name])
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in files.items():
            archive.writestr(entry, content)


def test_an_export_that_was_changed_is_refused_with_a_sentence(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    changed(tmp_path / "site.zip", "articles.jsonl", lambda content: content.replace(b"lamps", b"sheep"))

    with pytest.raises(CommandError, match=r"articles\.jsonl is not what the manifest says"):
        load(tmp_path / "site.zip", "--publish")

    assert not Article.objects.exists()
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED


def crafted(path, file, change):
    """Change the first record of a file of an export, and let its manifest say that it was always so."""

    def records(content):
        first, *others = content.decode().splitlines()
        record = json.loads(first)
        change(record)
        return "\n".join([json.dumps(record), *others, ""]).encode()

    def manifest(content):
        with zipfile.ZipFile(path) as archive:
            digest = hashlib.sha256(archive.read(file)).hexdigest()
        told = json.loads(content)
        return json.dumps({**told, "sha256": {**told["sha256"], file: digest}}).encode()

    changed(path, file, records)
    changed(path, "manifest.json", manifest)


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("authors.jsonl", lambda record: record.update(user=1)),
        ("authors.jsonl", lambda record: record.update(slug="a/b")),
        ("authors.jsonl", lambda record: record.update(portrait="/etc/passwd")),
        ("articles.jsonl", lambda record: record.update(slug="../admin")),
        ("articles.jsonl", lambda record: record.update(headline="a\0b")),
        ("articles.jsonl", lambda record: record.update(kind="none")),
        ("articles.jsonl", lambda record: record.update(canonical_url="javascript:alert(1)")),
        ("articles.jsonl", lambda record: record.update(version=10**20)),
        ("articles.jsonl", lambda record: record.update(bylines=["x"])),
        ("articles.jsonl", lambda record: record["revisions"][0].update(user=1)),
    ],
)
def test_an_export_with_what_no_site_could_keep_is_refused_with_a_sentence(tmp_path, admin_user, file, change):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    crafted(tmp_path / "site.zip", file, change)

    with pytest.raises(CommandError, match=r"can't be taken over|is damaged|is not in it"):
        load(tmp_path / "site.zip", "--publish")

    assert not Author.objects.filter(user__isnull=False).exists()
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED


def test_an_export_of_a_later_version_is_refused_with_a_sentence(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    changed(tmp_path / "site.zip", "manifest.json", lambda content: content.replace(b'"version": 1', b'"version": 9'))

    with pytest.raises(CommandError, match="version 9"):
        load(tmp_path / "site.zip", "--publish")


def test_every_document_of_a_take_over_is_kept(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    load(tmp_path / "site.zip", "--publish")

    assert StagedDocument.objects.filter(state="accepted", article__isnull=False).count() == 4


def test_the_command_writes_whole_files_only(tmp_path, capsys):
    make_site()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".site.zip.{socket.gethostname()}.{ended.pid}.part").write_bytes(b"of an export that was killed")

    call_command("export_site", str(tmp_path / "site.zip"))

    assert zipfile.is_zipfile(tmp_path / "site.zip")
    assert [path.name for path in tmp_path.iterdir() if path.name != "media"] == ["site.zip"]
    assert "4 articles" in capsys.readouterr().err


def test_the_command_says_where_it_can_not_write(tmp_path):
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_site", str(tmp_path / "nowhere" / "site.zip"))
