"""Lines that name who wrote a column: "By X and Y", "By X, professor of law", "글 홍길동 시인", "홍길동 기자"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.importing.documents import Credit
from articles.importing.readers.lines import collapse, hangul_share, phrases, width, words
from articles.importing.readers.textdump.korean_bylines import read_korean_credits

LEAD = re.compile(
    r"(?:(?:words|written|story|text|article|column|commentary|essay|posted|opinion)\s+by|by)(?:\s*[:：]\s*|\s+)(?=\S)|"
    r"(?:author|authors|writer|byline|columnist)\s*[:：]\s*",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[(<\[]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)>\]]?")
PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
DELIMITER = re.compile(r"(\s*,\s*(?:and|&)\s+|\s+(?:and|AND|And)\s+|\s*&\s*|\s*[,;]\s*|\s*[|/]\s*|\s+with\s+|\s*·\s*)")
PARTICLES = words("de da do dos del della di du van von der den ter ten bin binti al el la le ibn san y zu af av")
NAME_TOKEN = re.compile(r"(?:[^\W\d_a-z][\w'’.\-]*|[a-z]['’][A-Z]\w+)$")
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?|(?:Ph\.?\s?D|M\.?D|Esq|J\.?D|M\.?P|MBE|OBE|CBE)\.?", re.IGNORECASE)
HONORIFIC = re.compile(
    r"(?:prof(?:essor)?|dr|mr|mrs|ms|rev|sir|dame|amb(?:assador)?|sen(?:ator)?|rep|gen(?:eral)?|col)\.?\s+",
    re.IGNORECASE,
)
TITLE_WORDS = words(
    "professor prof columnist editor editors writer reporter correspondent staff contributor contributing "
    "director president chairman chairwoman chair minister ambassador analyst fellow researcher scholar lawyer "
    "attorney university institute college school times herald journal post news press agency daily weekly "
    "tribune gazette chief senior associate assistant deputy guest special former foundation center centre "
    "association department lecturer student teacher author novelist poet economist historian journalist "
    "freelance intern emeritus spokesman spokesperson secretary ceo founder executive officer manager consultant "
    "advisor adviser critic board editorial newspaper desk team publisher photographer"
)
NEVER_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december contrast comparison then now the this that these those all any some no "
    "my our your his her its their a an and or but not today tomorrow yesterday nature definition law"
)
ABBREVIATION = re.compile(r"\b(?:\w\.|[JS]r\.|Ph\.?D\.|M\.D\.|Esq\.)$")
NOBODY = phrases("others|other writers|agencies|wire reports|news reports|et al.")
PLACE = re.compile(r"(.+?)\s+(?:in|from|for|of|at)\s+(.+)$")
LONGEST = 240
MOST_TOKENS = 5
MOST_OFFICE = 7
WIDEST = 80  # of a line of names alone
FULL_NAME = range(2, 5)  # words
MOST_WORDS, LONGEST_TITLE = 12, 100  # of a line that says what the author is
MOST_WORDS_WITH_TITLE = 14
MOST_WORDS_OF_A_PLACE = 8  # “Jane Doe in New York City”


@dataclass(frozen=True, slots=True)
class Byline:
    """A printed byline and the people in it."""

    printed: str
    credits: tuple[Credit, ...]
    rule: str
    confidence: float


def read_byline(text: str) -> Byline | None:
    """Read a line that is a byline by its form; None for any other, also for a sentence that begins with "By"."""
    return _read_byline(text) if width(text) <= LONGEST else None


@lru_cache(maxsize=64)  # the lines of a head are asked about several times
def _read_byline(text: str) -> Byline | None:
    printed = collapse(text)
    lead = LEAD.match(printed)
    bare = collapse(EMAIL.sub(" ", printed) if "@" in printed else printed)
    if lead:
        people = _people(bare[lead.end() :]) or _office(bare[lead.end() :])
        return Byline(printed, people, "begins with “By”", 0.95) if people else None
    if hangul_share(bare) > 0.5:  # noqa: PLR2004 - mostly Hangul
        korean = read_korean_credits(bare)
        return Byline(printed, *korean) if korean else None
    return _without_by(printed, bare)


def read_sign_off(text: str) -> Byline | None:
    """Read a line at the end of a column that only names its author: "— Jane Doe"."""
    printed = collapse(text)
    match = re.match(r"(?:[—–―]\s*|--?\s+)(.+)$", printed)
    people = _people(match.group(1)) if match else ()
    if not people or not all(len(person.name.split()) > 1 for person in people):
        return None
    return Byline(printed, people, "signed at the end", 0.6)


def names_only(text: str) -> Byline | None:
    """Read a line that is nothing but names, two to four words each; only safe where something else confirms it."""
    printed = collapse(text)
    people = _people(printed) if width(printed) <= WIDEST else ()
    fitting = people and all(_is_full(person.name) and not person.title for person in people)
    return Byline(printed, people, "a line of names", 0.7) if fitting else None


def is_title_line(text: str) -> bool:
    """A line under a byline that says what the author is: "Staff writer", "Professor of law"."""
    words = [word.strip(".,").lower() for word in text.split()]
    known = any(word in TITLE_WORDS for word in words)
    return known and len(words) <= MOST_WORDS and not text.endswith((".", "?", "!", ":")) and len(text) <= LONGEST_TITLE


def with_title(byline: Byline, title: str) -> Byline:
    """Add a title that stands on the next line to the last name."""
    last = byline.credits[-1]
    joined = f"{last.title}, {title}" if last.title else title
    credits_ = (*byline.credits[:-1], Credit(name=last.name, title=joined))
    return Byline(f"{byline.printed} {title}", credits_, byline.rule, byline.confidence)


def is_address(text: str) -> bool:
    """A line that is an e-mail address and nothing else, perhaps with a label."""
    rest = EMAIL.sub("", text) if "@" in text else text
    return (
        rest != text
        and re.fullmatch(r"\s*(?:(?:e-?mail|이메일|contact)\s*[:：]?\s*)?", rest, re.IGNORECASE) is not None
    )


def _without_by(printed: str, bare: str) -> Byline | None:
    """Read names with a title and without "By": "Jane Doe, professor of law", "Jane Doe | Staff writer"."""
    people = _people(bare)
    if not people or not people[-1].title or not _is_full(people[0].name):
        return None
    titled = any(word.strip(".,").lower() in TITLE_WORDS for word in people[-1].title.split())
    parted = re.search(r"[,|/(]", bare)
    if not titled or not parted or bare.endswith((".", "?", "!")) or len(bare.split()) > MOST_WORDS_WITH_TITLE:
        return None
    return Byline(printed, people, "names with a title", 0.7)


def _office(text: str) -> tuple[Credit, ...]:
    """Read an office where a name should be ("By Staff Reporter"); it is credited as printed."""
    tokens = text.split()
    offices = [token for token in tokens if token.strip(".,").lower() in TITLE_WORDS]
    known = all(NAME_TOKEN.match(token) or token in offices or token in {"the", "of"} for token in tokens)
    fitting = 0 < len(tokens) <= MOST_OFFICE and tokens[-1] in offices and known
    return (Credit(name=text),) if fitting else ()


def _people(text: str) -> tuple[Credit, ...]:
    """Take names and titles apart; () where the text does not begin with a name."""
    found: list[Credit] = []
    text = text.strip(" ,;|/")
    if not text or (text.endswith((".", "?", "!")) and not ABBREVIATION.search(text)):
        return ()
    pieces = DELIMITER.split(text)
    for at in range(0, len(pieces), 2):
        delimiter, piece = pieces[at - 1] if at else "", pieces[at].strip()
        if piece.lower() in NOBODY:
            continue
        person = _person(piece) if piece and not SUFFIX.fullmatch(piece) else None
        if person is not None and not (found and _belongs_to(found[-1], delimiter.strip(), piece)):
            found.append(person)
        elif not found or piece.lower().startswith("by "):
            return ()
        elif piece:
            found[-1] = _more_title(found[-1], delimiter, piece)
    return tuple(found)


def _belongs_to(person: Credit, delimiter: str, piece: str) -> bool:
    """A further title ("editor and Publisher"), or one word behind a full name ("Jane Doe, Seoul"), is no person."""
    if person.title and delimiter in {"and", "&"} and _has_title(piece):
        return True
    return delimiter == "," and len(piece.split()) == 1 and len(person.name.split()) > 1


def _person(piece: str) -> Credit | None:
    inside = PARENTHESIS.search(piece)
    if inside:
        person = _person(PARENTHESIS.sub(" ", piece).strip())
        return person and Credit(
            name=person.name, title=", ".join(filter(None, (person.title, inside.group(1).strip())))
        )
    honorific = HONORIFIC.match(piece)
    if honorific and _is_name(piece[honorific.end() :]):
        return Credit(name=piece[honorific.end() :], title=honorific.group().strip())
    if _is_name(piece):
        return Credit(name=piece)
    return _person_with_title(piece)


def _person_with_title(piece: str) -> Credit | None:
    """Part a name from what follows it without a comma: "Jane Doe Staff writer", "Jane Doe in Seoul"."""
    place = PLACE.match(piece)
    if place and _is_name(place.group(1)) and len(piece.split()) <= MOST_WORDS_OF_A_PLACE:
        return Credit(name=place.group(1), title=piece[place.end(1) :].strip())
    tokens = piece.split()
    for at, token in enumerate(tokens):
        if at and token.strip(".").lower() in TITLE_WORDS:
            name = " ".join(tokens[:at])
            return Credit(name=name, title=" ".join(tokens[at:])) if _is_name(name) and at > 1 else None
    return None


def _is_full(name: str) -> bool:
    return len(name.split()) in FULL_NAME


def _is_name(text: str) -> bool:
    tokens = text.split()
    if not 0 < len(tokens) <= MOST_TOKENS or not NAME_TOKEN.match(tokens[0]):
        return tokens[:1] != [] and hangul_share(text) == 1.0 and len(tokens) == 1 and len(text) <= MOST_TOKENS
    if tokens[0].lower() in NEVER_NAMES or _has_title(text):
        return False
    return all(NAME_TOKEN.match(token) or token.lower() in PARTICLES for token in tokens)


def _has_title(piece: str) -> bool:
    return any(token.strip(".").lower() in TITLE_WORDS for token in piece.split())


def _more_title(person: Credit, delimiter: str, piece: str) -> Credit:
    if SUFFIX.fullmatch(piece) and not person.title:
        return Credit(name=f"{person.name}{delimiter.rstrip()} {piece}")
    joint = delimiter if person.title else ""
    return Credit(name=person.name, title=f"{person.title}{joint}{piece}")
