"""Whose part of a printed bio is whose: text in, text out."""

import re

from authors.names import fold

_SENTENCE = re.compile(r"(?<=[.!?。])\s+(?=[A-Z“\"'가-힣])")


def parts(bio: str, names: list[str]) -> list[str]:
    """Return for each name its part of the block, "" where it can't be told apart.

    One name has the whole block. With several, a part begins where a line or sentence begins with the full name or
    the surname of one of them, and each must begin exactly one part; else nobody has any.
    """
    if len(names) <= 1:
        return [bio] * len(names)
    found: dict[int, list[str]] = {}
    owner: int | None = None
    for piece in _pieces(bio):
        begins = _owner(piece, names)
        if begins is not None and begins in found and begins != owner:
            return [""] * len(names)
        owner = begins if begins is not None else owner
        if owner is None:
            return [""] * len(names)
        found.setdefault(owner, []).append(piece)
    if len(found) != len(names):
        return [""] * len(names)
    return [" ".join(found[index]) for index in range(len(names))]


def _pieces(bio: str) -> list[str]:
    lines = (line.strip() for line in bio.split("\n"))
    return [piece for line in lines if line for piece in _SENTENCE.split(line)]


def _owner(piece: str, names: list[str]) -> int | None:
    """Return the index of the one person whose full name, or else surname, begins the piece."""
    beginning = fold(piece)
    full = [index for index, name in enumerate(names) if _begins(beginning, fold(name))]
    surname = [index for index, name in enumerate(names) if _begins(beginning, fold(name).rpartition(" ")[2])]
    candidates = full or surname
    return candidates[0] if len(candidates) == 1 else None


def _begins(text: str, words: str) -> bool:
    if not words:
        return False
    # Korean particles follow a name without a space.
    return text == words or text.startswith(f"{words} ") or (not words.isascii() and text.startswith(words))
