"""What a camera tells of its owner is gone from a picture that is shown; the picture itself is as it was."""

import io
import zlib
from contextlib import suppress

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from articles.pictures import avif_fields, wrappings
from articles.pictures.judging import NoPictureError, judge

SECRET = b"Serial 4711, Mina Park"
KINDS = ["JPEG", "PNG", "WEBP"]
CORNERS = {(0, 0): "red", (1, 0): "green", (0, 1): "blue", (1, 1): "yellow"}


def fields(orientation=1):
    """Return what a camera writes: where it was, whose it is, how it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 2.0, 3.0)
    return exif


def quarters(size=(64, 32), mode="RGB"):
    """Return a picture with another colour in each corner."""
    picture = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for (x, y), colour in CORNERS.items():
        picture.paste(Image.new("RGB", (width, height), colour), (x * width, y * height))
    return picture.convert(mode)


def saved(picture, kind, **more):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def corners(picture):
    """Return the colours of the four corners, roughly."""
    wide, high = picture.size
    points = ((4, 4), (wide - 5, 4), (4, high - 5), (wide - 5, high - 5))
    return [tuple(round(value / 128) for value in picture.convert("RGB").getpixel(point)) for point in points]


def frames(content):
    picture, found = Image.open(io.BytesIO(content)), []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        found.append((picture.convert("RGBA").tobytes(), picture.info.get("duration")))
    return found


def test_the_corners_tell_a_turn():
    assert len(set(corners(quarters()))) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_fields_of_the_camera_are_gone_and_no_pixel_is_touched(kind):
    content = saved(quarters(), kind, exif=fields(), xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")

    shown = judge(content).content

    assert SECRET in content
    assert SECRET not in shown
    assert not opened(shown).getexif()
    assert opened(shown).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_turned_as_it_is_to_be_seen(kind, orientation):
    content = saved(quarters(), kind, exif=fields(orientation), quality=95)
    turned = opened(content).transpose({
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }[orientation])  # fmt: skip

    found = judge(content)

    shown = opened(found.content)
    assert (found.width, found.height) == shown.size == turned.size
    assert corners(shown) == corners(turned)
    assert not shown.getexif()


def test_a_turned_jpeg_keeps_its_tables_and_its_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(
        quarters(), "JPEG", exif=fields(3), quality=83, subsampling=1, progressive=True, icc_profile=profile
    )

    shown = opened(judge(content).content)

    assert shown.info["icc_profile"] == profile
    assert shown.quantization == opened(content).quantization
    assert shown.info["progressive"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_colour_profile_stays(kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    shown = judge(saved(quarters(), kind, exif=fields(), icc_profile=profile)).content

    assert opened(shown).info["icc_profile"] == profile


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_jpeg_of_other_colours_is_turned_too(mode):
    content = saved(quarters(mode=mode), "JPEG", exif=fields(6), quality=95)

    shown = opened(judge(content).content)

    assert shown.mode == mode
    assert corners(shown) == corners(opened(content).transpose(Image.Transpose.ROTATE_270))


@pytest.mark.parametrize(
    "content",
    [
        saved(quarters(), "WEBP", exif=fields(6)),
        saved(Image.new("I;16", (8, 4), 40000), "PNG", exif=fields(6)),
        saved(quarters(), "PNG", exif=fields(6), save_all=True, append_images=[quarters().rotate(180)]),
    ],
    ids=["webp", "deep png", "moving png"],
)
def test_what_would_lose_by_turning_says_how_it_is_turned_and_nothing_else(content):
    found = judge(content)

    shown = opened(found.content)
    assert dict(shown.getexif()) == {ExifTags.Base.Orientation: 6}
    assert SECRET not in found.content
    assert (found.height, found.width) == shown.size
    assert frames(found.content) == frames(content)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_moves_still(kind):
    more = {"comment": SECRET} if kind == "GIF" else {"exif": fields()}
    others = [quarters().rotate(180), quarters().transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    content = saved(quarters(), kind, save_all=True, append_images=others, duration=[100, 200, 300], loop=0, **more)

    shown = judge(content).content

    assert SECRET in content
    assert SECRET not in shown
    assert len(frames(shown)) == 3
    assert frames(shown) == frames(content)
    assert opened(shown).info["loop"] == 0


@pytest.mark.parametrize("orientation", [1, 6])
def test_fields_of_an_avif_are_empty_and_its_picture_is_as_it_was(orientation):
    content = saved(quarters(), "AVIF", exif=fields(orientation), xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")

    found = judge(content)

    shown = opened(found.content)
    assert content.count(SECRET) == 2
    assert SECRET not in found.content
    assert b"xmpmeta" not in found.content
    assert ExifTags.Base.GPSInfo not in shown.getexif()
    assert (shown.size, shown.tobytes()) == (opened(content).size, opened(content).tobytes())


def test_a_moving_avif_moves_still():
    content = saved(
        quarters(), "AVIF", save_all=True, append_images=[quarters().rotate(180)], duration=[100, 200], exif=fields()
    )

    shown = judge(content).content

    assert SECRET in content
    assert SECRET not in shown
    assert frames(shown) == frames(content)


@pytest.mark.parametrize("length", range(40, 420, 7))
def test_an_avif_that_breaks_off_is_refused_or_without_fields(length):
    content = saved(quarters(), "AVIF", exif=fields())[:length]

    with suppress(wrappings.OddPictureError):
        assert SECRET not in avif_fields.without_fields(content)


def test_texts_of_a_png_are_gone():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("Comment", SECRET.decode(), zip=True)

    shown = judge(saved(quarters(), "PNG", pnginfo=texts)).content

    assert opened(shown).text == {}


def test_comments_and_the_second_picture_of_a_telephone_are_gone():
    plain = saved(quarters(), "JPEG", comment=SECRET)
    second = saved(quarters(), "JPEG", exif=fields())

    shown = judge(plain + second + b"and a film").content

    assert SECRET not in shown
    assert shown.endswith(b"\xff\xd9")
    assert opened(shown).tobytes() == opened(plain).tobytes()


def test_a_two_in_one_jpeg_is_its_first_picture():
    content = saved(quarters(), "MPO", save_all=True, append_images=[quarters().rotate(180)])

    shown = opened(judge(content).content)

    assert (shown.format, corners(shown)) == ("JPEG", corners(quarters()))


def test_a_jpeg_of_several_passes_is_whole():
    content = saved(quarters((300, 200)), "JPEG", progressive=True, exif=fields(), quality=90)

    assert opened(judge(content).content).tobytes() == opened(content).tobytes()


def test_a_jpeg_that_only_decoders_forgive_is_written_anew():
    plain = saved(quarters(), "JPEG", exif=fields())
    at = plain.index(b"\xff\xdb")  # before a table
    content = plain[:at] + b"\xff\x00" + plain[at:]
    with pytest.raises(wrappings.OddPictureError):
        wrappings.jpeg(content)

    shown = judge(content).content

    assert SECRET not in shown
    assert corners(opened(shown)) == corners(quarters())


def test_a_gif_without_the_mark_of_its_end_gets_it():
    content = saved(quarters(), "GIF")

    assert judge(content[:-1]).content == content


@pytest.mark.parametrize(
    ("strip", "content"),
    [
        (wrappings.jpeg, b"no"),
        (wrappings.jpeg, b"\xff\xd8\xff\xe1\xff\xff"),
        (wrappings.png, b"no"),
        (wrappings.png, wrappings.PNG_HEAD + b"\0\0\0\x09IHDR"),
        (wrappings.webp, b"no"),
        (wrappings.webp, b"RIFF\x40\0\0\0WEBPVP8 \xff\0\0\0"),
        (wrappings.gif, b"GIF89a"),
        (wrappings.gif, saved(quarters(), "GIF")[:-30]),
        (wrappings.gif, saved(quarters(), "GIF")[:-1] + b"\x99"),
    ],
)
def test_what_is_not_built_as_its_kind_is_refused(strip, content):
    with pytest.raises(wrappings.OddPictureError):
        strip(content)


def test_a_moving_picture_that_is_not_built_so_is_no_picture_that_is_shown():
    with pytest.raises(NoPictureError):
        judge(saved(quarters(), "GIF")[:-1] + b"\x99\x99")


def test_the_same_picture_of_two_cameras_is_one_file():
    one, other = (saved(quarters(), "PNG", exif=fields()), saved(quarters(), "PNG"))

    assert judge(one).sha256 == judge(other).sha256


def test_the_check_sums_of_a_png_that_says_its_turn_are_right():
    shown = wrappings.png(saved(quarters(), "PNG"), orientation=8)

    at = shown.index(b"eXIf")
    length = int.from_bytes(shown[at - 4 : at], "big")
    assert zlib.crc32(shown[at : at + 4 + length]) == int.from_bytes(shown[at + 4 + length : at + 8 + length], "big")
