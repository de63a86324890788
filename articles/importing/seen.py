"""Which documents a run has brought so far, in little room: a run may bring a million."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b

_DIGEST = 16  # bytes of a hash
_HASHED = re.compile("sha256:([0-9a-f]{64})")  # the identities of texts that have no id of their own


@dataclass(frozen=True, slots=True)
class Before:
    """A document that came before another of the same identity: whether it says the same, and where it stood."""

    is_same: bool
    source: str


@dataclass(slots=True)
class Seen:
    """Some two hundred bytes for each document."""

    _documents: dict[bytes, bytes] = field(default_factory=dict)

    def __contains__(self, identity: str) -> bool:
        return packed(identity) in self._documents

    def add(self, identity: str, fingerprint: str, source: str) -> None:
        """Remember a document."""
        said = blake2b(fingerprint.encode(), digest_size=_DIGEST).digest()
        self._documents[packed(identity)] = said + source.encode("utf-8", "surrogatepass")

    def before(self, identity: str, fingerprint: str) -> Before | None:
        """Return the document of this identity that came before; None where none did."""
        found = self._documents.get(packed(identity))
        if found is None:
            return None
        said = blake2b(fingerprint.encode(), digest_size=_DIGEST).digest()
        return Before(found.startswith(said), found[_DIGEST:].decode("utf-8", "surrogatepass"))

    def forget(self, identity: str) -> None:
        """Forget a document, if it is known."""
        self._documents.pop(packed(identity), None)


def packed(identity: str) -> bytes:
    """Return an identity in as few bytes as tell it from all others."""
    figures = _HASHED.fullmatch(identity)
    return b"#" + bytes.fromhex(figures[1]) if figures else b"=" + identity.encode("utf-8", "surrogatepass")


def unpacked(short: bytes) -> str:
    """Return the identity that `packed` made `short` of."""
    if short.startswith(b"#"):
        return f"sha256:{short[1:].hex()}"
    return short[1:].decode("utf-8", "surrogatepass")
