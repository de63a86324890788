"""Who wrote a page: from structured data, the head, the byline that stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from articles.importing.documents import Credit
from articles.importing.readers.web.claims import folded, plain, tidy
from articles.importing.readers.web.labelled_lines import korean_bylines
from articles.importing.readers.web.names import NOBODY, is_organisation, read_people
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.places import in_reading_order, near_heading, path_of
from articles.importing.readers.web.structured import Thing, as_list, kinds, resolve
from articles.importing.readers.web.submitted import submitters

METAS = (
    "dc:creator", "author", "article:author", "article:author_name", "og:article:author", "parsely-author",
    "sailthru.author", "byl", "dc.creator", "dcterms.creator", "citation_author", "authors", "byline", "og:author",
    "cxenseparse:author", "rbauthors", "twitter:data1",
)  # fmt: skip
BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|author-?name|writers?|creator|autore?s?|contributors?)(?:$|[\s_-])|"
    r"author|byline",
    re.I,
)
MOST_LOOKED_AT = 150
SHORT = 160
LONGEST_NAME = 60
ORGANISATION = "organisation"  # in the place of a title, until people and papers are parted
BY = re.compile(r"\s*(?:(?:written|posted|story|words|text)\s+)?(?:by|von|por|par)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The people of a page: the line as printed or as put together, and where it was found."""

    byline: str
    credits: tuple[Credit, ...]
    selector: str
    rule: str
    weight: float
    are_organisations: bool = False


def find_people(page: Page) -> People | None:
    """Return who wrote a page. A paper, agency or desk is given only where nobody else is named, and says so."""
    groups = [group for group in _groups(page) if group.credits]
    persons = [_only_persons(group, page) for group in groups]
    named = [group for group in persons if group.credits]
    if not named:
        return next((_as_organisations(group, page) for group in groups if group.weight != UNPRINTED), None)
    best = named[0]
    whole = _same_in_full(best, groups)
    if whole is not None:
        return whole
    printed = next((group for group in named if group.selector.startswith("@")), None)
    if printed is not None and _covers(printed, best):
        best = _with_titles(printed, best)
    return best


UNPRINTED = 0.85


def _same_in_full(best: People, groups: list[People]) -> People | None:
    """The name of a page's own author, which is that of the site, too, where the page prints only a part of it."""
    if len(best.credits) != 1 or " " in best.credits[0].name:
        return None
    part = best.credits[0].name.casefold()
    return next(
        (
            group
            for group in groups
            if len(group.credits) == 1 and part in group.credits[0].name.casefold().split()[:-1]
        ),
        None,
    )


def _covers(printed: People, said: People) -> bool:
    known = {folded(person.name) for person in said.credits}
    others = [person for person in printed.credits if folded(person.name) not in known]
    return len(printed.credits) == len(known) + len(others) and not any(person.title for person in others)


def _with_titles(printed: People, said: People) -> People:
    known = {folded(person.name): person for person in said.credits}
    merged = tuple(
        Credit(
            name=known[folded(person.name)].name if folded(person.name) in known else person.name,
            title=person.title or (known[folded(person.name)].title if folded(person.name) in known else ""),
            key=known[folded(person.name)].key if folded(person.name) in known else "",
            bio=known[folded(person.name)].bio if folded(person.name) in known else "",
        )
        for person in printed.credits
    )
    return People(byline=printed.byline, credits=merged, selector=printed.selector, rule=printed.rule, weight=0.95)


def _groups(page: Page) -> Iterator[People]:
    """Yield every place that names authors, the surest first."""
    for thing, selector, weight in (
        (page.article, "script[type='application/ld+json']", 0.95),
        (page.item, "[itemprop='author']", 0.9),
    ):
        people = [
            person
            for each in as_list(thing.get("author") or thing.get("creator"))
            for person in _person(resolve(each, page.things))
        ]
        yield _people(people, selector, "the authors of its structured data", weight)
    for name in METAS:
        given = [
            value
            for value, attribute in page.head.values.get(name, ())
            if attribute in {"name", "property"} and "://" not in value
        ]
        people = [person for value in dict.fromkeys(given) for person in read_people(value)]
        yield _people(people, f'meta[name="{name}"]', f"the page's {name}", UNPRINTED)
    yield from _printed(page)
    yield from _beside_heading(page)
    for element, named in submitters(page):
        rule = "the line that says who put it on the site"
        yield People(byline=line_of(named), credits=named, selector="@" + path_of(element), rule=rule, weight=0.7)
    for element, line, named in korean_bylines(page):
        rule = "a line with a name and a title"
        yield People(byline=line, credits=named, selector="@" + path_of(element), rule=rule, weight=0.7)


def _people(people: list[Credit], selector: str, rule: str, weight: float) -> People:
    unique = {folded(person.name): person for person in reversed(people)}
    kept = tuple(reversed(unique.values()))
    return People(byline=line_of(kept), credits=kept, selector=selector, rule=rule, weight=weight)


def line_of(people: tuple[Credit, ...]) -> str:
    """Return the byline of people whose page prints none."""
    names = [person.name for person in people]
    if not names:
        return ""
    return "By " + (names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1])


def _person(value: Any) -> list[Credit]:
    if not isinstance(value, dict):
        return read_people(tidy(value)) if "://" not in str(value) else []
    names = [tidy(name) for name in as_list(value.get("name"))]
    people = [person for name in names for person in read_people(name)] if names else []
    if (
        not people
        and len(names) == 1
        and 0 < len(names[0]) <= LONGEST_NAME
        and "://" not in names[0]
        and folded(names[0]) not in NOBODY
    ):
        people = [Credit(name=names[0], title=ORGANISATION)]  # an office, as "Staff and wire reports"
    if len(people) != 1:
        return people
    return [_described(people[0], value)]


def _described(person: Credit, thing: Thing) -> Credit:
    title = tidy(thing.get("jobTitle")) or person.title
    about = tidy(thing.get("description"))
    organisation = any("organi" in kind.lower() for kind in kinds(thing))
    return Credit(name=person.name, title=ORGANISATION if organisation else title[:200], bio=about[:2000])


def _only_persons(group: People, page: Page) -> People:
    people = tuple(
        person
        for person in group.credits
        if person.title != ORGANISATION and not is_organisation(person.name, page.site_names)
    )
    byline = group.byline if len(people) == len(group.credits) or group.selector.startswith("@") else line_of(people)
    return People(byline=byline, credits=people, selector=group.selector, rule=group.rule, weight=group.weight)


def _as_organisations(group: People, page: Page) -> People:
    people = tuple(Credit(name=person.name) for person in group.credits)
    return People(
        byline=group.byline,
        credits=people,
        selector=group.selector,
        rule=group.rule,
        weight=0.6,
        are_organisations=True,
    )


def _printed(page: Page) -> Iterator[People]:
    """Yield what stands on the page as a byline: marked as the author's name, or in a box named after it."""
    marked = page.tree.xpath(".//*[@rel='author' or @itemprop='author' or contains(@rel, 'author ')]")
    named = [each for each in page.tree.xpath(".//*[@class or @data-testid or @id]") if _is_named(each)]
    for element in [*in_reading_order(page, named)[:MOST_LOOKED_AT], *in_reading_order(page, marked)[:MOST_LOOKED_AT]]:
        text = tidy(" ".join(element.itertext()))
        people = read_people(text) if 0 < len(text) <= SHORT else []
        if people:
            yield People(
                byline=text if text.lower().startswith(("by ", "von ", "por ")) else line_of(tuple(people)),
                credits=tuple(people),
                selector="@" + path_of(element),
                rule="the byline on the page",
                weight=0.8,
            )


def _beside_heading(page: Page) -> Iterator[People]:
    """Yield the lines near the heading that begin with "By"."""
    for element in near_heading(page):
        if not BY.match(element.text or ""):
            continue
        line = next(
            (each for each in (element, element.getparent()) if each is not None and len(plain(each)) > len("Von -")),
            None,
        )
        text = tidy(" ".join(line.itertext())) if line is not None else ""
        people = read_people(text) if 0 < len(text) <= SHORT else []
        if people:
            yield People(
                byline=text if len(text) <= SHORT // 2 else line_of(tuple(people)),
                credits=tuple(people),
                selector="@" + path_of(element),
                rule="a line beside the heading that begins with “By”",
                weight=0.75,
            )


def _is_named(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('data-testid', '')} {element.get('id', '')}"
    return (
        element.tag not in {"body", "html", "meta", "link", "script", "article", "img", "form", "input"}
        and BYLINE.search(names) is not None
    )
