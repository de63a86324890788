"""The words that two columns share, as a reader knows them: as they are printed, names first. Text in, words out.

Likeness is measured by folded stems and by pairs of Hangul. A reason is read by people.
"""

import html
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from articles.related import hangul
from articles.words import prepare

# So many are told.
TOLD = 3
# A name of more words than this is no name but a sentence.
LONGEST_NAME = 3
# Words that stand next to each other so often, and at least half as often as the rarer of them stands, are one name.
TOGETHER = 2

# So many characters before a word say whether it begins a sentence.
BEFORE = 8
_TOKENS = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*)")
_MARKUP = re.compile(r"<[^>]*>")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;…“\"‘(\n]\s*$|^\s*$")
# A full stop that ends none: of a title, or of a letter that stands for a name.
_ABBREVIATED = re.compile(r"\b(?:Mrs?|Ms|Dr|Prof|Gen|Sen|Rep|St|[A-Z])\.\s*$")
_CONTRACTED = re.compile(r"['’](?:d|ll|re|ve|t|m)$", re.IGNORECASE)
_POSSESSIVE = ("'s", "’s", "'", "’")
NONE: Mapping[str, int] = MappingProxyType({})
# What every paper is full of, and what a byline or an address at the foot of a column consists of.
_DULL = frozenset(
    prepare(
        """
        mr mrs ms dr prof professor university author writer columnist reporter editor email mail com www http https
        kr org net html reach reached contact today yesterday tomorrow year month week day time people person country
        world way part case number percent per cent number one two three four five six seven eight nine ten hundred
        thousand million billion monday tuesday wednesday thursday friday saturday sunday january february march april
        june july august september october november december great large small good bad important fact make made making
        say saying go going come coming know think want need become becoming according including despite among toward
        """
    ).split()
)


class Text:
    """A text, HTML or plain, read once for the prepared words that are looked for in it."""

    def __init__(self, text: str, wanted: Iterable[str]) -> None:
        """Find where the wanted words stand."""
        plain = html.unescape(_MARKUP.sub(" ", text))
        words = frozenset(wanted)
        pieces = any(map(hangul.is_piece, words))
        self._found = _Found(wanted=frozenset(word for word in words - _DULL if not hangul.is_piece(word)))
        self._found.read(plain)
        self._nouns = hangul.counted(plain) if pieces else Counter()

    def told(self, words: Sequence[str]) -> list[str]:
        """Return at most three of these prepared words as they are printed, the strongest first, names before others.

        What stands together as a name is one. What is not in the text, or says nothing to a reader, is left out.
        """
        spaced = [word for word in words if word in self._found.wanted]
        told = [self._found.told(name) for name in _names_of(spaced, self._found)]
        told += hangul.nouns([word for word in words if hangul.is_piece(word)], self._nouns)
        unlike = list(dict.fromkeys(word for word in told if word))
        return sorted(unlike, key=lambda word: not word[0].isupper())[:TOLD]


@lru_cache(maxsize=50_000)
def _prepared(token: str) -> str:
    """Return a printed word as it is searched for; several, parted by spaces, where a script has no spaces."""
    return prepare(token)


@dataclass(slots=True)
class _Found:
    """Where the wanted words stand in a text: in which forms, which beside each other, and which as a name."""

    wanted: frozenset[str]
    forms: dict[str, dict[str, int]] = field(default_factory=dict)
    beside: Counter[tuple[str, str]] = field(default_factory=Counter)
    between: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[tuple[str, str], int] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Look at each word of a text once, and closely at those that are wanted."""
        pieces = _TOKENS.split(text)  # what is between the words stands in the even places
        words = list(map(_prepared, pieces[1::2]))
        wanted = self.wanted
        last, last_at = "", 0
        for number in [number for number, word in enumerate(words) if word in wanted]:
            word, at = words[number], 2 * number + 1
            self._see(word, pieces[at], "".join(pieces[max(0, at - BEFORE) : at])[-BEFORE:])
            gap = pieces[at - 1]
            if last and last_at == at - 2 and gap in {" ", "-", "\N{NO-BREAK SPACE}"}:
                self.beside[last, word] += 1
                self.between.setdefault((last, word), gap)
            last, last_at = word, at
        often = {pair: times for pair, times in self.beside.items() if times >= TOGETHER}
        self.names = {pair: times for pair, times in often.items() if self._is_name(pair, times)}

    def _see(self, word: str, form: str, before: str) -> None:
        """Count a form: a capital at the beginning of a sentence tells nothing of a name."""
        if form[-1] == "s" or "'" in form or "’" in form:
            for possessive in _POSSESSIVE:
                form = form.removesuffix(possessive)
            if _CONTRACTED.search(form):
                return
        opens = form[0].isupper() and _ENDS_A_SENTENCE.search(before) and not _ABBREVIATED.search(before)
        if not opens:
            forms = self.forms.setdefault(word, {})
            forms[form] = forms.get(form, 0) + 1

    def _is_name(self, pair: tuple[str, str], times: int) -> bool:
        rarer = min(sum(self.forms.get(word, NONE).values()) for word in pair)
        return 2 * times >= rarer and all(self.form(word)[:1].isupper() for word in pair)

    def told(self, name: tuple[str, ...]) -> str:
        """Return the words of a name as they are printed; "" where they are not in the text."""
        if len(name) == 1:
            return self.form(name[0])
        pieces = [self.form(word) for word in name]
        gaps = [self.between[pair] for pair in pairwise(name)]
        return "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True))

    def form(self, word: str) -> str:
        """Return how a word is printed, in lower case where it is ever, most often; "" where that is unsure."""
        if word not in self.chosen:
            forms = self.forms.get(word, NONE)
            small = {form: count for form, count in forms.items() if form[0].islower()}
            self.chosen[word] = min(small or forms, key=lambda form: (-forms[form], form), default="")
        return self.chosen[word]


def _names_of(words: Sequence[str], found: _Found) -> Iterator[tuple[str, ...]]:
    """Yield words in their order, those that stand together as one."""
    free = dict.fromkeys(words)
    names = {pair: times for pair, times in found.names.items() if free.keys() >= {*pair}}
    if not names:
        yield from ((word,) for word in free)
        return
    for word in words:
        if word in free:
            name = _name_around(word, free, names)
            for part in name:
                del free[part]
            yield name


def _name_around(word: str, free: Container[str], names: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return a word with those of the free ones that stand with it as one name."""
    name: tuple[str, ...] = (word,)
    while len(name) < LONGEST_NAME:
        longer = [(times, (*name, last)) for (first, last), times in names.items() if first == name[-1]]
        longer += [(times, (first, *name)) for (first, last), times in names.items() if last == name[0]]
        longer = [
            (times, around)
            for times, around in longer
            if len(set(around)) == len(around) and all(part in free for part in around)
        ]
        if not longer:
            break
        name = min(longer, key=lambda one: (-one[0], one[1]))[1]
    return name
