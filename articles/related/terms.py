"""From the prepared words of an article to the weights that its likeness to others is measured by. Pure functions."""

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt
from typing import NamedTuple

from articles.words import is_syllable, stem

# A word of the headline counts as so many of the text, beside its own place there.
HEADLINE_COUNTS = 2

# Words that say how English is built, not what a column is about.
_FUNCTION_WORDS = """
a about above after again against all almost also although always am among an and another any anything are around as
at away back be became because been before being below between both but by came can cannot could did do does doing
done down during each either else even ever every for from further get gets go goes got had has have having he her
here hers herself him himself his how however i if in indeed into is it its itself just least less let many may me
might mine more most much must my myself neither never no nor not nothing now of off often on once one only or other
others our ours ourselves out over own perhaps put rather really said same say says see seem seems shall she should
since so some something still such take than that the their theirs them themselves then there these they thing things
this those though through thus to together too toward towards under until up upon us use used very was we well were
what whatever when where whether which while who whole whom whose why will with within without would yes yet you your
yours yourself dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt cant hasnt havent hadnt im ive
ill youre youve theyre weve thats whats lets
"""
STOP_WORDS = frozenset(stem(word) for word in _FUNCTION_WORDS.split())


class Words(NamedTuple):
    """The telling words of a text, in order, and how often each is there: a byte for each, MOST at most.

    Where most of them are pairs of characters, IN_PAIRS is among them, 0 times: it is counted and weighs nothing.
    """

    words: list[str]
    counts: bytes


# A word that is there more often weighs no more.
MOST = 255
# What is counted, as if it were a word, for an article in a script without spaces. No word that weighs is so short.
IN_PAIRS = "가"
# What each count of a word weighs before all are brought to length 1.
LOGS = (0.0, *(1 + log(count) for count in range(1, MOST + 1)))


def words(headline: str, text: str) -> Words:
    """Return the telling words of prepared `headline` and `text`."""
    counts = Counter(text.split())
    for word in headline.split():
        counts[word] += HEADLINE_COUNTS
    told = [word for word in counts if word not in STOP_WORDS and len(word) > 1]
    if 2 * sum(map(is_pair, told)) > len(told):
        told.append(IN_PAIRS)
        counts[IN_PAIRS] = 0
    told.sort()
    return Words(told, bytes([min(counts[word], MOST) for word in told]))


def both(headline: str, text: str) -> tuple[Words, Words]:
    """Return the words of an article, and those of its headline alone."""
    return words(headline, text), words(headline, "")


def weighed(told: Words) -> dict[str, float]:
    """Return a weight for each of these words: 1 + log of its count, of unit length.

    The length is the article's own and knows nothing of other articles, so a likeness can be computed from the rarity
    of shared words alone, and is the same in both directions.
    """
    found = [LOGS[count] for count in told.counts]
    length = sqrt(sum([value * value for value in found]))
    return {word: value / length for word, value in zip(told.words, found, strict=True) if value}


def weights(headline: str, text: str) -> dict[str, float]:
    """Return the weights of the telling words of prepared `headline` and `text`."""
    return weighed(words(headline, text))


def is_pair(word: str) -> bool:
    """Whether a word is a pair of characters of a script without spaces."""
    return not word.isascii() and is_syllable(word[0])


def overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how far two articles use the same words as often, 0 to 1; rarity does not matter. For near-duplicates."""
    return sum(value * other.get(word, 0.0) for word, value in one.items())
