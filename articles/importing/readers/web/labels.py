"""The section, tags and keywords of a page, its language, and what sort of piece it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.importing.documents import Term, TermKind
from articles.importing.readers.language import tell_language
from articles.importing.readers.web.claims import folded, plain, tidy
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.structured import Thing, as_list, first_text, kinds

SECTIONS = (
    "article:section",
    "parsely-section",
    "sailthru.section",
    "section",
    "dcsext.section",
    "cxenseparse:section",
    "og:article:section",
)
TAGS = ("article:tag", "parsely-tags", "sailthru.tags", "og:article:tag", "dc.subject", "dc:subject")
KEYWORDS = ("news_keywords", "keywords")
SEPARATED = re.compile(r"\s*[,;|]\s*")
LONGEST, MOST = 80, 40
OPINION = re.compile(r"\b(?:opinion|op-?ed|column|commentary|kommentar|columna|tribune|meinung)", re.IGNORECASE)
SORTS = (("editorial", "editorial"), ("leader", "editorial"), ("letter", "letter"), ("interview", "interview"))
# What a page's own keywords say of every page of a site.
EMPTY_KEYWORD = re.compile(r"\b(?:https?|type|cobranded|stage|template|no-?ads?|paywall|author):?", re.IGNORECASE)


def find_terms(page: Page) -> tuple[Term, ...]:
    """Return the labels of a page, each once by kind and name."""
    found = {(term.kind, folded(term.name)): term for term in reversed(list(_terms(page)))}
    return tuple(reversed(found.values()))[:MOST]


def find_language(page: Page, text: str) -> tuple[str, str]:
    """Return the language of a page, as "en" or "ko", and the rule by which it is known; "" where nothing tells."""
    stated = page.tree.get("lang") or page.head.first(
        "og:locale", "content-language", "language", "dc.language", "dc:language"
    )
    stated = stated or first_text(page.article.get("inLanguage"))
    told, _ = tell_language(text)
    code = re.match(r"[a-z]{2,3}(?![a-z])", stated.strip().lower())
    if told == "ko" or (told and not code):
        return told, "its letters and words"
    return (code[0], "what the page says") if code else ("", "")


def find_kind(page: Page, section: str) -> str:
    """Return "column", "editorial", "letter" or "interview" where the page says that it is one."""
    said = " ".join([*kinds(page.article), section, first_text(page.article.get("genre"))]).lower()
    for word, kind in SORTS:
        if re.search(rf"\b{word}s?\b", said):
            return kind
    return "column" if OPINION.search(said) else ""


def _terms(page: Page) -> Iterator[Term]:
    things = (page.article, page.item)
    yield from _made(TermKind.SECTION, [name for thing in things for name in _names(thing, "articleSection")])
    yield from _made(TermKind.SECTION, _of_head(page, SECTIONS))
    yield from _made(TermKind.TAG, _apart(_of_head(page, TAGS)))
    yield from _linked(page)
    yield from _made(TermKind.KEYWORD, _apart(name for thing in things for name in _names(thing, "keywords")))
    yield from _made(TermKind.KEYWORD, _apart(_of_head(page, KEYWORDS)))


def _of_head(page: Page, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in page.head.all(name)]


def _apart(values: Iterable[str]) -> list[str]:
    return [part for value in values for part in SEPARATED.split(value)]


def _linked(page: Page) -> Iterator[Term]:
    """The links that a page marks as those of its tags and categories."""
    for link in page.tree.xpath(".//a[contains(concat(' ', normalize-space(@rel), ' '), ' tag ')]")[:MOST]:
        kind = TermKind.CATEGORY if "category" in f"{link.get('rel')} {link.get('href')}" else TermKind.TAG
        yield from _made(kind, [plain(link).lstrip("#")])


def _made(kind: TermKind, names: Iterable[str]) -> Iterator[Term]:
    for name in names:
        text = tidy(name)
        if text and len(text) <= LONGEST and not EMPTY_KEYWORD.match(text):
            yield Term(kind=kind, name=text)


def _names(thing: Thing, key: str) -> list[str]:
    return [text for value in as_list(thing.get(key)) if (text := first_text(value))]
