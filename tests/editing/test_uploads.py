"""Pictures that come by the desk say as little of their owner as those that a loading brings."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import ExifTags
from PIL import Image as Picture

from articles.models import Image
from authors.models import Author
from tests.articles.pictures.test_cleaning import SECRET, fields, quarters, saved
from tests.builders import make_author
from tests.importing.pictures.making import picture

pytestmark = pytest.mark.django_db
GPS = ExifTags.IFD.GPSInfo


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def owned(kind="JPEG", orientation=1):
    return saved(quarters(), kind, exif=fields(orientation))


def add(client, file, **more):
    values = {"alt": "A quay", "caption": "", "credit": "", "licence": "", "focal_x": "0.5", "focal_y": "0.5", **more}
    return client.post(reverse("admin:articles_image_add"), {"file": file, **values})


def stored(file):
    with file.open() as handle:
        return handle.read()


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_uploaded_picture_has_nothing_of_its_camera(admin_client, kind, ending):
    assert add(admin_client, SimpleUploadedFile(f"quay.{ending}", owned(kind))).status_code == 302

    content = stored(Image.objects.get().file)
    assert SECRET not in content
    assert not Picture.open(io.BytesIO(content)).getexif().get_ifd(GPS)


def test_picture_held_sideways_is_turned_and_measured_as_it_is_seen(admin_client):
    add(admin_client, SimpleUploadedFile("quay.jpg", owned(orientation=6)))

    image = Image.objects.get()
    assert (image.width, image.height) == (32, 64)


def test_credit_of_the_file_is_kept_where_the_form_has_none(admin_client):
    exif = Picture.Exif()
    exif[ExifTags.Base.Artist] = "Mina Park"
    content = saved(quarters(), "JPEG", exif=exif)

    add(admin_client, SimpleUploadedFile("quay.jpg", content))
    add(admin_client, SimpleUploadedFile("quay.jpg", content), credit="The harbour")

    assert list(Image.objects.order_by("pk").values_list("credit", flat=True)) == ["Mina Park", "The harbour"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.bmp", picture("BMP"), "is not a picture of a kind that is shown"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a picture of a kind that is shown"),
        ("a.jpg", owned()[:400], "is a damaged picture"),
        ("a.jpg", b"", "is empty"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(admin_client, name, content, sentence):
    answer = add(admin_client, SimpleUploadedFile(name, content))

    assert answer.status_code == 200
    assert sentence in answer.text
    assert not Image.objects.exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_picture_that_is_a_program_too_is_stored_as_a_picture_alone(admin_client, kind):
    script = b"<script>alert(1)</script>"
    packed = b"PK\x03\x04" + b"a" * 30 + b"PK\x05\x06" + b"\x00" * 18

    add(admin_client, SimpleUploadedFile("quay.html.jpg", picture(kind) + script + packed))

    image = Image.objects.get()
    assert script not in stored(image.file)
    assert b"PK\x05\x06" not in stored(image.file)
    assert image.file.name.endswith({"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}[kind])


def test_uploaded_portrait_is_cleaned_too(admin_client):
    author = make_author("Mina Park")
    seen = author.names.get()
    values = {
        "name": author.name, "slug": author.slug, "portrait": SimpleUploadedFile("p.jpg", owned()),
        "names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 1, "names-0-id": seen.pk, "names-0-author": author.pk,
        "names-0-name": seen.name, "disclosures-TOTAL_FORMS": 0, "disclosures-INITIAL_FORMS": 0,
    }  # fmt: skip

    answer = admin_client.post(reverse("admin:authors_author_change", args=[author.pk]), values)

    assert answer.status_code == 302
    assert SECRET not in stored(Author.objects.get(pk=author.pk).portrait)


def test_what_was_stored_before_is_cleaned_in_its_place(capsys):
    old = owned(orientation=6)
    image = Image.objects.create(file=ContentFile(old, name="old.jpg"), sha256="0" * 64)
    whole = Image.objects.create(file=ContentFile(picture(), name="whole.jpg"))
    author = make_author("Mina Park")
    author.portrait.save("mina.jpg", ContentFile(owned()))
    lost = Image.objects.create(file=ContentFile(picture("PNG"), name="lost.png"))
    lost.file.storage.delete(lost.file.name)
    name, kept = image.file.name, stored(whole.file)

    call_command("clean_pictures", dry_run=True)
    assert stored(image.file) == old
    call_command("clean_pictures")

    image.refresh_from_db()
    assert image.file.name == name
    assert (image.width, image.height) == (32, 64)
    assert image.sha256 != "0" * 64
    assert SECRET not in stored(image.file)
    assert SECRET not in stored(Author.objects.get(pk=author.pk).portrait)
    assert stored(whole.file) == kept
    told = capsys.readouterr()
    assert "2 would be cleaned, 1 had nothing to take off." in told.out
    assert "2 cleaned, 1 had nothing to take off." in told.out
    assert f"{lost.file.name} is not there" in told.err
    call_command("clean_pictures")
    assert "0 cleaned, 3 had" in capsys.readouterr().out
