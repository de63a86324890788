"""Names of people as keys: two spellings of one name compare equal, whatever their case, accents or spaces."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return `text` folded for comparing: NFKC, lower case, without accents, words parted by one space."""
    if text.isascii():  # nothing to take apart: most names and headlines of an English paper
        return _NOT_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", bare).casefold()).strip()


def slug(text: str, *, length: int = 80) -> str:
    """Return `text` as one part of an address: lower case, letters of any script, words joined by hyphens.

    It is cut between words to at most `length` characters. "" where the text holds no letter or figure.
    """
    unified = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    words = _NOT_WORD.sub("-", unified).strip("-")
    if len(words) <= length:
        return words
    cut = words[: length + 1].rpartition("-")[0]
    return cut or words[:length]
