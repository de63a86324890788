"""The headline of a page: the one that stands on it, checked against what the page tells other programs."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from articles.importing.readers.lines import hangul_share
from articles.importing.readers.web.claims import Claim, folded, tidy, word_set
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.structured import first_text

TITLES = {
    "dc:title": 0.9, "dcterm:title": 0.9, "dc.title": 0.85, "og:title": 0.85, "twitter:title": 0.8,
    "parsely-title": 0.85, "sailthru.title": 0.85, "title": 0.7, "citation_title": 0.85,
}  # fmt: skip
DIVIDER = re.compile(r"\s+[|\-–—·•»«›:⋅/]+\s+|\s*\|\s*|\s+::\s+|:\s+")
LONGEST = 400
ELSEWHERE = re.compile(
    r"\b(?:nav|menu|footer|sidebar|related|comments?|widget|logo|promo|newsletter|modal|popup)\b",
    re.I,
)
NAMED = re.compile(
    r"(?:^|[\s_-])(?:headline|title|entry-title|post-title|article-title|news-title)(?:$|[\s_-])",
    re.IGNORECASE,
)
LIKE = 0.5
SHORTEST_NAME = 3
LONGEST_LABEL = 12  # characters of one word: in Korean a headline may be one


def find_headline(page: Page) -> list[Claim]:
    """Return the claims to the headline, the best first; [] where nothing on the page is one."""
    said = _said(page)
    shown = _shown(page, said)
    window = (
        [Claim(value=page.head.title, selector="title", rule="the window's title", weight=0.6)]
        if page.head.title
        else []
    )
    claims = [*shown, *said, *window]
    names = {folded(name) for name in page.site_names} | {folded(page.host), folded(page.host.partition(".")[0])}
    trimmed = (_trim(claim, names, page) for claim in claims)
    return [claim for claim in trimmed if claim.value and folded(claim.value) not in names - {""}]


def _said(page: Page) -> list[Claim]:
    """What the page tells other programs, without the name of the site."""
    claims = [claim for claim in page.head.claims({"dc:title": 0.9, "dcterm:title": 0.9}) if claim]
    for thing, place, weight in (
        (page.article, "script[type='application/ld+json']", 0.9),
        (page.item, "[itemprop='headline']", 0.9),
    ):
        value = first_text(thing.get("headline")) or (first_text(thing.get("name")) if thing else "")
        if value and len(value) <= LONGEST:
            claims.append(Claim(value=value, selector=place, rule="the headline of its structured data", weight=weight))
    claims += [claim for claim in page.head.claims(TITLES) if claim.rule not in {known.rule for known in claims}]
    return [claim for claim in claims if len(claim.value) <= LONGEST]


def _shown(page: Page, said: list[Claim]) -> list[Claim]:
    """The heading on the page that is most like what the page says elsewhere; at least half of the words must agree."""
    known = [claim.value for claim in said] + [page.head.title]
    best: list[tuple[float, int, Claim]] = []
    for place, element in enumerate(page.tree.xpath(".//h1")[:40]):
        text = tidy(element.text_content())
        if not text or len(text) > LONGEST:
            continue
        like = max((likeness(text, value) for value in known if value), default=0.0)
        sure = 0.95 if like >= LIKE else 0.6
        claim = Claim(value=text, selector="h1", rule="the heading of the page", weight=sure)
        best.append((like if not _stands_elsewhere(element) else like / 2, -place, claim))
    good = [each for each in best if each[0] >= LIKE and _says_enough(each[2].value, known)]
    if good:
        return [_without_rubric(max(good, key=lambda each: each[:2])[2], said, page)]
    alone = [claim for like, _, claim in best if len(claim.value.split()) > 2]  # noqa: PLR2004 - "Opinion", "Local news"
    return alone if len(alone) == 1 and len(best) == 1 else _by_class(page, known)


def _says_enough(text: str, known: list[str]) -> bool:
    """One word is the name of a section, unless the page is called just that."""
    return len(text.split()) > 1 or len(text) > LONGEST_LABEL or any(folded(text) == folded(value) for value in known)


def _without_rubric(claim: Claim, said: list[Claim], page: Page) -> Claim:
    """Take off what stands in the heading beside the headline, in an element of its own or behind a line."""
    whole = folded(claim.value)
    boxes = {
        folded(element.text_content())
        for heading in page.tree.xpath(".//h1")[:40]
        if folded(heading.text_content()) == whole
        for element in heading.iterdescendants()
        if isinstance(element.tag, str)
    }
    boxes |= {folded(part) for part in re.split(r"\s\|\s", claim.value)}
    for other in said:
        bare = folded(other.value)
        if len(other.value.split()) < 3 or bare == whole:  # noqa: PLR2004 - too little to be sure
            continue
        rest = whole.removeprefix(bare) if whole.startswith(bare) else whole.removesuffix(bare)
        if rest != whole and (rest in boxes or bare in boxes):
            return Claim(
                value=other.value,
                selector=claim.selector,
                rule="the heading of the page without its rubric",
                weight=0.9,
            )
    return claim


def _by_class(page: Page, known: list[str]) -> list[Claim]:
    """A heading of lower rank, or a box called a headline, that says the same as the head of the page."""
    known = known + [part for value in known for part in DIVIDER.split(value) if _may_be_headline(part)]
    for element in page.tree.xpath(".//h2 | .//h3 | .//*[contains(@class, 'itle') or contains(@class, 'eadline')]")[
        :200
    ]:
        text = tidy(element.text_content())
        if text and len(text) <= LONGEST and any(folded(text) == folded(value) for value in known):
            return [
                Claim(value=text, selector=element.tag, rule="a heading that the window's title repeats", weight=0.85)
            ]
    return []


def _may_be_headline(part: str) -> bool:
    """Whether a part of a title says more than the name of a site: Korean ones take fewer words."""
    words = len(part.split())
    return words > 2 or (words > 1 and hangul_share(part) > 0.5)  # noqa: PLR2004 mostly Hangul


def _stands_elsewhere(element: HtmlElement) -> bool:
    return any(
        above.tag in {"nav", "footer", "aside"} or ELSEWHERE.search(f"{above.get('class', '')} {above.get('id', '')}")
        for above in (element, *element.iterancestors())
        if above.tag not in {"body", "html"}
    )


def likeness(one: str, other: str) -> float:
    """Return how many of the words of the shorter of two lines the other has too, less where that is much longer."""
    words, others = word_set(one), word_set(other)
    if not words or not others:
        return 0.0
    return (
        len(words & others)
        / min(len(words), len(others))
        * (0.5 + 0.5 * min(len(words), len(others)) / max(len(words), len(others)))
    )


def _trim(claim: Claim, names: set[str], page: Page) -> Claim:
    """Take the name of the site, or a rubric that only the heading has, off a headline."""
    parts = DIVIDER.split(claim.value)
    if len(parts) == 1:
        return claim
    dividers = DIVIDER.findall(claim.value)
    first, last = 0, len(parts)
    while last - first > 1 and _names_site(parts[last - 1], names) and ":" not in dividers[last - 2]:
        last -= 1
    while last - first > 1 and _names_site(parts[first], names):
        first += 1
    text = parts[first] + "".join(dividers[at - 1] + parts[at] for at in range(first + 1, last))
    return Claim(value=text.strip(), selector=claim.selector, rule=claim.rule, weight=claim.weight)


def _names_site(part: str, names: set[str]) -> bool:
    bare = folded(part)
    alike = {name for name in names if len(name) > SHORTEST_NAME}
    return not bare or bare in names or bare.removeprefix("the") in alike or f"the{bare}" in alike
