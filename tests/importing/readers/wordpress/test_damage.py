"""Damaged and hostile WordPress exports: what can be read is read, and each fault is said with its line."""

import pytest

from articles.importing.documents import UnreadableError, Verdict
from articles.importing.readers import read
from tests.importing.readers.wordpress.exports import PROSE, codes, export, item, read_export


def messages(document, code):
    return [notice.message for notice in document.notices if notice.code == code]


def test_a_bare_ampersand_is_kept_and_said():
    broken = item().replace("The ferry is late", "Fish & chips", 1)

    first, second = read_export(broken, item(number="42"))

    assert (first.headline, second.verdict) == ("Fish & chips", Verdict.READY)
    assert messages(first, "bare_ampersand") == ["Line 19 of the file has a bare “&”, which XML forbids; it was kept."]
    assert [notice.line for notice in first.notices if notice.code == "bare_ampersand"] == [2]


def test_a_stray_end_of_a_section_is_left_out_and_said():
    document = read_export(item("<p>It reads [[0]]> so.</p>"), item(number="42"))[0]

    assert document.paragraphs == ("It reads [[0 so.",)
    assert "stray_section_end" in codes(document)


def test_a_section_that_is_never_closed_swallows_nothing():
    broken = item().replace("surprised.</p>]]>", "surprised.</p>")

    first, second = read_export(broken, item("<p>Another day.</p>", number="42"))

    assert first.paragraphs == ("The ferry was late again, and nobody on the quay was surprised.",)
    assert second.paragraphs == ("Another day.",)
    assert "section_not_closed" in codes(first)


def test_an_item_that_is_not_closed_ends_where_the_next_begins():
    first, second = read_export(item().replace("</item>", ""), item(number="42"))

    assert (first.legacy_id, second.legacy_id) == ("41", "42")
    assert "item_not_closed" in codes(first)


def test_a_file_that_is_cut_says_how_many_items_were_read():
    whole = export(item(), item(number="42"), item(number="43", title="The third"))

    documents = read("cut.xml", whole[: whole.index("The third") + 300].encode())

    assert [document.verdict for document in documents] == [Verdict.READY, Verdict.READY, Verdict.HELD]
    assert documents[2].headline == "The third"
    [said] = messages(documents[2], "file_cut")
    assert "middle of item 3, which begins in line 48: 2 items before it were read" in said


def test_a_file_without_its_end_is_said_though_every_item_is_whole():
    whole = export(item(), item(number="42"))

    documents = read("cut.xml", whole[: whole.index("</channel>")].encode())

    assert [document.verdict for document in documents] == [Verdict.READY, Verdict.READY]
    assert "2 items were read" in messages(documents[1], "file_cut")[0]


def test_control_characters_and_damaged_bytes_are_said():
    content = export(item("<p>A bell \x08 rings.</p>"), item("<p>A caf\xe9.</p>", number="42"), item(number="43"))

    first, second, third = read("export.xml", content.encode("latin-1").replace(b"PROSE", PROSE.encode()))

    assert "control_character" in codes(first)
    assert second.paragraphs == ("A café.",) or "bytes_lost" in codes(second)
    assert third.verdict is Verdict.READY


def test_the_declared_encoding_is_believed():
    content = export(item("<p>Le café était fermé.</p>")).replace("UTF-8", "ISO-8859-1")

    [document] = read("export.xml", content.encode("latin-1"))

    assert (document.paragraphs, document.encoding) == (("Le café était fermé.",), "iso-8859-1")


def test_utf_16_is_read():
    [document] = read("export.xml", export(item("<p>바다</p>")).encode("utf-16"))

    assert document.paragraphs == ("바다",)


def test_an_export_without_an_item_is_left_out_by_a_rule():
    [document] = read_export()

    assert (document.verdict, codes(document)) == (Verdict.LEFT_OUT, {"wordpress_no_items"})


def test_an_empty_file_is_refused():
    with pytest.raises(UnreadableError):
        read("export.xml", b" \n", format="wxr")


def test_entities_of_a_document_type_are_never_expanded():
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "boom boom boom"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    content = export(item(title="PLACE")).replace("<rss", f"{bomb}\n<rss", 1).replace("PLACE", "&b; and &c;")

    [document] = read("export.xml", content.encode())

    assert document.headline == "&b; and &c;"


def test_whatever_is_cut_off_an_export_it_is_read():
    whole = export(item(), item(number="42")).encode()

    for length in range(900, len(whole), 37):
        documents = read("cut.xml", whole[:length], format="wxr")
        assert documents


def test_much_that_is_opened_and_never_closed_is_read():
    [document] = read_export(item("[caption]" * 3_000 + "<pre>" * 200 + '[a b="' * 3_000 + "<!-- wp:x " * 2_000))

    assert document.format == "wxr"
