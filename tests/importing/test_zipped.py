"""What `zipfile` raises at a damaged zip is known, however its files are packed."""

import io
import lzma
import zipfile
import zlib

import pytest

from articles.importing import zipped
from articles.importing.pictures.parts import Parts

NAME = "word/media/a.png"
WHOLE = bytes(range(256)) * 4
HEAD = 30 + len(NAME)  # what stands ahead of the packed bytes


def damaged(packing: int) -> list[bytes]:
    """Return zips with one file, each with another byte of what is packed changed."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        archive.writestr(NAME, WHOLE)
        size = archive.infolist()[0].compress_size
    content = whole.getvalue()
    return [content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :] for at in range(HEAD, HEAD + size, 5)]


@pytest.mark.parametrize(
    ("packing", "own"),
    [(zipfile.ZIP_DEFLATED, zlib.error), (zipfile.ZIP_BZIP2, OSError), (zipfile.ZIP_LZMA, lzma.LZMAError)],
)
def test_a_damaged_member_is_told_by_what_is_known(packing, own):
    found = set()
    for content in damaged(packing):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.read(NAME)
        except zipped.BROKEN as error:
            found.add(type(error))

    assert own in found


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_picture_in_a_damaged_member_is_none(packing):
    found = {Parts(content).read(f"_parts/{NAME}") for content in damaged(packing)}

    assert None in found
    assert found <= {None, WHOLE}  # a change of bytes that nobody unpacks does no harm
