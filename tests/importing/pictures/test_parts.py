"""Pictures in a document's own file: parts of an office file, of a saved page, and in the address itself."""

from base64 import b64encode
from email.message import EmailMessage

import pytest

from articles.importing.pictures.parts import Parts, is_part
from tests.importing.pictures.making import picture
from tests.importing.test_archives import make_zip


def office():
    return make_zip({"word/document.xml": b"<w/>", "word/media/image 1.jpg": picture()}).getvalue()


def saved_page():
    message = EmailMessage()
    message.set_content("<p>A page</p>", subtype="html")
    message.add_related(picture(), "image", "jpeg", cid="<boat@mhtml>")
    *_, part = message.walk()
    part["Content-Location"] = "https://harbour.example/north%20bank.jpg"
    return message.as_bytes()


@pytest.mark.parametrize(
    ("content", "address"),
    [
        (office, "_parts/word/media/image%201.jpg"),
        (saved_page, "cid:boat@mhtml"),
        (saved_page, "_parts/boat%40mhtml"),
        (saved_page, "_parts/https%3A//harbour.example/north%2520bank.jpg"),
        (saved_page, "_parts/https%3A//harbour.example/north%20bank.jpg"),
    ],
)
def test_a_part_is_found(content, address):
    assert is_part(address)
    assert Parts(content()).read(address) == picture()


@pytest.mark.parametrize(
    "address", ["_parts/word/media/other.jpg", "cid:nobody", "data:image/jpeg", "data:x;base64,%%%"]
)
@pytest.mark.parametrize("content", [office, saved_page, lambda: b"PK\x03\x04 broken", lambda: b""])
def test_what_is_not_there_is_none_or_nothing(content, address):
    assert not Parts(content()).read(address)


def test_a_part_that_is_too_large_for_a_picture_is_not_read(settings):
    settings.IMPORT_MAX_PICTURE_BYTES = 100

    assert Parts(office()).read("_parts/word/media/image%201.jpg") is None


def test_an_address_that_is_the_picture_itself_is_read(settings):
    address = f"data:image/jpeg;base64,{b64encode(picture()).decode()}"

    assert Parts(b"").read(address) == picture()
    settings.IMPORT_MAX_PICTURE_BYTES = 100
    assert Parts(b"").read(address) is None


def test_an_address_of_the_web_is_no_part():
    assert not is_part("https://harbour.example/_parts/x.jpg")
