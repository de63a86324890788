"""What a reader typed, understood: words, "exact phrases" and -excluded ones. Anything may be typed; nothing fails."""

import re
from dataclasses import dataclass

from articles.words import is_syllable, prepare
from authors.names import fold

MAX_LENGTH = 300
MAX_TERMS = 24
# Quotation marks that phones and word processors put in place of the straight one.
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"'})
_PART = re.compile(r'(?P<minus>(?<!\S)[-−](?=[\w"]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Query:
    """A query: each term is one prepared word, or several that stand next to each other.

    `subject` is the whole of it as the key of a tag or of another word for one; "" where something is excluded.
    `problem` is a sentence for the reader where nothing can be searched for; "" otherwise.
    """

    terms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    subject: str = ""
    problem: str = ""


def parse(typed: str) -> Query:
    """Understand what was typed: every word must be there, a quotation is a phrase, a minus excludes either."""
    if len(typed) > MAX_LENGTH:
        return Query(problem=f"That is too long to search for: please use at most {MAX_LENGTH} characters.")
    wanted: dict[str, None] = {}
    excluded: dict[str, None] = {}
    for part in _PART.finditer(typed.translate(_QUOTES)):
        term = as_term(part["phrase"] or part["word"] or "")
        if term:
            (excluded if part["minus"] else wanted)[term] = None
    subject = "" if excluded else fold(typed)
    return Query(tuple(wanted), tuple(excluded), subject, _problem(typed, wanted, excluded))


def as_term(typed: str) -> str:
    """Return a word or phrase as it stands in prepared text; "" where it holds no letter or figure.

    What ends in a script without spaces may go on: its last character is not asked for as the end of a word.
    """
    words = prepare(typed).split()
    if len(words) > 1 and is_syllable(words[-1]) and words[-2].endswith(words[-1]):
        words.pop()
    return " ".join(words)


def _problem(typed: str, wanted: dict[str, None], excluded: dict[str, None]) -> str:
    if len(wanted) + len(excluded) > MAX_TERMS:
        return f"That is too much to search for at once: please use at most {MAX_TERMS} words."
    if excluded and not wanted:
        return "A search needs at least one word to look for beside those to leave out."
    if typed.strip() and not wanted:
        return "That holds no word or figure to look for."
    return ""
