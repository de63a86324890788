"""The parts of a Word file, found as Word finds them, and a harmless file made of those that the converter needs."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from articles.importing.readers.wordprocessing.meanings import meaning_of
from articles.importing.readers.wordprocessing.package import Package
from articles.importing.readers.wordprocessing.word_trimming import local, trim, value

USUAL = "word/document.xml"
FURNITURE = re.compile(r"(?:.*/)?(?:header|footer)\d*\.xml")
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its kind, the path of a part or an address elsewhere."""

    kind: str
    target: str
    is_outside: bool


@dataclass(slots=True)
class Word:
    """The parts that make up a text, trimmed; what was counted on the way.

    `elsewhere` are the addresses of pictures that are not in the file, `furniture` what stands at the head and foot of
    its pages.
    """

    main: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None
    endnotes: etree._Element | None = None
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    elsewhere: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()

    def packed(self, *, is_plain: bool = False) -> BytesIO:
        """Return a file for the converter, whose pictures hold nothing but their address; plain is without styles."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("[Content_Types].xml", CONTENT_TYPES)
            for name in ("main", "footnotes", "endnotes", "styles", "numbering"):
                root = getattr(self, name)
                if root is not None and not (is_plain and name in {"styles", "numbering"}):
                    stem = "document" if name == "main" else name
                    archive.writestr(f"word/{stem}.xml", etree.tostring(root, encoding="utf-8", xml_declaration=True))
                    self._write_relations(archive, name, stem)
        buffer.seek(0)
        return buffer

    def _write_relations(self, archive: zipfile.ZipFile, name: str, stem: str) -> None:
        said = []
        for number, (key, relation) in enumerate(self.relations.get(name, {}).items()):
            target, mode = relation.target, ' TargetMode="External"'
            if relation.kind == "image":
                mode, target = "", f"media/{stem}{number}.png"
                archive.writestr(f"word/{target}", f"_parts/{quote(relation.target)}")
            said.append(
                f'<Relationship Id={quoteattr(key)} Type="{OFFICE}/{relation.kind}" Target={quoteattr(target)}{mode}/>'
            )
        relations = f'<Relationships xmlns="{RELATIONS}">{"".join(said)}</Relationships>'
        archive.writestr(f"word/_rels/{stem}.xml.rels", relations)


def open_word(package: Package) -> Word | None:
    """Return the parts of a Word file, trimmed; None where it has no text at all."""
    where = _main_part(package)
    main = package.tree(where)
    if main is None:
        return None
    links = _relations(package, where)
    parts = {name: _part(package, links, name) for name in ("styles", "numbering", "footnotes", "endnotes")}
    word = Word(main)
    for name, (_, root) in parts.items():
        setattr(word, name, root)
    places = {"main": where} | {name: place for name, (place, _) in parts.items()}
    elsewhere: list[str] = []
    for name in ("main", "footnotes", "endnotes"):
        root = getattr(word, name)
        if root is not None:
            found = links if name == "main" else _relations(package, places[name])
            elsewhere += [link.target for link in found.values() if link.kind == "image" and link.is_outside]
            word.relations[name] = {key: link for key, link in found.items() if _is_useful(link)}
            word.counts += trim(root, _known(word, name))
    word.elsewhere = tuple(dict.fromkeys(elsewhere))
    if word.styles is not None:
        _rename_styles(word.styles)
    word.counts["comment"] += _comments(package, links)
    word.furniture = tuple(dict.fromkeys(_furniture(package)))
    return word


def _main_part(package: Package) -> str:
    """Return the path of the text itself: by the file's own directory, else where it usually is."""
    for relation in _relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package.xml:
            return relation.target
    return USUAL


def _relations(package: Package, part: str) -> dict[str, Relation]:
    folder, _, stem = part.rpartition("/")
    listed = package.tree(posixpath.join(folder, "_rels", f"{stem}.rels"))
    found = {}
    for entry in listed if listed is not None else ():
        outside = value(entry, "TargetMode").lower() == "external"
        target = value(entry, "Target")
        if not outside and not target.startswith("#"):
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found[value(entry, "Id")] = Relation(value(entry, "Type").rpartition("/")[2], target, outside)
    return found


def _part(package: Package, links: dict[str, Relation], name: str) -> tuple[str, etree._Element | None]:
    where = next(
        (link.target for link in links.values() if link.kind == name and not link.is_outside), f"word/{name}.xml"
    )
    return where, package.tree(where)


def _is_useful(link: Relation) -> bool:
    """Whether a text needs a relation: a link, or a picture in the file."""
    return link.kind == "hyperlink" or (link.kind == "image" and not link.is_outside)


def _known(word: Word, name: str) -> dict[str, frozenset[str]]:
    return {
        "relation": frozenset(word.relations[name]),
        "footnoteReference": _ids(word.footnotes, "footnote"),
        "endnoteReference": _ids(word.endnotes, "endnote"),
    }


def _ids(root: etree._Element | None, name: str) -> frozenset[str]:
    return frozenset(value(note, "id") for note in root.iter(f"{{*}}{name}")) if root is not None else frozenset()


def _rename_styles(styles: etree._Element) -> None:
    """Give each style the name of what it means, by its own name or by that of the style that it is based on."""
    entries = {value(style, "styleId"): style for style in styles.iter("{*}style") if value(style, "styleId")}
    meanings = {key: _meaning(entries, key) for key in entries}
    for key, style in entries.items():
        name = style.find("{*}name")
        if name is not None and meanings[key]:
            attribute = next((at for at in name.attrib if str(at).endswith("val")), None)
            if attribute is not None:
                name.set(attribute, meanings[key])
    for style in list(styles.iter("{*}style")):
        if not value(style, "styleId") or style.find("{*}name") is None:
            parent = style.getparent()
            if parent is not None:
                parent.remove(style)


def _meaning(entries: dict[str, etree._Element], key: str) -> str:
    for _ in range(10):
        style = entries.get(key)
        if style is None or value(style, "type") == "character":
            return ""
        name, base = style.find("{*}name"), style.find("{*}basedOn")
        meaning = meaning_of(value(name)) if name is not None else ""
        if meaning or base is None:
            return meaning
        key = value(base)
    return ""


def _comments(package: Package, links: dict[str, Relation]) -> int:
    _, root = _part(package, links, "comments")
    return sum(1 for entry in root if local(entry) == "comment") if root is not None else 0


def _furniture(package: Package) -> Iterator[str]:
    """Yield what stands in the headers and footers of the pages, beside the number of the page."""
    for name in sorted(package.xml):
        root = package.tree(name) if FURNITURE.fullmatch(name) else None
        if root is not None:
            said = " ".join("".join(text.text or "" for text in root.iter("{*}t")).split())
            if re.search(r"[^\W\d_]", said):
                yield said
