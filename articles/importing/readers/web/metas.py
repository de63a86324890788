"""What stands in the head of a page: its meta elements by name, its links, its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from articles.importing.readers.web.claims import Claim, tidy

LONGEST = 5_000
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """The values of the meta elements by their lower-cased name, in order, each with the attribute that names it."""

    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    canonical: str = ""
    title: str = ""

    def first(self, *names: str) -> str:
        """Return the first value that one of the names has; "" where none has any."""
        return next((value for name in names for value, _ in self.values.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        """Return all values of a name."""
        return [value for value, _ in self.values.get(name, ())]

    def claims(self, rules: dict[str, float]) -> Iterator[Claim]:
        """Yield a claim for each value of each of the names, in their order, with the weight of its rule."""
        for name, weight in rules.items():
            for value, attribute in self.values.get(name, ()):
                yield Claim(
                    value=value, selector=f'meta[{attribute}="{name}"]', rule=f"the page's {name}", weight=weight
                )


def read_head(tree: HtmlElement) -> Head:
    """Read the head of a page; some pages have their meta elements in the body."""
    values: dict[str, list[tuple[str, str]]] = {}
    for meta in tree.xpath(".//meta[@content]")[:MOST]:
        value = tidy(meta.get("content")[:LONGEST])
        if not value:
            continue
        # What names itself by `property` comes first: it is written for other programs.
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (meta.get(attribute) or "").lower().split():
                known = values.setdefault(name, [])
                place = 0 if attribute == "property" and any(other != "property" for _, other in known) else len(known)
                known.insert(place, (value, attribute))
    return Head(values, _canonical(tree), _title(tree))


def _canonical(tree: HtmlElement) -> str:
    links = tree.xpath(".//link[contains(concat(' ', translate(@rel, 'CANOIL', 'canoil'), ' '), ' canonical ')]/@href")
    # Medium's export has a link at its foot instead.
    links = links or tree.xpath(".//a[contains(concat(' ', @class, ' '), ' p-canonical ')]/@href")
    return str(links[0]).strip() if links else ""


def _title(tree: HtmlElement) -> str:
    titles = tree.xpath(".//title[not(ancestor::svg)]")
    return tidy(titles[0].text_content()[:LONGEST]) if titles else ""
