"""From what a page has in the place of its byline to people: names and titles apart, no addresses, no dates."""

from __future__ import annotations

import re

from articles.importing.documents import Credit
from articles.importing.readers.textdump.bylines import EMAIL, PARTICLES, read_byline
from articles.importing.readers.web.claims import folded, tidy

LEAD = re.compile(
    r"^(?:[^\w@]*(?:(?:words|written|story|text|article|column|commentary|essay|posted|published|opinion|reporting|"
    r"post\s+author|review|analysis|guest\s+post|contributed|created|submitted)\s+by|by|von|por|par|di|door|av|af|"
    r"przez|"
    r"post\s+author|authors?|autore?n?|autores?|auteure?s?|writers?|columnist|text|texto|foto|"
    r"redac[ct]i[oó]n)\b(?:\s+by\b)?\s*[:：|-]*\s*)+",
    re.IGNORECASE,
)
HANDLE = re.compile(r"\s@\w{2,}")
INITIALS = re.compile(r"\s\((?:[A-Z]\.\s?)+\)")
NEEDS_COLON = re.compile(r"^(?:text|texto|foto|writers?|authors?|autore?n?)\b(?!\s*[:：])", re.IGNORECASE)
# What follows a byline in the same box: a date, a button, a count of minutes.
CUT = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\s-$|\(|@\w|https?:|\b(?:published|posted|updated|last\s+updated|modified|follow|"
    r"view\s+(?:all|my|more)|see\s+more|more\s+(?:by|from|posts)|contact|email|share|says|read\s+more|leave\s+a|"
    r"\d+\s*min(?:ute)?s?(?:\s+read)?|am\s+\d|on\s+\w+\s+\d|\d{1,2}[./:]\d|\d{4}\b|\d{1,2}(?:st|nd|rd|"
    r"th)?\s+\w+\s+\d{4})|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2}\b).*$",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*;\s*|\s*,\s+(?:and|und|y|et|e|og|och|i)\s+|\s*,\s+|\s+(?:and|und|y|et|og|och|&)\s+|\s*/\s*",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|j\.?d|m\.?p|mba|ma|msc|bsc|rd|rn|mph|obe|mbe|cbe|dr|llm)\.?",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:staff|reporter|writers?|editors?|correspondent|columnist|contributor|professor|director|producer|"
    r"journalist|critic|"
    r"fellow|attorney|analyst|photographer|redakteur\w*|redactora?|freelance\w*|intern|manager|chief|bureau|"
    r"author|founder)\b",
    re.IGNORECASE,
)
NOBODY = frozenset(
    folded(word)
    for word in [
        "admin",
        "administrator",
        "no author",
        "anonymous",
        "author",
        "authors",
        "guest",
        "guest author",
        "unknown",
        "none",
        "null",
        "undefined",
        "user",
        "editor",
        "webmaster",
        "nobody",
        "root",
        "default",
        "follow",
        "view my complete profile",
        "contributor",
        "contributors",
        "by",
        "the author",
        "test",
        "false",
        "true",
        "n/a",
        "name",
        "staff",
        "n.n.",
    ]
)
ORGANISATION = re.compile(
    r"\b(?:news|staff|editorial|redaktion|redacci[oó]n|redazione|r[ée]daction|redactie|desk|agency|agencies|press|"
    r"times|post|herald|tribune|reuters|afp|"
    r"ap|dpa|apa|efe|ansa|bloomberg|jiji|kyodo|xinhua|yonhap|pti|ani|ians|upi|team|newsroom|media|foundation|"
    r"institute|university|magazine|"
    r"association|associated|editors|board|newspaper|network|service|services|reports|wire|wires|inc|ltd|gmbh|"
    r"corp|online|tv|radio|journal|gazette|today|daily|weekly)\b|"
    r"\.(?:com|org|net|de|at|ch|co|uk|eu|info|it|fr|es|nl)\b|신문|뉴스|일보|편집",
    re.IGNORECASE,
)
SURNAMES = frozenset({"Post", "Press", "Day", "Herald", "Times"})
LONGEST, MOST_WORDS = 60, 6


def read_people(text: str) -> list[Credit]:
    """Return the people that a byline names, in order; [] where it names none."""
    plain = tidy(HANDLE.sub(", ", INITIALS.sub(" ", EMAIL.sub(" ", text)))).strip(" ,")
    if not plain or len(plain) > 400:  # noqa: PLR2004 - no byline is so long
        return []
    bare = CUT.sub("", _without_lead(plain)).strip(" ,;:-–—|·•")
    read = read_byline(f"By {bare}") if " " in bare and not bare.islower() else None
    if read is not None and all(_is_plausible(person.name) for person in read.credits):
        return [person for person in read.credits if folded(person.name) not in NOBODY]
    return _apart(bare)


def is_organisation(name: str, site_names: frozenset[str]) -> bool:
    """Whether a name is that of a paper, an agency or a desk, and not a person's."""
    bare = folded(name)
    if any(bare == folded(site) or bare.removeprefix("the") == folded(site).removeprefix("the") for site in site_names):
        return True
    words = name.split()
    is_surname = len(words) == 2 and words[0].istitle() and words[1] in SURNAMES  # noqa: PLR2004 - first and last name
    return ORGANISATION.search(name) is not None and not is_surname


def _without_lead(text: str) -> str:
    lead = LEAD.match(text)
    return text[lead.end() :] if lead and lead.end() < len(text) and not NEEDS_COLON.match(text) else text


def _apart(text: str) -> list[Credit]:
    found: list[Credit] = []
    if _is_plausible(text) and not SPLIT.search(text):
        return _credit(text)
    for piece in SPLIT.split(text):
        part = _without_lead(piece.strip())
        if found and (SUFFIX.fullmatch(part) or ROLE.search(part)):
            found[-1] = _extended(found[-1], part)
        elif _is_plausible(part):
            found += _credit(part)
        elif found:
            break
        elif part:
            return []
    return found


def _credit(name: str) -> list[Credit]:
    return [] if folded(name) in NOBODY else [Credit(name=name)]


def _extended(person: Credit, part: str) -> Credit:
    if SUFFIX.fullmatch(part) and not person.title:
        return Credit(name=f"{person.name}, {part}")
    return Credit(name=person.name, title=f"{person.title}, {part}" if person.title else part)


def _is_plausible(name: str) -> bool:
    """Short, with a letter, and no address or sentence."""
    words = name.split()
    if not words or len(name) > LONGEST or len(words) > MOST_WORDS or not any(letter.isalpha() for letter in name):
        return False
    if re.search(r"[@<>{}=?!…]|://|www\.|\.\s+[a-z]", name) or re.fullmatch(r"[\d\W]+", name):
        return False
    if not name[0].isalpha() and name[0] not in "‘’'\"“":
        return False
    small = [word for word in words if word[:1].islower() and word.lower() not in PARTICLES]
    return len(words) == 1 or len(small) < len(words) / 2 or len(small) == len(words) <= 2  # noqa: PLR2004 - a login
