"""The characters of an XML file: in the encoding that it declares if its bytes are in it, else as any text is read."""

from __future__ import annotations

import codecs
import re

from articles import markup
from articles.importing.documents import Notice
from articles.importing.readers.decoding import MARKS, Decoded, decode

DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
ENCODING = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)\s*[\"']")
REACH = 1_024
# What a name stands for in practice: the wider encoding that contains the one that is named.
WIDER = {
    "euc-kr": "cp949", "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "iso-8859-1": "cp1252",
    "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "shift_jis": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8",
}  # fmt: skip


def decode_xml(name: str, content: bytes) -> Decoded:
    """Return the text of an XML file without its declaration and without what XML forbids.

    Raises UnreadableError where no encoding makes sense of it.
    """
    found = _as_declared(content)
    if found is None:
        found = decode(name, content)
        label = _label(content)
        if label:
            message = f"It says that it is in {label}, but its bytes are not; it was read as {found.encoding}."
            notice = Notice(code="encoding_not_as_declared", message=message)
            found = Decoded(found.text, found.encoding, (notice, *found.notices))
    return Decoded(DECLARATION.sub("", markup.printable(found.text), count=1), found.encoding, found.notices)


def _label(content: bytes) -> str:
    match = ENCODING.search(content[:REACH])
    return match[1].decode("ascii", errors="replace").lower() if match else ""


def _as_declared(content: bytes) -> Decoded | None:
    if not content.strip() or content.startswith(tuple(mark for mark, _ in MARKS)):
        return None
    label = _label(content) or "utf-8"
    encoding = WIDER.get(label, label)
    if encoding.startswith(("utf-16", "utf-32", "ucs")):
        return None
    try:
        return Decoded(content.removeprefix(codecs.BOM_UTF8).decode(encoding), label)
    except (UnicodeDecodeError, LookupError):
        return None
