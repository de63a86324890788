"""Which tags are named in a text: by their own name or by another word for them, as whole words, whatever the spelling.

Pure: prepared words in (see `articles.words`), ids of tags out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.related.terms import STOP_WORDS
from articles.search.queries import as_term

MIN_LETTERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """That a text names a tag: by which words, how often, and whether its headline does."""

    words: str
    times: int
    in_headline: bool


class Names:
    """The names of tags, to be looked for in many texts."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """Take pairs of a tag's id and one of its names. Names of function words alone ("It") are never found."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], int, str]]] = defaultdict(list)
        for tag, name in sorted(set(names)):
            words = _words(name)
            if any(len(word) >= MIN_LETTERS and word not in STOP_WORDS for word in words):
                self._by_first[words[0]].append((words, tag, name))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def found(self, headline: Sequence[str], text: Sequence[str]) -> dict[int, Naming]:
        """Return each tag that the prepared words of a headline or text name."""
        found: dict[int, Naming] = {}
        for words, is_headline in ((headline, True), (text, False)):
            for tag, name in self._walk(words):
                known = found.get(tag)
                found[tag] = Naming(
                    words=known.words if known else name,
                    times=(known.times if known else 0) + 1,
                    in_headline=is_headline or bool(known and known.in_headline),
                )
        return found

    def _walk(self, words: Sequence[str]) -> Iterable[tuple[int, str]]:
        if self._by_first.keys().isdisjoint(words):
            return
        for place, word in enumerate(words):
            for wanted, tag, name in self._by_first.get(word, ()):
                if tuple(words[place : place + len(wanted)]) == wanted:
                    yield tag, name


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    """Return a name as it stands in prepared text; kept, as every column is asked about the same names."""
    return tuple(as_term(name).split())
