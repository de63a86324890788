"""Who wrote a post: its co-authors where the site has them, else its creator; logins are resolved to names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.documents import Credit, Notice, Severity
from articles.importing.readers.wordpress.channel import AUTHOR_TAXONOMIES, Channel, Person, plain_name
from articles.importing.readers.wordpress.elements import Element, Fields
from articles.importing.readers.wordpress.library import Library

# The byline that some news themes print instead of the creator's name.
BYLINE_KEYS = ("largo_byline_text", "guest-author", "guest_author", "_guest_author_name", "custom_byline")
PARTED = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)
BY = re.compile(r"\s*by:?\s+", re.IGNORECASE)
AROUND = "<>\"' "
MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The people of a post, the lines and the rule that gave them, and what is to be said."""

    credits: tuple[Credit, ...]
    lines: tuple[int, int] | None
    rule: str
    confidence: float
    notices: tuple[Notice, ...] = ()


def read_byline(fields: Fields, channel: Channel, library: Library) -> Byline:
    """Find the people of a post."""
    return _from_terms(fields, channel, library) or _from_meta(fields) or _from_creator(fields, channel, library)


def _from_terms(fields: Fields, channel: Channel, library: Library) -> Byline | None:
    """Read the terms of Co-Authors Plus and PublishPress Authors."""
    terms = [element for element in fields.all("category") if element.attributes.get("domain", "") in AUTHOR_TAXONOMIES]
    found = [(term, _of_term(term, channel, library)) for term in terms if term.value.strip()]
    if not found:
        return None
    people = tuple(dict.fromkeys(_credit(person) for _, person in found))
    return Byline(
        credits=people,
        lines=(terms[0].lines[0], terms[-1].lines[1]),
        rule="the post's co-authors",
        confidence=0.95,
        notices=tuple(_unresolved(person, term.lines[0]) for term, person in found if _is_bare(person)),
    )


def _of_term(term: Element, channel: Channel, library: Library) -> Person:
    name, slug = plain_name(term.value), term.attributes.get("nicename", "")
    keys = [key.casefold() for key in (slug.removeprefix("cap-"), name, slug)]
    known = next((person for key in keys if (person := library.guests.get(key) or channel.people.get(key))), None)
    if known is not None:
        return known
    # PublishPress names the term as the person, Co-Authors Plus by the login; only a name has a space or a capital.
    return Person(name=name, login=slug.removeprefix("cap-") or name)


def _from_meta(fields: Fields) -> Byline | None:
    """Read the line that a news theme prints in the place of the creator."""
    meta = fields.meta
    printed = next((plain_name(value) for key in BYLINE_KEYS if (value := meta.get(key, "").strip())), "")
    if not printed or printed.startswith(("a:", "{")):
        return None
    names = PARTED.split(BY.sub("", printed, count=1) if BY.match(printed) else printed)
    if not all(name and len(name.split()) <= MOST_WORDS for name in names):
        names = [printed]
    people = tuple(Credit(name=name) for name in dict.fromkeys(names))
    return Byline(credits=people, lines=None, rule="the byline in a custom field", confidence=0.85)


def _from_creator(fields: Fields, channel: Channel, library: Library) -> Byline:
    element = fields.first("dc:creator")
    login = element.value.strip() if element else ""
    if element is None or not login:
        return Byline(credits=(), lines=None, rule="", confidence=0.0, notices=tuple(_no_creator(fields)))
    rule, lines = "the creator's login, by the authors of the export", element.lines
    person = _known(login, channel, library)
    if person is None:
        person = Person(name=plain_name(login), login=login)
        notice = _unresolved(person, lines[0])
        return Byline(
            credits=(_credit(person),), lines=lines, rule="the creator's login", confidence=0.5, notices=(notice,)
        )
    notices = (_unresolved(person, lines[0]),) if _is_bare(person) else ()
    return Byline(credits=(_credit(person),), lines=lines, rule=rule, confidence=0.95, notices=notices)


def _known(login: str, channel: Channel, library: Library) -> Person | None:
    for key in (login.casefold(), login.strip(AROUND).casefold()):
        person = library.guests.get(key) or channel.people.get(key)
        if person is not None:
            return person
    return None


def _no_creator(fields: Fields) -> Sequence[Notice]:
    element = fields.first("wp:author")
    named = element.value.strip() if element else ""
    if not named:
        return ()
    message = f"It has no creator; wp:author, which WordPress itself does not read, says “{named}”."
    return (Notice(code="no_creator", message=message, line=element.lines[0] if element else None),)


def _is_bare(person: Person) -> bool:
    """Whether all that is known of somebody is a login."""
    return person.name == person.login and " " not in person.name


def _unresolved(person: Person, line: int) -> Notice:
    message = f"The export has no name for the login “{person.login}”; the login stands as the name."
    return Notice(code="login_as_name", message=message, line=line, severity=Severity.WARN)


def _credit(person: Person) -> Credit:
    return Credit(name=person.name, key=person.login, bio=person.bio)
