"""The labels and the lead picture that front matter gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from articles.importing.documents import Picture, Term, TermKind
from articles.importing.readers.markdown.front_matter import FrontMatter, items, plain

LABELS = (
    (TermKind.CATEGORY, ("categories", "category")),
    (TermKind.SECTION, ("section", "sections", "desk")),
    (TermKind.TAG, ("tags", "tag", "topics")),
    (TermKind.KEYWORD, ("keywords", "keyword")),
)
PICTURES = (
    "image", "cover", "featured_image", "featuredimage", "feature_image", "featureimage", "hero", "hero_image",
    "heroimage", "lead_image", "banner", "thumbnail", "images", "og_image", "teaser_image", "header", "photo",
)  # fmt: skip
SOURCES = ("src", "url", "path", "image", "file", "feature", "teaser", "overlay_image", "relative", "href")
CAPTIONS = ("caption", "title", "description")
CREDITS = ("credit", "credits", "attribution", "photographer", "by", "copyright")
WHITE = re.compile(r"\s+")
SWITCHES = frozenset({"true", "false", "yes", "no"})


def read_terms(page: FrontMatter) -> tuple[Term, ...]:
    """Read all labels: lists, texts parted by commas, and Jekyll's, parted by white space."""
    found = [
        Term(kind=kind, name=name)
        for kind, keys in LABELS
        for key in keys
        for name in _names(
            page.values.get(key), parts_words=kind in {TermKind.CATEGORY, TermKind.TAG} and key[-1] == "s"
        )
    ]
    nested = page.values.get("taxonomies")
    taxonomies = nested if isinstance(nested, dict) else {}
    for kind, keys in LABELS:
        found += [Term(kind=kind, name=name) for key in keys for name in _names(taxonomies.get(key), parts_words=False)]
    return tuple(dict.fromkeys(found))


def read_picture(page: FrontMatter) -> Picture | None:
    """Read the picture that stands above the text; None where there is none."""

    for key in (key for key in PICTURES if page.values.get(key)):
        value = next(iter(items(page.values[key])), None)
        said = {str(name).lower(): plain(inner) for name, inner in value.items()} if isinstance(value, dict) else {}
        source = _first(said, SOURCES) if said else plain(value)
        if source and source.lower() not in SWITCHES:
            return Picture(
                address=source,
                alt=said.get("alt", "") or page.text(f"{key}_alt", f"{key}alt"),
                caption=_first(said, CAPTIONS) or page.text(f"{key}_caption", f"{key}caption", "caption"),
                credit=_first(said, CREDITS) or page.text(f"{key}_credit", f"{key}credit", "credit"),
                is_lead=True,
            )
    return None


def _names(value: Any, *, parts_words: bool) -> Iterator[str]:
    if isinstance(value, str):
        parts = value.split(",") if "," in value or not parts_words else WHITE.split(value)
        yield from (tidy for part in parts if (tidy := " ".join(part.split())))
        return
    for entry in items(value):
        if isinstance(entry, list):
            yield from _names(entry, parts_words=False)
        name = plain(entry.get("name") or entry.get("title")) if isinstance(entry, dict) else plain(entry)
        if name:
            yield name


def _first(said: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")
