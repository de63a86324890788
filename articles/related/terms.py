"""From the prepared words of an article to the weights that its likeness to others is measured by. Pure functions."""

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

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


class _Logs(dict[int, float]):
    """1 + log of a count, computed once."""

    def __missing__(self, count: int) -> float:
        self[count] = 1 + log(count)
        return self[count]


_LOGS = _Logs()


def weights(headline: str, text: str) -> dict[str, float]:
    """Return a weight for each telling word of prepared `headline` and `text`: 1 + log of its count, of unit length.

    The length is the article's own and knows nothing of other articles, so a likeness can be computed from the rarity
    of shared words alone, and is the same in both directions.
    """
    counts = Counter(text.split())
    for word in headline.split():
        counts[word] += HEADLINE_COUNTS
    told = {word: count for word, count in counts.items() if word not in STOP_WORDS and len(word) > 1}
    length = sqrt(sum(_LOGS[count] ** 2 for count in told.values()))
    return {word: _LOGS[count] / length for word, count in told.items()}


def both(headline: str, text: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of an article's words, and those of its headline alone."""
    return weights(headline, text), weights(headline, "")


# What is counted, as if it were a word, for an article in a script without spaces. No word that weighs is so short.
IN_PAIRS = "가"


def counted(weighed: Mapping[str, float]) -> list[str]:
    """Return the words of an article that are counted, in order, with IN_PAIRS where most of them are pairs."""
    pairs = sum(is_pair(word) for word in weighed)
    return sorted([*weighed, IN_PAIRS] if 2 * pairs > len(weighed) else weighed)


def is_pair(word: str) -> bool:
    """Whether a word is a pair of characters of a script without spaces."""
    return not word.isascii() and is_syllable(word[0])


def overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how far two articles use the same words as often, 0 to 1; rarity does not matter. For near-duplicates."""
    return sum(value * other.get(word, 0.0) for word, value in one.items())
