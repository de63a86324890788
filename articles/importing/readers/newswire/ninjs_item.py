"""One item of ninjs: names in lower case, as `ninjs.lowered` makes them, so that every version reads alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articles.importing.documents import Credit, Picture, Severity, TermKind
from articles.importing.readers.dated import Written
from articles.importing.readers.html.bodies import make_body
from articles.importing.readers.lines import collapse
from articles.importing.readers.newswire.items import Item, figure
from articles.importing.readers.newswire.nitf_body import html_of_text
from articles.importing.readers.newswire.statuses import take_embargo, take_status
from articles.importing.readers.newswire.subjects import name_of
from articles.importing.readers.prose import to_html
from articles.importing.readers.signatures import read_names
from articles.importing.readers.tables.standings import KINDS

STORIES = frozenset({"", "text", "article", "composite"})
PICTURES = frozenset({"picture", "photo", "image", "graphic"})
PUBLISHED = ("firstpublished", "contentcreated", "firstcreated", "published", "datepublished", "versioncreated")
LABELS = (
    ("subject", TermKind.CATEGORY), ("subjects", TermKind.CATEGORY), ("keyword", TermKind.KEYWORD),
    ("keywords", TermKind.KEYWORD), ("service", TermKind.SECTION), ("place", TermKind.TAG), ("places", TermKind.TAG),
    ("person", TermKind.TAG), ("people", TermKind.TAG), ("organisation", TermKind.TAG),
    ("organisations", TermKind.TAG), ("event", TermKind.TAG), ("events", TermKind.TAG), ("object", TermKind.TAG),
    ("objects", TermKind.TAG),
)  # fmt: skip
NAMES = ("name", "title", "literal", "code", "uri")
WROTE = frozenset({"author", "creator", "writer", "byline", "by"})
LEADS = frozenset({"featuremedia", "mainimage", "main", "lead", "leadimage", "featured", "hero"})
RICH = ("html", "richtext", "xml")
EMBEDDED = "embedded"


def read_item(plain: dict[str, Any]) -> Item:
    """Return what an item says."""
    item = Item()
    _take_identity(plain, item)
    kind = text_of(plain.get("type")).casefold()
    _take_headlines(plain, item)
    _take_dates(plain, item)
    _take_status(plain, item)
    _take_labels(plain, item)
    _take_people(plain, item)
    _take_rights(plain, item)
    item.language = text_of(plain.get("language")).partition("-")[0].partition("_")[0].lower()
    if kind not in STORIES:
        item.leave_out("picture_item" if kind in PICTURES else "not_a_story", f"It is a {kind} by itself and no text")
        return item
    _take_body(plain, item)
    _take_pictures(plain, item)
    if kind == "composite" and not item.body:
        item.leave_out("package", "It is a package that only holds other items")
    return item


def text_of(value: Any) -> str:
    """Return a value as text; "" for none, and for what is no single value."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def listed(value: Any) -> list[Any]:
    """Return a value as a list: what has names (associations, renditions) without them."""
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, dict) else [value] if value else []


def _take_identity(plain: dict[str, Any], item: Item) -> None:
    item.legacy_id = next((text_of(plain[key]) for key in ("uri", "guid", "_id") if text_of(plain.get(key))), "")
    if item.legacy_id.startswith(("http://", "https://")):
        item.url = item.legacy_id
    item.place("legacy_id", "uri")


def _by_role(plain: dict[str, Any], stem: str) -> Iterator[tuple[str, str]]:
    """Yield the role and text of what a version keeps as `stem` or `stem_role`, and a later one as a list of roles."""
    several = plain.get(f"{stem}s") if stem != "body" else plain.get("bodies")
    for each in listed(several):
        if isinstance(each, dict) and text_of(each.get("value")):
            yield text_of(each.get("role")).casefold() or "main", text_of(each.get("value"))
    for key, value in plain.items():
        if (key == stem or key.startswith(f"{stem}_")) and text_of(value):
            yield key.removeprefix(stem).removeprefix("_") or "main", text_of(value)


def _take_headlines(plain: dict[str, Any], item: Item) -> None:
    headlines = dict(reversed(list(_by_role(plain, "headline"))))
    chosen = headlines.get("main") or next(iter(reversed(list(headlines.values()))), "") or text_of(plain.get("title"))
    item.headline = collapse(_plain(chosen))
    if item.headline:
        item.place("headline", "headline")
    elif text_of(plain.get("slugline")):
        item.headline = text_of(plain.get("slugline"))
        item.place("headline", "slugline", confidence=0.4)
        item.note("headline_from_slugline", "It has no headline: its slug line was taken. Write one.")
    described = [text for role, text in _by_role(plain, "description") if "caption" not in role]
    below = [text for role, text in headlines.items() if role.startswith("sub") or role in {"deck", "standfirst"}]
    item.standfirst = collapse(_plain(next(iter([*below, *described, text_of(plain.get("abstract"))]), "")))
    if item.standfirst:
        item.place("standfirst", "description" if not below else "headline")


def _plain(text: str) -> str:
    # Parsed before it is cleaned: the cleaner takes very long over very deep nesting.
    return " ".join(make_body(to_html(text)).paragraphs) if text else ""


def _take_dates(plain: dict[str, Any], item: Item) -> None:
    item.published = [Written(value=text_of(plain[key]), name=key) for key in PUBLISHED if text_of(plain.get(key))]
    changed = [key for key in ("contentmodified", "datemodified") if text_of(plain.get(key))]
    if not changed and text_of(plain.get("version")) not in {"", "1"} and text_of(plain.get("versioncreated")):
        changed = ["versioncreated"]
    item.updated = [Written(value=text_of(plain[key]), name=key) for key in changed[:1]]


def _take_status(plain: dict[str, Any], item: Item) -> None:
    take_status(item, text_of(plain.get("pubstatus")))
    if text_of(plain.get("embargoed")):
        take_embargo(item, text_of(plain.get("embargoed")))
    note = text_of(plain.get("ednote"))
    if note:
        item.note("editors_note", f"The source tells editors: “{collapse(note)}”", Severity.NOTE)


def _take_labels(plain: dict[str, Any], item: Item) -> None:
    for key, kind in LABELS:
        value = plain.get(key)
        for each in value if isinstance(value, list) else [value]:
            if not (key in {"person", "people"} and _wrote(each)):
                item.add_term(kind, _name(each))
    for each in listed(plain.get("genre")) + listed(plain.get("genres")):
        name = _name(each)
        kind_of_text = KINDS.get(name.casefold(), "")
        item.kind = item.kind or kind_of_text
        if not kind_of_text:
            item.add_term(TermKind.SECTION, name)


def _name(value: Any) -> str:
    """Return what a concept is called: its name, else that of the field that its code belongs to, else the code."""
    if not isinstance(value, dict):
        return text_of(value)
    called = next((text_of(value[key]) for key in NAMES if text_of(value.get(key))), "")
    return name_of(called) or called


def _wrote(value: Any) -> bool:
    return isinstance(value, dict) and text_of(value.get("rel") or value.get("role")).casefold() in WROTE


def _take_people(plain: dict[str, Any], item: Item) -> None:
    printed = (text for _, text in _by_role(plain, "byline"))
    line = text_of(plain.get("byline")) or text_of(plain.get("by")) or ", ".join(dict.fromkeys(printed))
    described = {}
    for each in (*listed(plain.get("authors")), *listed(plain.get("bylines"))):
        name = _name(each) if isinstance(each, dict) else text_of(each)
        if name:
            described[name] = each if isinstance(each, dict) else {}
    for each in (*listed(plain.get("people")), *listed(plain.get("person"))):
        if _wrote(each) and _name(each):
            described.setdefault(_name(each), each)
    item.byline = collapse(_plain(line)) or ", ".join(described)
    if line:
        item.credits = tuple(_credit(each, described.get(each.name, {})) for each in read_names(item.byline).credits)
    else:
        item.credits = tuple(_credit(Credit(name=name), each) for name, each in described.items())
    if item.credits:
        item.place("byline", "byline" if line else "authors")


def _credit(credit: Credit, said: dict[str, Any]) -> Credit:
    title = credit.title or text_of(said.get("jobtitle"))
    key = text_of(said.get("code")) or text_of(said.get("uri"))
    return Credit(name=credit.name, title=title, key=key, bio=text_of(said.get("biography") or said.get("bio")))


def _take_rights(plain: dict[str, Any], item: Item) -> None:
    holder = text_of(plain.get("copyrightholder"))
    notice = text_of(plain.get("copyrightnotice")) or (f"© {holder}" if holder else "")
    said = [collapse(_plain(part)) for part in (notice, text_of(plain.get("usageterms")))]
    item.rights = ". ".join(part.rstrip(".") for part in said if part)


def _take_body(plain: dict[str, Any], item: Item) -> None:
    """Take the text in its richest form."""
    forms = [*_forms(plain)]
    if not forms:
        return
    name, text, _ = max(forms, key=lambda form: (_richness(form[2], form[1]), len(form[1])))
    item.body = to_html(text) if "<" in text else html_of_text(text)
    item.place("body", name)
    others = [other for other, _, _ in forms if other != name]
    if others:
        item.note("other_forms", f"The text is also there as {', '.join(others)}; that was not used.", Severity.NOTE)


def _forms(plain: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the forms of the text: the name, the text, what kind it says it is."""
    for each in listed(plain.get("bodies")):
        if isinstance(each, dict) and text_of(each.get("value")):
            role = text_of(each.get("role"))
            yield f"bodies {role}".strip(), text_of(each.get("value")), f"{text_of(each.get('contenttype'))} {role}"
    for key, value in plain.items():
        if key.startswith("body_") and text_of(value):
            yield key, text_of(value), key
    if text_of(plain.get("body")):
        yield "body", text_of(plain["body"]), ""


def _richness(kind: str, text: str) -> int:
    kind = kind.casefold()
    if "nitf" in kind or ("xml" in kind and "xhtml" not in kind):
        return 0
    return 2 if any(mark in kind for mark in RICH) and "<" in text else 1


def _take_pictures(plain: dict[str, Any], item: Item) -> None:
    """Take the pictures beside the text: one above it, the others at its end; those in the text stay there."""
    held = plain.get("associations") or {}
    named = (
        list(held.items()) if isinstance(held, dict) else [(text_of(_get(each, "name")), each) for each in listed(held)]
    )
    pictures = [(name, each) for name, each in named if isinstance(each, dict) and _is_picture(each)]
    leads = [pair for pair in pictures if pair[0].replace("_", "") in LEADS]
    for name, each in (*leads, *(pair for pair in pictures if pair not in leads)):
        addresses = [address for _, address in _renditions(each)]
        if not addresses:
            item.note("media_without_address", f"The picture “{name}” has no address in the file.")
        elif not any(address in item.body for address in addresses) and not name.startswith(EMBEDDED):
            _add_picture(item, _picture(each, addresses[0]))


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _add_picture(item: Item, picture: Picture) -> None:
    if item.lead is None:
        item.lead = Picture(
            address=picture.address, alt=picture.alt, caption=picture.caption, credit=picture.credit, is_lead=True
        )
    else:
        item.body += figure(picture)


def _picture(plain: dict[str, Any], address: str) -> Picture:
    described = [collapse(_plain(text)) for role, text in _by_role(plain, "description")]
    caption = next(iter(described), "") or collapse(text_of(plain.get("body_text")))
    headline = dict(_by_role(plain, "headline")).get("main", "")
    credit = next((text_of(plain[key]) for key in ("byline", "by", "copyrightholder") if text_of(plain.get(key))), "")
    alt = next((text_of(plain[key]) for key in ("alt_text", "alttext", "alt") if text_of(plain.get(key))), "")
    return Picture(address=address, alt=alt or collapse(headline), caption=caption, credit=credit)


def _is_picture(plain: dict[str, Any]) -> bool:
    kind = text_of(plain.get("type")).casefold()
    return kind in PICTURES or text_of(plain.get("mimetype")).startswith("image/")


def _renditions(plain: dict[str, Any]) -> list[tuple[int, str]]:
    """Return the addresses of a picture, the widest first; a film's still or a document's is none."""
    found = []
    for each in listed(plain.get("renditions")):
        address = text_of(_get(each, "href"))
        kind = text_of(_get(each, "mimetype")) or text_of(_get(each, "contenttype"))
        if address and (not kind or kind.startswith("image/")):
            width = _get(each, "width")
            found.append((int(width) if isinstance(width, int | float) else 0, address))
    return sorted(found, key=lambda pair: -pair[0])
