"""An export loaded: into an empty site, which becomes the other, and into one that has columns."""

import pytest
from django.core.management import CommandError, call_command

from articles.editing.content_hash import content_hash
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.site_export.schema import ARTICLES
from articles.models import Article, Correction, Image, Revision, Tag
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, MostReadList, ReferrerReads
from articles.related.models import BadMatch, OfferedNowhere, RelatedHeadline
from authors.models import Disclosure
from tests.builders import POSTED, make_article, make_user
from tests.importing.site_export.sites import changed, crafted, files, load, make_site, pages, picture, wipe, write

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


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


@pytest.mark.parametrize("model", [HourlyReads, DailyReads, MonthlyReads, ReferrerReads, MostReadList])
def test_counts_and_the_evidence_of_lists_come_along(model, tmp_path):
    make_site()
    before = list(model.objects.order_by("pk").values())
    write(tmp_path / "site.zip")
    wipe()
    assert not model.objects.exists()

    load(tmp_path / "site.zip", "--publish")

    assert before
    assert list(model.objects.order_by("pk").values()) == before


def test_what_is_offered_nowhere_comes_along(tmp_path):
    article, _ = make_site()
    OfferedNowhere.objects.create(article=article)
    OfferedNowhere.objects.create(tag=Tag.objects.first())
    before, hashed = list(OfferedNowhere.objects.order_by("pk").values()), content_hash()
    write(tmp_path / "site.zip")
    wipe()

    load(tmp_path / "site.zip", "--publish")

    assert list(OfferedNowhere.objects.order_by("pk").values()) == before
    assert content_hash() == hashed


def test_reports_of_bad_matches_come_along_without_who_made_them(tmp_path):
    first, second = make_site()
    BadMatch.objects.create(article=first, related=second, note="Another pier", score=3.5, parts={"words": 3.5})
    BadMatch.objects.create(article=second, related=first, reported_by=make_user())
    BadMatch.objects.update(reported_at=POSTED)
    before = list(BadMatch.objects.order_by("pk").values())
    write(tmp_path / "site.zip")
    wipe()
    assert not BadMatch.objects.exists()

    load(tmp_path / "site.zip", "--publish")

    assert list(BadMatch.objects.order_by("pk").values()) == [{**row, "reported_by_id": None} for row in before]


def test_a_report_about_a_column_that_is_not_exported_is_cut(tmp_path):
    first, second = make_site()
    BadMatch.objects.create(article=first, related=second)
    write(tmp_path / "some.zip", only=[first.pk])
    wipe()

    load(tmp_path / "some.zip", "--publish")

    assert not BadMatch.objects.exists()


def test_a_column_of_an_export_of_the_oldest_version_has_reads_by_the_hour_alone(tmp_path):
    first, second = make_site()
    HourlyReads.objects.update(article=first)
    DailyReads.objects.create(article=first, day=POSTED.date(), count=1)
    path = tmp_path / "site.zip"
    write(path)
    crafted(path, "articles.jsonl", lambda record: [record.pop(name) for name in ARTICLES.added])
    changed(path, "manifest.json", lambda content: content.replace(b'"version": 3', b'"version": 1'))
    wipe()

    lines = load(path, "--publish")

    assert {line["outcome"] for line in lines} == {"created"}
    assert HourlyReads.objects.get().article == first
    assert DailyReads.objects.get().article == second


def test_reads_by_the_day_that_were_exported_with_a_number_are_taken_over_without(tmp_path):
    make_site()
    kept = [list(model.objects.values_list()) for model in (DailyReads, MonthlyReads, ReferrerReads)]
    path = tmp_path / "site.zip"
    write(path)
    by_day = ("reads_by_day", "reads_by_month", "reads_by_host")
    crafted(path, "articles.jsonl", lambda record: [line.update(id=7) for name in by_day for line in record[name]])
    wipe()

    load(path, "--publish")

    assert all(kept)
    assert [list(model.objects.values_list()) for model in (DailyReads, MonthlyReads, ReferrerReads)] == kept


def test_a_correction_of_an_export_of_version_2_has_its_day(tmp_path):
    make_site()
    Correction.objects.exclude(issued_precision="day", issued_on__isnull=False).delete()
    before = list(Correction.objects.values("note", "issued_on", "issued_precision"))
    path = tmp_path / "site.zip"
    write(path)
    crafted(path, "articles.jsonl", lambda record: [line.pop("issued_precision") for line in record["corrections"]])
    changed(path, "manifest.json", lambda content: content.replace(b'"version": 3', b'"version": 2'))
    wipe()

    load(path, "--publish")

    assert before
    assert list(Correction.objects.values("note", "issued_on", "issued_precision")) == before


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


def test_every_document_of_a_take_over_is_kept(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    load(tmp_path / "site.zip", "--publish")

    assert StagedDocument.objects.filter(state="accepted", article__isnull=False).count() == 4
