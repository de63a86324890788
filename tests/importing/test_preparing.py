"""What is kept of a file can be unpacked as ever, however long it is."""

import zlib

import pytest

from articles.importing import preparing
from articles.importing.options import Options
from articles.importing.sources import Source

LINE = "The ferry left at nine, and nobody was on it.\n"


@pytest.mark.parametrize("lines", [1, 300, preparing.SHORT // len(LINE), preparing.SHORT // len(LINE) + 1, 3000])
def test_bytes_are_kept_as_they_came(lines):
    content = ("The last ferry\n\nBy Rosa Lindqvist\n\n" + LINE * lines).encode()
    arrival = next(preparing.arrivals(Source(name="a.txt", content=content), Options()))

    assert zlib.decompress(arrival.file.content) == content
    assert zlib.decompress(arrival.file.text).decode() == arrival.reading.document.text
    assert len(arrival.file.content) < len(content) or lines == 1


def test_no_text_is_kept_as_none():
    assert zlib.decompress(preparing.compressed("")) == b""
