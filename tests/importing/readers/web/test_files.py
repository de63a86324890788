"""The files that pages come in: folders of a browser, MHTML, web archives, gzip; and their characters."""

import gzip
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from articles.importing.documents import ReadOptions, UnreadableError, Verdict
from articles.importing.readers import tell_format
from articles.importing.readers.web import reading
from tests.importing.readers.web.pages import PARAGRAPHS, codes, page, read, text

FIGURE = (
    '<figure><img src="{}" alt="The boat">'
    '<figcaption>The boat at seven. <span class="credit">Ann Lee</span></figcaption></figure>'
)


@dataclass
class Folder:
    """Files beside a page."""

    files: dict = field(default_factory=dict)

    def names(self):
        return sorted(self.files)

    def read(self, path):
        return self.files.get(path)


def with_picture(address):
    return page(text(PARAGRAPHS[:2]) + FIGURE.format(address) + text(PARAGRAPHS[2:]))


def test_a_picture_in_the_folder_beside_keeps_its_path():
    folder = Folder({"saved/Keep the ferry_files/boat.jpg": b"", "saved/Keep the ferry.html": b""})
    html = with_picture("./Keep%20the%20ferry_files/boat.jpg")

    document = read(html, name="saved/Keep the ferry.html", beside=folder)

    [picture] = document.pictures
    assert picture.address == "Keep%20the%20ferry_files/boat.jpg"
    assert f'src="{picture.address}"' in document.body_html
    assert (picture.alt, picture.credit) == ("The boat", "Ann Lee")
    assert picture.caption.startswith("The boat at seven")
    assert document.paragraphs == PARAGRAPHS


def test_a_picture_that_was_not_saved_has_its_whole_address():
    document = read(with_picture("/pictures/boat.jpg"))

    assert [each.address for each in document.pictures] == ["https://www.harbourtimes.example/pictures/boat.jpg"]


def test_a_frame_in_the_folder_of_a_page_is_left_out():
    folder = Folder({"ferry.html": b"", "ferry_files/advert.html": b""})
    document = read(page(), name="ferry_files/advert.html", beside=folder)

    assert document.verdict is Verdict.LEFT_OUT
    assert codes(document) == {"saved_frame"}


def mhtml(html):
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://www.harbourtimes.example/opinion/keep-the-ferry.html"
    message["Date"] = "Tue, 5 Mar 2019 09:00:00 +0900"
    message.set_content(html, subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(b"\xff\xd8\xff\xe0 a picture", "image", "jpeg", cid="<boat@mhtml>")
    message.add_related(b"\xff\xd8\xff\xe0 another", "image", "jpeg")
    *_, last = message.walk()
    last["Content-Location"] = "https://www.harbourtimes.example/pictures/north bank.jpg"
    return message.as_bytes()


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("cid:boat@mhtml", "_parts/boat%40mhtml"),
        ("/pictures/north bank.jpg", "_parts/https%3A%2F%2Fwww.harbourtimes.example%2Fpictures%2Fnorth%20bank.jpg"),
    ],
)
def test_mhtml_has_its_pictures_as_parts(address, part):
    content = mhtml(with_picture(address))

    document = read(content, name="ferry.mhtml")

    assert tell_format("ferry.bin", content) == "web"
    assert document.paragraphs == PARAGRAPHS
    assert [each.address for each in document.pictures] == [part]
    assert f'src="{part}"' in document.body_html


def test_mhtml_tells_the_day_of_a_most_read_list():
    items = "".join(f"<li><a href='/{at}'>A headline that many have read, {at}</a></li>" for at in range(4))
    document = read(mhtml(page(after=f"<aside><h3>Most read</h3><ol>{items}</ol></aside>")), name="ferry.mht")

    assert len(document.most_read) == 4
    assert document.most_read_day.isoformat() == "2019-03-05"


def record(address, status, kind, content):
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-03-06T23:30:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc(*pages, zipped=True):
    """Return a web archive; each page is its address, status, kind and content."""
    return b"".join(gzip.compress(record(*each)) if zipped else record(*each) for each in pages)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_web_archive_has_a_document_for_each_page(zipped):
    content = warc(
        ("https://harbourtimes.example/a", "200 OK", "text/html; charset=utf-8", page(link="").encode()),
        ("https://harbourtimes.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://harbourtimes.example/gone", "404 Not Found", "text/html", b"<html><p>Gone</p></html>"),
        ("https://harbourtimes.example/empty", "200 OK", "text/html", b"<html><body><p>Loading</p></body></html>"),
        zipped=zipped,
    )

    documents = reading.read("crawl.warc", content, ReadOptions())

    assert tell_format("crawl", content) == "web"
    assert [(each.source, each.verdict) for each in documents] == [
        ("crawl.warc#1", Verdict.READY),
        ("crawl.warc#2", Verdict.LEFT_OUT),
    ]
    assert documents[0].legacy_url == "https://harbourtimes.example/a"
    assert documents[0].identity == "url:https://harbourtimes.example/a"
    assert documents[0].paragraphs == PARAGRAPHS


def test_the_day_of_the_crawl_is_that_of_the_paper():
    items = "".join(f"<li><a href='/{at}'>A headline that many have read, {at}</a></li>" for at in range(4))
    html = page(after=f"<aside><h3>Most read</h3><ol>{items}</ol></aside>")
    content = warc(("https://harbourtimes.example/a", "200 OK", "text/html", html.encode()))

    [document] = reading.read("crawl.warc", content, ReadOptions(timezone="Asia/Seoul"))

    assert document.most_read_day.isoformat() == "2019-03-07"


def test_a_web_archive_that_breaks_off_gives_what_is_whole():
    one = ("https://harbourtimes.example/a", "200 OK", "text/html", page().encode())
    content = warc(one, zipped=False) + warc(one, zipped=False)[:300]

    documents = reading.read("crawl.warc", content, ReadOptions())

    assert documents[0].paragraphs == PARAGRAPHS


def test_a_web_archive_without_pages_is_unreadable():
    with pytest.raises(UnreadableError, match="without a page"):
        reading.read("crawl.warc", warc(("https://a.example/a.png", "200 OK", "image/png", b"x")), ReadOptions())


def test_gzip_is_unpacked():
    content = gzip.compress(page().encode())

    assert tell_format("page.html.gz", content) == "web"
    assert read(content, name="page.html.gz").paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("encode", "declared", "encoding"),
    [
        (lambda html: html.encode("cp1252"), "iso-8859-1", "cp1252"),
        (lambda html: html.encode("cp949"), "euc-kr", "cp949"),
        (lambda html: html.encode("utf-8-sig"), "iso-8859-1", "utf-8-sig"),
        (lambda html: html.encode("utf-16"), "utf-16", "utf-16-le"),
        (lambda html: html.encode("utf-8"), "no-such-charset", "utf-8"),
    ],
)
def test_charsets(encode, declared, encoding):
    sentence = (
        "“I said no,” she says — and the ferry went on."
        if encoding != "cp949"
        else "페리는 오늘도 강을 건넌다. 다리는 아직 없다."
    )
    html = page(text() + f"<p>{sentence}</p>").replace('<meta charset="utf-8">', f'<meta charset="{declared}">')

    document = read(encode(html))

    assert document.paragraphs[-1] == sentence
    assert document.encoding == encoding


def test_a_page_that_is_not_in_its_charset_says_so():
    document = read(page(text() + "<p>Prices: 5 € — no more.</p>").encode("cp1252"))

    assert document.paragraphs[-1] == "Prices: 5 € — no more."
    assert "wrong_charset" in codes(document)
