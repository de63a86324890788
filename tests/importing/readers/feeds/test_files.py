"""Feeds as files: how one is known, in which encoding it is, what becomes of a broken or hostile one."""

import pytest

from articles.importing.documents import Severity, UnreadableError, Verdict
from articles.importing.readers import read, tell_format
from tests.importing.readers.feeds.saved import LONG, atom, codes, item, read_feed, read_item, rss


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xml", rss(item())),
        ("download", rss(item())),
        ("a.txt", "<!-- saved -->\n" + rss(item(), declaration="")),
        ("a.xml", atom("<id>1</id>")),
        ("a.xml", '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry/></a:feed>'),
        ("a.rss", "Notice: undefined index in feed.php\n" + rss(item())),
        ("a.json", '{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}'),
    ],
)
def test_feed_is_known_by_its_content(name, text):
    assert tell_format(name, text.encode()) == "feed"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "A feed is a file.\n\n<rss> is its root."),
        ("a.xml", '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel></channel></rss>'),
        ("a.json", '{"items": []}'),
    ],
)
def test_what_is_none_is_left_to_others(name, text):
    assert tell_format(name, text.encode()) != "feed"


KOREAN = rss(
    item("빈 부두의 등불", "<p>항구의 등대는 삼십 년째 같은 시각에 불을 켠다. 배는 오지 않는다.</p>"), declaration=""
)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"), ("euc-kr", "cp949"), ("ks_c_5601-1987", "cp949"), ("utf-16", "utf-16"), ("", "utf-8"),
        ("", "cp949"), ("utf-8", "cp949"), ("iso-8859-1", "utf-8-sig"),
    ],
)  # fmt: skip
def test_encoding_is_found_declared_or_not(declared, encoding):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    if (declared, encoding) == ("iso-8859-1", "utf-8-sig"):
        declaration = declaration.replace("iso-8859-1", "utf-8")

    document = read_item((declaration + KOREAN).encode(encoding))

    assert document.headline == "빈 부두의 등불"
    assert ("encoding_not_as_declared" in codes(document)) == ((declared, encoding) == ("utf-8", "cp949"))


def test_quotation_marks_of_windows_pass_for_latin_1():
    text = rss(item("The city’s lamps"), declaration='<?xml version="1.0" encoding="ISO-8859-1"?>')

    assert read_item(text.encode("cp1252")).headline == "The city’s lamps"


@pytest.mark.parametrize(
    "fault", ["<dc:rights>Lamps & Co</dc:rights>", "<b>never closed", "<x:y>unknown</x:y>", "&nbsp;&bogus;", "\x0b\x01"]
)
def test_broken_feed_is_read_as_far_as_it_goes(fault):
    documents = read_feed(rss(item("One"), item("Two", more=fault), item("Three")))

    assert [document.headline for document in documents] == ["One", "Two", "Three"]
    assert documents[0].body_html == LONG


def test_fault_of_a_feed_is_said_with_the_number_of_its_items():
    document = read_feed(rss(item("One & only"), item("Two")))[0]

    [notice] = document.notices
    assert notice.code == "feed_faulty"
    assert notice.severity is Severity.WARN
    assert "2 items" in notice.message
    assert notice.line == 1


def test_last_item_of_a_cut_feed_is_held():
    text = rss(item("One"), item("Two"), item("Three"))

    documents = read_feed(text[: text.index("Three") + 160])

    assert [document.headline for document in documents] == ["One", "Two", "Three"]
    assert [document.verdict for document in documents] == [Verdict.READY, Verdict.READY, Verdict.HELD]
    assert "item_cut_off" in codes(documents[-1])
    assert "3 items" in documents[-1].notices[-1].message


@pytest.mark.parametrize("text", [rss(), atom(), '{"version": "https://jsonfeed.org/version/1", "items": []}'])
def test_feed_without_items_is_left_out_by_its_rule(text):
    document = read_item(text)

    assert document.verdict is Verdict.LEFT_OUT
    assert codes(document) == ["feed_without_items"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rss", b""), ("a.rss", b"\x89PNG\r\n\x1a\n"), ("a.rss", b"nothing of a feed"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1"}'),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1", "it'),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_a_sentence(name, content):
    with pytest.raises(UnreadableError, match=rf"{name}\b.*\."):
        read(name, content, format="feed")


LAUGHS = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True))


@pytest.mark.parametrize(
    "hostile",
    [
        rss(item("&j;"), declaration=f'<!DOCTYPE rss [<!ENTITY a "lamp">{LAUGHS}]>'),
        rss(item("Lamps &x;"), declaration='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        rss("<a>" * 3000 + "Lamps"),
        rss(item("Lamps", "<div>" * 3000 + "deep")),
        rss("<" * 20_000),
        rss("<title " + "a='b' " * 20_000 + ">Lamps</title>"),
    ],
    ids=["laughs", "outside", "nested", "boxes", "angles", "attributes"],
)
def test_hostile_feed_is_survived(hostile):
    documents = read_feed(hostile)

    assert documents
    assert all(len(document.headline) < 100_000 and "root:" not in document.headline for document in documents)


@pytest.mark.parametrize("number", ["&#99999999;", "&#xD800;", "&#x00000000110000", "&#" + "9" * 400 + ";"])
def test_a_number_that_is_no_character_does_not_stop_a_feed(number):
    document = read_item(rss(item(f"Lamps {number} for a pier") + "<bad>&</bad>"))

    assert document.headline.startswith("Lamps \ufffd for")
