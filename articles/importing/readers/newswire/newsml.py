"""NewsML-G2: news items, alone or many in a message, each a story with its own description."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from articles.importing.documents import Document, ReadOptions, UnreadableError
from articles.importing.readers.dated import zone_called
from articles.importing.readers.newswire import newsml_one
from articles.importing.readers.newswire.items import Item, documents_of, figure
from articles.importing.readers.newswire.newsml_item import read_item
from articles.importing.readers.newswire.newsml_pictures import Shown, pictures_of, shown_by
from articles.importing.readers.newswire.xml_source import Parsed, line_of, parse
from articles.importing.readers.sniffing import Sample

FORMAT = "newsml"
STORY = "newsItem"
OTHERS = {
    "packageItem": ("package", "It is a package that only lists other items"),
    "conceptItem": ("not_a_story", "It describes a subject and is no story"),
    "knowledgeItem": ("not_a_story", "It is a list of subjects and no story"),
    "planningItem": ("not_a_story", "It plans coverage and is no story"),
    "catalogItem": ("not_a_story", "It is a catalogue of codes and no story"),
}
ROOTS = frozenset({"newsmessage", STORY.lower(), *(name.lower() for name in OTHERS)})
OLDER = "newsml"


def fits(sample: Sample) -> bool:
    """Whether a file is NewsML-G2, or the NewsML 1 before it."""
    root = sample.root.rpartition(":")[2]
    return root in ROOTS or root == OLDER


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read every item of a file: stories as documents, all others left out by a named rule.

    Raises UnreadableError where there is no item, ValueError for an unknown zone.
    """
    zone = zone_called(options.timezone)
    parsed = parse(name, content)
    items = newsml_one.read_items(parsed) if parsed.root.tag == "NewsML" else _items(parsed)
    if not items:
        raise UnreadableError(f"{name} holds no item: it is an empty message.", code="no_story")
    return documents_of(
        items, name, FORMAT, zone, parsed.encoding, notices=parsed.notices, is_cut_off=parsed.is_cut_off
    )


def _items(parsed: Parsed) -> list[Item]:
    elements = [each for each in parsed.root.iter(STORY, *OTHERS) if not _is_inside(each)]
    shown = pictures_of(elements)
    belongs = shown_by(elements, shown)
    return [_item(each, parsed, shown, belongs, is_only=len(elements) == 1) for each in elements]


def _is_inside(element: etree._Element) -> bool:
    return any(above.tag in {STORY, *OTHERS} for above in element.iterancestors())


def _item(
    element: etree._Element,
    parsed: Parsed,
    shown: dict[str, Shown],
    belongs: dict[str, Sequence[str]],
    *,
    is_only: bool,
) -> Item:
    offset = 0 if is_only else (line_of(element) or 1) - 1
    item = read_item(element, offset)
    item.source_text = parsed.text if is_only else etree.tostring(element, with_tail=False, encoding="unicode")
    guid = element.get("guid", "")
    if element.tag in OTHERS:
        item.leave_out(*OTHERS[str(element.tag)])
    elif guid in shown:
        stories = sum(guid in pictures for pictures in belongs.values())
        where = "its picture went to the story that it belongs to" if stories else "no story of the file shows it"
        item.leave_out("picture_item", f"It is a picture by itself; {where}")
    else:
        _take_pictures(item, [shown[each] for each in belongs.get(guid, ())])
    return item


def _take_pictures(item: Item, pictures: Sequence[Shown]) -> None:
    """Put the pictures of other items into a story: the first above it, the others at its end."""
    for each in pictures:
        if item.lead is None:
            item.lead = each.as_lead()
        else:
            item.body += figure(each.picture)
