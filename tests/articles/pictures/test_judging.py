"""Which bytes are a picture that may be shown, and what is read in them."""

import io
import zlib

import pytest
from PIL import ExifTags, Image

from articles.pictures.judging import NoPictureError, judge
from tests.importing.pictures.making import picture


@pytest.mark.parametrize(
    ("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp"), ("AVIF", "avif")]
)
def test_what_browsers_show_is_taken_under_the_hash_of_its_bytes(kind, ending):
    found = judge(picture(kind))

    assert (found.width, found.height, found.ending) == (40, 30, ending)
    assert found.file == f"images/{found.sha256[:2]}/{found.sha256}.{ending}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        picture("BMP"),
        picture("TIFF"),
        b"%PDF-1.4",
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content):
    with pytest.raises(NoPictureError, match="is not a picture of a kind"):
        judge(content)


def test_a_picture_that_breaks_off_is_refused():
    with pytest.raises(NoPictureError, match="damaged"):
        judge(picture(size=(400, 300))[:-200])


def test_a_picture_over_the_limit_is_refused(settings):
    settings.IMPORT_MAX_PICTURE_BYTES = 100

    with pytest.raises(NoPictureError, match="at most 100"):
        judge(picture())


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(side):
    header = side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    )

    with pytest.raises(NoPictureError, match="more pixels"):
        judge(bomb)


def test_a_turned_picture_has_the_size_that_is_shown():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6

    found = judge(picture(exif=exif))

    assert (found.width, found.height) == (30, 40)


def test_credit_and_caption_are_read_from_the_file_itself():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Mina Park"
    exif[ExifTags.Base.ImageDescription] = "The bridge\nat dawn"

    found = judge(picture(exif=exif))

    assert (found.credit, found.caption) == ("Mina Park", "The bridge at dawn")


def test_fields_of_the_press_come_before_those_of_the_camera():
    fields = b"".join(
        b"\x1c\x02" + bytes([number]) + len(text).to_bytes(2, "big") + text
        for number, text in ((80, "Zoë Lee".encode()), (110, b"The Daily"), (120, "Café".encode("cp1252")))
    )
    block = b"8BIM\x04\x04\x00\x00" + len(fields).to_bytes(4, "big") + fields + b"\x00" * (len(fields) % 2)
    segment = b"Photoshop 3.0\x00" + block
    whole = picture()
    content = whole[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + whole[2:]

    found = judge(content)

    assert (found.credit, found.caption) == ("Zoë Lee / The Daily", "Café")


def test_odd_metadata_is_no_fault_of_the_picture():
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff")

    assert judge(buffer.getvalue()).credit == ""
