"""Pictures of loaded columns, from the files that were given to the page: kept once, placed, filled later, undone."""

import json
import os
import re
from email.message import EmailMessage
from io import StringIO

import pytest
from django.core.management import call_command
from PIL import ExifTags
from PIL import Image as Pillow

from articles.editing import services as editing
from articles.importing import runs, services, sources, staging
from articles.importing.models import ImportRun, LoadedPicture, StagedDocument
from articles.importing.options import Options
from articles.importing.pictures import sweeping
from articles.models import Article, Image, Tag
from tests.builders import make_user
from tests.importing.pictures.making import picture
from tests.importing.readers.web.pages import PARAGRAPHS, page, text
from tests.importing.test_archives import make_zip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

COLUMN = """---
title: {title}
date: 2012-04-03
author: Mina Park
{more}---
The bridge was closed on a Tuesday, and nobody had been told why it would stay so.

![{alt}]({address})

The city council had promised that it would be open again before the winter came.
"""


@pytest.fixture
def given(tmp_path):
    """Return what writes files into the folder that is loaded, and gives that folder."""

    def write(**files):
        for name, content in files.items():
            path = tmp_path / "given" / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "given"

    return write


def column(address="p.jpg", *, title="The bridge", alt="A bridge", more=""):
    return COLUMN.format(address=address, title=title, alt=alt, more=more)


def load(*paths, **options):
    """Load and return the lines of the report."""
    with open(os.devnull, "w") as nowhere:
        out = StringIO()
        call_command("import_columns", *map(str, paths), json=True, publish=True, stdout=out, stderr=nowhere, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def codes(line):
    return [warning["code"] for warning in line["warnings"]]


def files(media):
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def test_a_picture_of_the_folder_is_kept_and_the_text_led_to_it(given, media, client):
    folder = given(a_dot_md=column(), p_dot_jpg=picture())

    load(folder)

    [article], [image] = Article.objects.all(), Image.objects.all()
    assert f'<img src="{image.file.url}" alt="A bridge" width="40" height="30">' in article.body
    assert image.alt == "A bridge"
    assert files(media) == [f"{image.sha256}.jpg"]
    assert image.file.url in client.get(article.get_absolute_url()).text


def test_a_picture_in_a_zip_is_found(given, tmp_path):
    (tmp_path / "all.zip").write_bytes(
        make_zip({"posts/a.md": column("../img/p.jpg"), "img/p.jpg": picture()}).getvalue()
    )

    load(tmp_path / "all.zip")

    assert Image.objects.count() == 1


def test_the_same_bytes_are_one_row_and_one_file(given, media):
    folder = given(
        a_dot_md=column("a.jpg", title="One"), b_dot_md=column("b.jpg", title="Two, quite another column"),
        a_dot_jpg=picture(), b_dot_jpg=picture(),
    )  # fmt: skip

    load(folder)

    assert Image.objects.count() == 1
    assert len(files(media)) == 1


def saved_page(address):
    return page(text(PARAGRAPHS[:2]) + f'<img src="{address}" alt="A boat">' + text(PARAGRAPHS[2:]))


def mhtml(html):
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://www.harbourtimes.example/opinion/keep-the-ferry.html"
    message.set_content(html, subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(picture(), "image", "jpeg", cid="<boat@mhtml>")
    return message.as_bytes()


@pytest.mark.parametrize(
    "saved",
    [
        lambda: {"Keep.html": saved_page("./Keep_files/boat.jpg").encode(), "Keep_files/boat.jpg": picture()},
        lambda: {"Keep it.html": saved_page("Keep%20it_files/b.jpg").encode(), "Keep it_files/b.jpg": picture()},
        lambda: {"Keep.mhtml": mhtml(saved_page("cid:boat@mhtml"))},
    ],
    ids=["folder", "folder with a blank", "mhtml"],
)
def test_what_was_saved_with_its_pictures_has_them(tmp_path, media, saved):
    for name, content in saved().items():
        (tmp_path / "given" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "given" / name).write_bytes(content)

    load(tmp_path / "given")

    [article], [image] = Article.objects.all(), Image.objects.all()
    assert f'src="{image.file.url}"' in article.body
    assert (media / image.file.name).read_bytes() == picture()


def test_a_missing_picture_is_said_and_never_shown(given):
    [line] = load(given(a_dot_md=column("https://old.example/2012/p.jpg")))

    assert "picture_missing" in codes(line)
    assert "https://old.example/2012/p.jpg" in str(line["warnings"])
    assert "<img" not in Article.objects.get().body


def test_a_file_that_is_no_picture_is_said(given):
    [line, *_] = load(given(a_dot_md=column("p.jpg"), p_dot_jpg=b"<svg onload=alert(1)>"))

    assert "not a picture of a kind" in str(line["warnings"])
    assert Image.objects.count() == 0


def test_a_folder_of_media_is_searched(given, tmp_path):
    (tmp_path / "uploads" / "2012").mkdir(parents=True)
    (tmp_path / "uploads" / "2012" / "p.jpg").write_bytes(picture())

    load(given(a_dot_md=column("https://old.example/files/2012/p.jpg")), media=str(tmp_path / "uploads"))

    assert Image.objects.count() == 1


def test_a_dry_run_says_what_is_missing_and_keeps_nothing(given, media):
    folder = given(a_dot_md=column("p.jpg"), b_dot_md=column("q.jpg", title="Two, another"), p_dot_jpg=picture())

    lines = load(folder, dry_run=True)

    assert ["picture_missing" in codes(line) for line in lines if line["outcome"] == "created"] == [False, True]
    assert files(media) == []
    assert LoadedPicture.objects.count() == 0


def test_loaded_again_with_its_media_a_missing_picture_is_filled(given, tmp_path, media):
    folder = given(a_dot_md=column("https://old.example/2012/p.jpg"))
    load(folder)
    before = Article.objects.get().body
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "p.jpg").write_bytes(picture())

    [line] = load(folder, media=str(tmp_path / "uploads"))

    article = Article.objects.get()
    assert line["outcome"] == "updated"
    assert "pictures_filled" in codes(line)
    assert Image.objects.get().file.url in article.body
    assert article.revisions.first().change == "loaded"
    assert article.updated_at is None
    [again] = load(folder, media=str(tmp_path / "uploads"))
    assert again["outcome"] == "unchanged"

    services.undo(ImportRun.objects.get(pk=line["run"]), user=None)

    assert Article.objects.get().body == before
    assert (Image.objects.count(), LoadedPicture.objects.get().file) == (0, "")


def test_a_column_that_was_changed_since_is_not_filled(given, tmp_path):
    folder = given(a_dot_md=column("https://old.example/2012/p.jpg"))
    load(folder)
    article = Article.objects.get()
    article.headline = "Another headline"
    editing.save_article(article, user=make_user())
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "p.jpg").write_bytes(picture())

    [line] = load(folder, media=str(tmp_path / "uploads"))

    assert "pictures_not_put_in" in codes(line)
    assert "<img" not in Article.objects.get().body


@pytest.mark.django_db(transaction=True)
def test_undo_removes_rows_and_files_that_nothing_else_uses(given, media):
    folder = given(
        a_dot_md=column("a.jpg"), b_dot_md=column("b.jpg", title="Two, another column"),
        a_dot_jpg=picture(), b_dot_jpg=picture(colour="blue"),
    )  # fmt: skip
    [first, *_] = load(folder)
    kept = Image.objects.order_by("pk").first()
    editing.save_article(_showing(kept), user=None)

    services.undo(ImportRun.objects.get(pk=first["run"]), user=None)

    assert [image.pk for image in Image.objects.all()] == [kept.pk]
    assert files(media) == [f"{kept.sha256}.jpg"]


def _showing(image):
    """Return a column that an editor wrote, with a picture that a loading brought."""
    return Article(headline="Mine", body=f'<p>Look: <img src="{image.file.url}" alt=""></p>')


def test_undo_keeps_a_picture_to_which_an_editor_gave_words(given):
    [first, *_] = load(given(a_dot_md=column(), p_dot_jpg=picture()))
    Image.objects.update(credit="Mina Park")

    services.undo(ImportRun.objects.get(pk=first["run"]), user=None)

    assert Image.objects.count() == 1


def test_undo_keeps_a_picture_that_an_editor_gave_to_a_subject(given, media):
    [first, *_] = load(given(a_dot_md=column(), p_dot_jpg=picture()))
    Tag.objects.create(name="Bridges", image=Image.objects.get())

    services.undo(ImportRun.objects.get(pk=first["run"]), user=None)

    assert Tag.objects.get().image is not None
    assert len(files(media)) == 1


def test_the_lead_picture_stands_above_the_text_alone(given):
    load(
        given(
            a_dot_md=column("p.jpg", more="image: lead.jpg\n"), p_dot_jpg=picture(), lead_dot_jpg=picture(colour="blue")
        )
    )

    article = Article.objects.get()
    assert article.image is not None
    assert article.image.file.url not in article.body


def test_at_the_desk_a_picture_waits_with_its_document(given, media):
    folder = given(a_dot_md=column(), p_dot_jpg=picture())
    run = runs.start(via="desk", user=None, given="", options={})
    list(staging.stage(run, sources.from_paths([folder]), Options(asks_editor=True)))
    staged = StagedDocument.objects.get(state="waiting")
    waiting = (Image.objects.count(), len(files(media)))

    article = services.accept(staged, user=None, publish=False)

    assert waiting == (0, 1)
    assert Image.objects.get().file.url in article.body


def test_what_nothing_uses_is_swept_but_what_is_young(given, media):
    load(given(a_dot_md=column(), p_dot_jpg=picture()))
    orphan = media / "images" / "ab" / ("ab" + "0" * 62 + ".jpg")
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(picture(colour="green"))
    again = orphan.with_name("ab" + "0" * 62 + "_aB3dE6g.jpg")  # as the storage names a second one
    again.write_bytes(picture(colour="green"))
    by_hand = media / "images" / "2012" / "hand.jpg"
    by_hand.parent.mkdir()
    by_hand.write_bytes(b"x")

    assert sweeping.sweep() == []
    for path in media.rglob("*.jpg"):
        os.utime(path, (0, 0))
    assert sweeping.sweep() == [f"images/ab/{orphan.name}", f"images/ab/{again.name}"]

    assert len(files(media)) == 2


def test_half_a_file_of_a_killed_loading_is_written_anew(given, media):
    folder = given(a_dot_md=column(), p_dot_jpg=picture())
    load(folder)
    path = media / Image.objects.get().file.name
    path.write_bytes(path.read_bytes()[:10])

    load(given(b_dot_md=column(title="Two, another column")))

    assert path.read_bytes() == picture()


def test_what_the_source_does_not_say_the_files_own_fields_may(given):
    exif = Pillow.Exif()
    exif[ExifTags.Base.Artist] = "Jun Seo"

    load(given(a_dot_md=column(), p_dot_jpg=picture(exif=exif)))

    assert Image.objects.get().credit == "Jun Seo"


def test_nothing_is_fetched_unless_the_call_says_so(given, monkeypatch):
    monkeypatch.setattr("articles.importing.pictures.fetching.fetch", lambda url: pytest.fail(f"{url} was asked for"))

    load(given(a_dot_md=column("https://old.example/p.jpg")))


def test_what_is_fetched_is_kept_and_not_asked_for_again(given, monkeypatch):
    asked = []
    monkeypatch.setattr("articles.importing.pictures.fetching.fetch", lambda url: asked.append(url) or picture())
    folder = given(a_dot_md=column("https://old.example/p.jpg"))

    load(folder, fetch_media=True)
    load(folder, fetch_media=True)

    assert asked == ["https://old.example/p.jpg"]
    assert re.search(r'<img src="/media/images/', Article.objects.get().body)


def test_a_folder_of_media_that_is_not_there_is_a_wrong_call(given, tmp_path):
    with pytest.raises(Exception, match="no folder"):
        load(given(a_dot_md=column()), media=str(tmp_path / "nowhere"))
