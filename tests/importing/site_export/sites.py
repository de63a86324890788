"""A site with something of everything, its export, and what its readers see."""

import hashlib
import io
import json
import zipfile
from datetime import date

from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Picture

from articles.editing import services
from articles.importing.models import ImportRun
from articles.importing.site_export.writing import export
from articles.models import Article, Image, Redirect, Series, Tag, TagAlias
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, MostReadEntry, MostReadList, ReferrerReads
from authors.models import Author, Disclosure
from tests.builders import POSTED, make_article, make_author, make_draft

ADDRESSES = (
    "/", "/rss.xml", "/atom.xml", "/feed.json", "/authors/", "/tags/", "/series/harbour/", "/most-read/",
    "/corrections/", "/corrections/rss.xml", "/2011/04/", "/sitemap.xml", "/search/?q=lamps",
)  # fmt: skip


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
    services.add_correction(second, user=None, on=date(2011, 4, 1), precision="month", note="Lit at five, not six.")
    services.add_correction(second, user=None, on=None, note="Two doors, not one.")
    shown = Image.objects.create(file=picture("tag.png"), alt="A lamp")
    Tag.objects.filter(name="Harbour lights").update(image=shown)
    writer.portrait.save("ahn.png", picture("ahn.png"))
    TagAlias.objects.create(tag=Tag.objects.get(name="Harbour lights"), name="lamps", key="lamps")
    Redirect.objects.create(path="/old/1", article=first)
    HourlyReads.objects.create(article=second, hour=POSTED, count=7)
    DailyReads.objects.create(article=second, day=date(2011, 4, 1), count=8)
    MonthlyReads.objects.create(article=second, month=date(2011, 3, 1), count=9)
    ReferrerReads.objects.create(article=second, day=date(2011, 4, 1), host="harbour.example", count=3)
    counted = MostReadList.objects.create(
        kind="counted", day=date(2011, 4, 3), window_days=7, counted_at=POSTED, digest="0" * 64, is_shown=False,
        rules={"version": 2}, buckets=[[second.pk, "hour", POSTED.isoformat(), 7]],
    )  # fmt: skip
    MostReadEntry.objects.create(list=counted, rank=1, headline="Lamps, again", article=second, reads=7)
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


def changed(path, name, change):
    with zipfile.ZipFile(path) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    files[name] = change(files[name])
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in files.items():
            archive.writestr(entry, content)


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
