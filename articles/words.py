"""From text to the words that are searched for: folded, lightly stemmed, Hangul as overlapping pairs.

Text in, text out. Everything that depends on a language happens here, in Python, so that SQLite and PostgreSQL get
the same words and need no rule of their own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles import markup

MAX_WORD = 60
# PostgreSQL takes no tsvector over 1 MB; 400 kB of words stay below it whatever the words are (about 60,000 of them).
MAX_BYTES = 400_000
MIN_STEMMED = 4
# Plural in form alone: stemming them would find another word ("new").
UNSTEMMED = frozenset({"news", "always", "perhaps", "series", "species", "besides", "whereas", "lens", "this"})

# Scripts that are written without spaces between words, or, like Hangul, with endings joined to them.
_UNSPACED = (
    "\u1100-\u11ff\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufa6d\ufa70-\ufad9"
    "\U00020000-\U0002a6df\U0002a700-\U0002b738\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a"
)
_SYLLABLE = re.compile(f"[{_UNSPACED}]")
_LETTERS = rf"[^\W\d_{_UNSPACED}]"
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<word>{_LETTERS}+(?:['’]{_LETTERS}+)*)|\d+")
# What _RUN finds in a text without such scripts.
_SPACED_RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
# The same in a text of ASCII alone, which most English is once its dashes and quotation marks are out of the way.
_ASCII_RUN = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+")
# What is neither a letter, a figure nor an apostrophe becomes a space.
_APART = bytes(byte if chr(byte).isalnum() or byte == ord("'") else ord(" ") for byte in range(128)) + b" " * 128
_TYPOGRAPHIC = {"’": "'", "‘": " ", "“": " ", "”": " ", "–": " ", "—": " ", "…": " ", "·": " "}
# Combining diacritical marks, and characters that nobody sees inside a word (soft hyphen, joiners).
_MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff]+"
)


def fold(text: str) -> str:
    """Return `text` as NFKC in lower case (case-folded) without accents; apostrophes and spaces are kept."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).casefold()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return an English word without its plural ending: the S-stemmer of D. Harman, "How effective is suffixing?",
    Journal of the American Society for Information Science 42 (1991). Words of other alphabets come back as they are.
    """
    if len(word) < MIN_STEMMED or not word.endswith("s") or not word.isascii() or word in UNSTEMMED:
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]


def prepare(text: str) -> str:
    """Return the words of `text` for the engine, parted by spaces: letters and figures, nothing else."""
    folded = fold(text)
    if (plain := _as_ascii(folded)).isascii():
        return _capped(_ascii_words(plain))
    if not _SYLLABLE.search(folded):
        return _capped(" ".join(map(_word, _SPACED_RUN.findall(folded))))
    words: list[str] = []
    for run in _RUN.finditer(folded):
        if run.lastgroup == "unspaced":
            words.extend(_pairs(run[0]))
        else:
            words.append(_word(run[0]))
    return _capped(" ".join(words))


def _ascii_words(folded: str) -> str:
    """Return the words of folded ASCII: most are letters alone and no plural, and need no second look."""
    runs = folded.encode().translate(_APART).decode().split()
    words = [run if run[-1] != "s" and run.isalpha() and len(run) <= MAX_WORD else _looked_at(run) for run in runs]
    return " ".join(filter(None, words))  # of apostrophes alone no word is left


@lru_cache(maxsize=50_000)
def _looked_at(run: str) -> str:
    """Return the words of a run of letters, figures and apostrophes."""
    return " ".join(map(_word, _ASCII_RUN.findall(run)))


def _as_ascii(folded: str) -> str:
    """Return folded text without typographic marks, where these are all that is not ASCII in it."""
    if not folded.isascii():
        for mark, plain in _TYPOGRAPHIC.items():
            folded = folded.replace(mark, plain)
    return folded


def spans(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of folded text with the places where it begins and ends; the words are those of `prepare`."""
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if run.lastgroup == "unspaced":
            pairs = _pairs(run[0])
            yield from ((pair, start + place, start + place + len(pair)) for place, pair in enumerate(pairs))
        else:
            yield _word(run[0]), start, end


def is_syllable(word: str) -> bool:
    """Whether a word is a single character of a script without spaces, which is looked for inside longer words too."""
    return _SYLLABLE.fullmatch(word) is not None


def _pairs(run: str) -> list[str]:
    """Return a run as its overlapping pairs and its last character, so that each place begins exactly one of them."""
    return [run[place : place + 2] for place in range(len(run))]


@lru_cache(maxsize=50_000)
def _word(run: str) -> str:
    """Return one word: without apostrophes or the English possessive, stemmed, of bounded length."""
    for possessive in ("'s", "’s"):
        run = run.removesuffix(possessive)
    return stem(run.replace("'", "").replace("’", ""))[:MAX_WORD]


def _capped(prepared: str) -> str:
    """Return prepared text in at most MAX_BYTES, cut between words."""
    encoded = prepared.encode()
    if len(encoded) <= MAX_BYTES:
        return prepared
    return encoded[:MAX_BYTES].decode(errors="ignore").rpartition(" ")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The prepared words of an article but for its names, which can be made ahead and in another process."""

    headline: str
    text: str

    @classmethod
    def of(cls, headline: str, standfirst: str, body: str) -> "Words":
        """Prepare the words of a headline, a standfirst and the HTML of a body."""
        return cls(headline=prepare(headline), text=prepare(f"{standfirst}\n\n{markup.text(body)}"))
