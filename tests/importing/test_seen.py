"""What a run remembers of its documents, packed and unpacked without loss."""

import pytest

from articles.importing.seen import Seen, packed, unpacked

HASHED = "sha256:" + "0f" * 32


@pytest.mark.parametrize(
    "identity", [HASHED, HASHED.upper(), HASHED + "0", "sha256:", "#", "https://a.org/é", "한\udc80"]
)
def test_an_identity_is_packed_without_loss(identity):
    assert unpacked(packed(identity)) == identity


def test_a_document_is_known_again_with_where_it_stood():
    seen = Seen()
    seen.add(HASHED, "a", "folder/é.txt")

    assert HASHED in seen
    assert "sha256:" + "1f" * 32 not in seen
    assert seen.before(HASHED, "a").is_same
    assert not seen.before(HASHED, "b").is_same
    assert seen.before(HASHED, "b").source == "folder/é.txt"


def test_what_is_forgotten_was_never_there():
    seen = Seen()
    seen.add("one", "a", "a.txt")
    seen.forget("one")
    seen.forget("two")

    assert seen.before("one", "a") is None
