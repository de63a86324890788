"""Texts long enough to be told apart, made of words in an order of their own."""

from zlib import crc32

from tests.importing.dumps import make_dump

_TEXT = (
    "bridge council river winter lantern argument ferry orchard budget neighbour market railway harvest signal promise "
    "window garden morning quarrel letter harbour teacher question answer street tower village summer clock letterbox "
    "wagon chimney bakery meadow island cellar parish lawyer painter miller captain weather northern southern narrow "
    "broken quiet honest hurried crooked ancient borrowed silver early sudden patient dusty careful foreign simple"
)
WORDS = tuple(_TEXT.split())


def prose(seed: int, *, paragraphs: int = 6, words: int = 60) -> list[str]:
    """Return paragraphs that nobody else has."""
    return [
        " ".join(_word(f"{seed} {paragraph} {word}") for word in range(words)).capitalize() + "."
        for paragraph in range(paragraphs)
    ]


def _word(place: str) -> str:
    return WORDS[crc32(place.encode()) % len(WORDS)]


def column(headline: str, paragraphs: list[str], **parts: str) -> str:
    """Return the dump of a column with these paragraphs."""
    return make_dump(headline, paragraphs=paragraphs, **parts)
