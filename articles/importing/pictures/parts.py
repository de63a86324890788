"""Pictures in a document's own file: members of a Word or OpenDocument file, parts of a saved page, data URIs."""

import base64
import binascii
import zipfile
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote, unquote_to_bytes

from django.conf import settings

from articles.importing.documents import WRITTEN, Written
from articles.importing.zipped import BROKEN, MAGIC

PREFIX = "_parts/"


def is_part(address: str) -> bool:
    """Whether an address means a part of the document's own file."""
    return address.startswith((PREFIX, WRITTEN, "cid:", "data:"))


@dataclass(frozen=True)
class Parts:
    """The parts of one document's file."""

    content: bytes

    def read(self, address: str) -> bytes | None:
        """Return the bytes of a part; None where there is none, or it is larger than a picture may be."""
        if isinstance(address, Written):
            return address.content
        if address.startswith("data:"):
            return _data(address)
        name = unquote(address.removeprefix(PREFIX).removeprefix("cid:"))
        return _member(name, self.content) if self.content.startswith(MAGIC) else self._mime_part(name)

    def _mime_part(self, name: str) -> bytes | None:
        """Return a part of a saved page by its address or its id."""
        part = self._mime_parts.get(name)
        payload = part.get_payload(decode=True) if part is not None else None
        return payload if isinstance(payload, bytes) else None

    @cached_property
    def _mime_parts(self) -> dict[str, Message]:
        found: dict[str, Message] = {}
        for part in message_from_bytes(self.content, policy=policy.compat32).walk():
            for name in _names(part):
                found.setdefault(name, part)
        return found


def _data(address: str) -> bytes | None:
    kind, comma, payload = address.removeprefix("data:").partition(",")
    if not comma or len(payload) > 2 * settings.IMPORT_MAX_PICTURE_BYTES:
        return None
    if not kind.lower().endswith(";base64"):
        return unquote_to_bytes(payload)
    try:
        return base64.b64decode(unquote(payload), validate=False)
    except (binascii.Error, ValueError):
        return None


def _member(name: str, content: bytes) -> bytes | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            info = archive.getinfo(name)
            if info.file_size > settings.IMPORT_MAX_PICTURE_BYTES:
                return None
            with archive.open(info) as file:
                return file.read(info.file_size + 1)[: info.file_size]
    except (KeyError, *BROKEN):
        return None


def _names(part: Message) -> set[str]:
    where, number = str(part.get("Content-Location", "")).strip(), str(part.get("Content-ID", "")).strip()
    return {where, unquote(where), number.strip("<>")} - {""}
