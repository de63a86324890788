"""The labels of a post: categories and tags as terms, a series, a language; the rest is no label for readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.importing.documents import Term, TermKind
from articles.importing.readers.wordpress.channel import AUTHOR_TAXONOMIES, LANGUAGE, plain_name
from articles.importing.readers.wordpress.elements import Element, Fields

KINDS = {
    "category": TermKind.CATEGORY, "post_tag": TermKind.TAG, "tag": TermKind.TAG, "section": TermKind.SECTION,
    "sections": TermKind.SECTION, "newspack_section": TermKind.SECTION,
}  # fmt: skip
SERIES = frozenset({"series", "column", "columns"})
# How a post is shown or stored, which says nothing of what it is about.
OF_THE_SYSTEM = AUTHOR_TAXONOMIES | {
    "nav_menu", "post_format", "link_category", "post_translations", "term_translations", "wp_theme", "language",
    "wp_pattern_category", "wp_template_part_area", "post_status", "following_users", "following_usergroups",
}  # fmt: skip
# The category that WordPress gives to what has none; its nicename is that of English sites, or of the first row.
DEFAULTS = frozenset({"uncategorized", "uncategorised", "미분류", "sin-categoria", "non-classe", "allgemein"})
DEFAULT_NAMES = frozenset({"uncategorized", "uncategorised", "미분류"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The terms of a post, those that are tags, its series and the language that it says, and their lines."""

    terms: tuple[Term, ...]
    tags: tuple[str, ...]
    series: str
    language: str
    lines: tuple[int, int] | None


def read_labels(fields: Fields) -> Labels:
    """Read the labels of a post."""
    elements = fields.all("category")
    domains = {element.attributes.get("domain", "") for element in elements}
    # Exports of 1.0 write each category twice, once without saying that it is one.
    told = [e for e in elements if e.attributes.get("domain")] if domains - {""} else elements
    terms = tuple(dict.fromkeys(_terms(told)))
    series = next((plain_name(e.value) for e in told if e.attributes.get("domain") in SERIES), "")
    language = next((e.attributes.get("nicename", "") for e in told if e.attributes.get("domain") == "language"), "")
    code = LANGUAGE.match(language)
    return Labels(
        terms=terms,
        tags=tuple(dict.fromkeys(term.name for term in terms if term.kind is TermKind.TAG)),
        series=series,
        language=code.group().lower() if code else "",
        lines=(told[0].lines[0], told[-1].lines[1]) if told else None,
    )


def _terms(elements: list[Element]) -> Iterator[Term]:
    for element in elements:
        domain, slug = element.attributes.get("domain", "category"), element.attributes.get("nicename", "")
        name = plain_name(element.value)
        if not name or domain in OF_THE_SYSTEM | SERIES:
            continue
        kind = KINDS.get(domain, TermKind.KEYWORD)
        if kind is TermKind.CATEGORY and (slug in DEFAULTS or name.casefold() in DEFAULT_NAMES):
            continue
        yield Term(kind=kind, name=name, slug=slug)
