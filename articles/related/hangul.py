"""From the pairs of Hangul that likeness is measured by to the nouns that hold them, as a Korean text prints them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

PAIR = 2
_RUN = re.compile(r"[가-힣]+")
# What is joined to a noun; and how words end that are none.
_PARTICLES = """
    은 는 이 가 을 를 의 에 도 만 과 와 로 으로 에서 에게 에는 에도 에서는 으로는 로는 까지 부터 보다 처럼 마다
    이나 나 이라 라 이라는 라는 이란 란 와의 과의 에의 로의 으로의 들 들이 들은 들을 들의 들에게 이다 이며 인 이었다
"""
_LONGEST_FIRST = sorted(_PARTICLES.split(), key=lambda particle: (-len(particle), particle))
_NO_NOUN = """
    다 며 면서 지만 하고 해서 하는 했던 되는 하게 하기 있는 없는 같은 통해 위해 대한 대해 관한 따른 이런 그런
    그리고 그러나 때문 우리 것은 것이 것을
"""
_ENDS_NO_NOUN = tuple(_NO_NOUN.split())


def is_piece(word: str) -> bool:
    """Whether a prepared word is a piece of Hangul, which may be a part of a word and no word itself."""
    return _RUN.fullmatch(word) is not None


def counted(text: str) -> Counter[str]:
    """Return how often each noun stands in a text, without what is joined to it."""
    return Counter(_bare(token) for token in _RUN.findall(text) if not token.endswith(_ENDS_NO_NOUN))


def nouns(pairs: Sequence[str], counted: Mapping[str, int]) -> list[str]:
    """Return which of the counted nouns hold these pairs, the strongest first; a piece that is in none is left out."""
    return [noun for piece in joined(pairs) if (noun := _noun(piece, counted))]


def joined(pairs: Sequence[str]) -> list[str]:
    """Return pairs, the strongest first, as longer pieces where they overlap: 비핵 and 핵화 as 비핵화."""
    whole: list[str] = []
    for pair in pairs:
        for place, known in enumerate(whole):
            if len(pair) == PAIR and known.endswith(pair[0]):
                whole[place] = known + pair[1]
                break
            if len(pair) == PAIR and known.startswith(pair[1]):
                whole[place] = pair[0] + known
                break
        else:
            whole.append(pair)
    return [piece for piece in whole if len(piece) >= PAIR]


def _noun(piece: str, counted: Mapping[str, int]) -> str:
    """Return the commonest noun that a piece is part of, or that is part of it; "" for none."""
    pairs = [piece[at : at + PAIR] for at in range(len(piece) - 1)]
    holding = [noun for noun in counted if piece in noun]
    found = holding or [noun for noun in counted if any(pair in noun for pair in pairs)]
    return min(found, key=lambda noun: (-counted[noun], len(noun), noun), default="")


def _bare(token: str) -> str:
    for particle in _LONGEST_FIRST:
        if token.endswith(particle) and len(token) - len(particle) >= PAIR:
            return token.removesuffix(particle)
    return token
