"""From bytes to characters, and files that are no text."""

import zipfile
from io import BytesIO

import pytest

from articles.importing.documents import UnreadableError
from articles.importing.readers import FORMATS, read
from tests.importing.readers.dumps import (
    BYLINE,
    DATES,
    HEADLINE,
    KOREAN_BODY,
    KOREAN_DATES,
    KOREAN_HEADLINE,
    codes,
    dump,
    read_one,
)

ENGLISH = dump(DATES, HEADLINE, BYLINE, "The pier’s “old” lamps — and the fiancée’s — don’t burn.")
KOREAN = dump(KOREAN_DATES, KOREAN_HEADLINE, "글 홍길동 시인", KOREAN_BODY)
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
WRONG = [
    (b"\x89PNG\r\n\x1a\n" + bytes(30), "PNG"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    (b"%PDF-1.7\n", "PDF"),
    (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30), "Word"),
    (b"{\\rtf1\\ansi hello}", "RTF"),
    (b"<?xml version='1.0'?><plist></plist>", "XML"),
    (bytes(range(32)) * 20, "binary"),
]


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
def test_unicode_is_read_without_a_word(text, encoding):
    document = read_one(text.encode(encoding))

    assert document.text == text
    assert codes(document) == set()


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (ENGLISH, "mac-roman", "mac-roman"),
        (KOREAN, "cp949", "cp949"),
        (KOREAN, "johab", "johab"),
        (KOREAN + " 펲시맨", "cp949", "cp949"),
        (dump(DATES, HEADLINE, BYLINE, "It isn’t the mayor’s."), "cp1252", "windows-1252"),
        (dump(DATES, HEADLINE, BYLINE, "The pier is called 부두 there."), "cp949", "cp949"),
    ],
)
def test_legacy_encoding_is_found_and_said(text, codec, name):
    document = read_one(text.encode(codec))

    assert document.text == text
    assert document.encoding == name
    assert codes(document) == {"encoding_guessed"}


@pytest.mark.parametrize("words", ["펲 and 홿", "펲시 and 뷁", "꿿 and 쫑", "(홿)"])
def test_rare_korean_in_english_is_read_or_doubted(words):
    text = dump(DATES, HEADLINE, BYLINE, f"The man was called {words} there.")

    document = read_one(text.encode("cp949"))

    assert document.encoding == "cp949" or "encoding_uncertain" in codes(document)


def test_escaped_korean_is_read():
    assert read_one(KOREAN.replace("“", '"').encode("iso2022_kr")).encoding == "iso-2022-kr"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.encode().decode("cp1252").encode(),
        lambda text: text.encode().decode("latin-1").encode().decode("latin-1").encode(),
        lambda text: text.encode().decode("mac-roman").encode(),
    ],
)
def test_mojibake_is_repaired_with_a_warning(spoil):
    text = dump(DATES, HEADLINE, BYLINE, "The pier’s lamps — and the fiancée’s — don’t burn.")

    document = read_one(spoil(text))

    assert document.text == text
    assert "mojibake" in codes(document)


def test_korean_that_was_read_as_latin_is_repaired_with_a_warning():
    document = read_one(KOREAN.encode("cp949").decode("latin-1").encode())

    assert document.text == KOREAN
    assert "mojibake" in codes(document)


def test_decomposed_hangul_is_composed():
    decomposed = dump(KOREAN_DATES, "\u1112\u1161\u11ab\u1100\u1173\u11af", KOREAN_BODY)

    assert read_one(decomposed).headline == "한글"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028"])
def test_line_ends_become_one_kind(ends):
    assert read_one(ENGLISH.replace("\n", ends)).text == ENGLISH


@pytest.mark.parametrize(
    "spoiled", [ENGLISH.encode()[:-30] + b"\xff\xfe" + ENGLISH.encode()[-30:], ENGLISH.encode() + b"\xe2"]
)
def test_damaged_bytes_are_shown_and_said(spoiled):
    document = read_one(spoiled)

    assert "\ufffd" in document.text
    assert "bytes_lost" in codes(document)


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_empty_file_is_named(content):
    with pytest.raises(UnreadableError, match=r"dump\.txt is empty") as caught:
        read_one(content)

    assert caught.value.code == "empty_file"


@pytest.mark.parametrize(("content", "kind"), WRONG)
def test_other_kinds_of_file_are_named(content, kind):
    with pytest.raises(UnreadableError, match=rf"dump\.txt looks like .*{kind}") as caught:
        read_one(content)

    assert caught.value.code == "wrong_type"


@pytest.mark.parametrize(
    ("member", "kind"), [("word/document.xml", "damaged"), ("xl/workbook.xml", "Excel"), ("a.txt", "zip")]
)
def test_archives_are_told_apart(member, kind):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "x")

    with pytest.raises(UnreadableError, match=kind):
        read_one(packed.getvalue())


@pytest.mark.parametrize("codec", ["cp1251", "shift_jis"])
def test_unknown_encoding_is_refused(codec):
    text = {"cp1251": "Фонари горят на пустом причале", "shift_jis": "空の桟橋に灯りがともる。誰も来ない。"}[codec]

    with pytest.raises(UnreadableError, match=r"dump\.txt cannot be read") as caught:
        read_one(text.encode(codec))

    assert caught.value.code == "unreadable_encoding"


def test_content_decides_and_not_the_name():
    [document] = read("picture.png", ENGLISH.encode())

    assert document.headline == HEADLINE


def test_unknown_format_is_refused_with_those_that_are_known():
    with pytest.raises(ValueError, match="text"):
        read("dump.txt", b"x", format="nonsense")

    assert "text" in FORMATS
