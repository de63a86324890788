"""The XML of a Word document brought to what the converter knows, so that no word of it is lost unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from lxml import etree

from articles.importing.readers.lines import words

# What the converter reads or passes over by itself; whatever else holds text is opened.
KNOWN = words(
    "document body footnotes endnotes footnote endnote t r p fldChar instrText tab noBreakHyphen softHyphen sym tbl tr "
    "tc customXml ins moveFromRangeEnd moveFromRangeStart moveTo moveToRangeEnd moveToRangeStart object smartTag "
    "drawing group rect roundrect shape textbox txbxContent pict hyperlink bookmarkStart br inline anchor imagedata "
    "footnoteReference endnoteReference commentReference sdt sdtContent del moveFrom pPr rPr tblPr tblGrid trPr tcPr "
    "sdtPr graphic graphicData pic blipFill blip delText"
)
KEPT_OF_RUNS = frozenset({"b", "i", "u", "strike", "dstrike", "vertAlign", "rStyle", "rFonts"})
DROPPED = words(
    "proofErr lastRenderedPageBreak commentReference annotationRef permStart permEnd commentRangeStart commentRangeEnd"
)
OFF = frozenset({"0", "false", "off"})
HIDDEN = "vanish"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def trim(root: etree._Element, known: Mapping[str, frozenset[str]]) -> Counter[str]:
    """Bring a part to what the converter knows, in place; return how often there was what is not as it stood.

    `known` has the ids that a reference may name, by its kind.
    """
    found: Counter[str] = Counter()
    _choose_alternatives(root)
    _move_text_boxes(root, found)
    for element in list(root.iter()):
        if element is not root and element.getparent() is not None:
            _trim_one(element, found)
    for element in list(root.iter()):
        if element is not root and local(element) not in KNOWN and element.find(".//{*}t") is not None:
            _unwrap(element)
    _drop_dangling(root, known)
    return found


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element, name: str = "val") -> str:
    """Return an attribute of an element by its name without a namespace, "" for none."""
    return next((str(said) for key, said in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _choose_alternatives(root: etree._Element) -> None:
    """Take the one way of showing a thing that can be read: the newer if it has text or a picture, else the older."""
    for either in list(root.iter("{*}AlternateContent")):
        choices = [branch for branch in either if local(branch) == "Choice"]
        speaking = [
            branch for branch in choices if any(branch.find(f".//{{*}}{name}") is not None for name in ("t", "blip"))
        ]
        older = [branch for branch in either if local(branch) == "Fallback"]
        for branch in either:
            if branch not in (speaking or older or choices)[:1]:
                either.remove(branch)
        for branch in list(either):
            _unwrap(branch)
        _unwrap(either)


def _move_text_boxes(root: etree._Element, found: Counter[str]) -> None:
    """Put what stands in a text box behind the paragraph that it hangs on."""
    for box in list(root.iter("{*}txbxContent")):
        above = next((outer for outer in box.iterancestors() if local(outer) == "p"), None)
        if above is None or not any((text.text or "").strip() for text in box.iter("{*}t")):
            continue
        found["text_box"] += 1
        place = above
        for child in list(box):
            place.addnext(child)
            place = child


def _trim_one(element: etree._Element, found: Counter[str]) -> None:
    name = local(element)
    if name in DROPPED:
        _remove(element)
    elif name == "rPr":
        _trim_run_properties(element)
    elif name in SPECIAL:
        SPECIAL[name](element, found)
    for key in [key for key in element.attrib if "rsid" in str(key)]:
        del element.attrib[key]


def _trim_run_properties(properties: etree._Element) -> None:
    run = properties.getparent()
    for kind in list(properties):
        name = local(kind)
        if name == "dstrike":
            kind.tag = str(kind.tag).replace("dstrike", "strike")
        if name == HIDDEN and run is not None and local(run) == "r":
            continue  # for the run itself to be judged by
        if (name not in KEPT_OF_RUNS and name not in {"del", "ins"}) or value(kind) in OFF:
            properties.remove(kind)


def _run(run: etree._Element, found: Counter[str]) -> None:
    hidden = run.find("{*}rPr/{*}vanish")
    if hidden is not None and value(hidden) not in OFF and run.find(".//{*}t") is not None:
        found["hidden_text"] += 1
        _remove(run)


def _change(element: etree._Element, found: Counter[str]) -> None:
    """Count what was put in or taken out and not yet accepted."""
    parent = element.getparent()
    if parent is not None and local(parent) not in {"rPr", "trPr", "tcPr"}:
        found[f"tracked_{local(element)}"] += 1


def _formula(formula: etree._Element, found: Counter[str]) -> None:
    said = "".join(part.text or "" for part in formula.iter("{*}t"))
    if said.strip():
        found["formula"] += 1
        formula.addprevious(_made_run(formula, said))
    _remove(formula)


def _ruby(ruby: etree._Element, found: Counter[str]) -> None:
    """Put the reading of a word in brackets behind it."""
    base, reading = (
        "".join(part.text or "" for part in ruby.iterfind(f"{{*}}{name}//{{*}}t")) for name in ("rubyBase", "rt")
    )
    ruby.addprevious(_made_run(ruby, f"{base}({reading})" if reading else base))
    _remove(ruby)


def _break(element: etree._Element, found: Counter[str]) -> None:
    element.tag = str(element.tag).replace("}cr", "}br").replace("}ptab", "}tab")


def _chart(data: etree._Element, found: Counter[str]) -> None:
    kind = value(data, "uri").rpartition("/")[2]
    if kind in {"chart", "diagram"}:
        found["drawing"] += 1


def _other_file(element: etree._Element, found: Counter[str]) -> None:
    found["other_file"] += 1


SPECIAL: Mapping[str, Callable[[etree._Element, Counter[str]], None]] = {
    "r": _run, "ins": _change, "del": _change, "moveFrom": _change, "oMath": _formula, "ruby": _ruby, "cr": _break,
    "ptab": _break, "graphicData": _chart, "altChunk": _other_file, "subDoc": _other_file,
}  # fmt: skip


def _made_run(near: etree._Element, said: str) -> etree._Element:
    root = near.getroottree().getroot()
    space = str(root.tag).rpartition("}")[0] + "}" if "}" in str(root.tag) else ""
    run = etree.Element(f"{space}r")
    text = etree.SubElement(run, f"{space}t")
    text.text = said
    text.set(XML_SPACE, "preserve")
    return run


def _drop_dangling(root: etree._Element, known: Mapping[str, frozenset[str]]) -> None:
    """Take out references to what is not in the file: the converter would stop at the first."""
    for element in list(root.iter()):
        name = local(element)
        if name in {"footnoteReference", "endnoteReference"} and value(element, "id") not in known[name]:
            _remove(element)
        elif name in {"blip", "imagedata", "hyperlink"}:
            _drop_dangling_link(element, known["relation"])
        elif name == "bookmarkStart" and not value(element, "name"):
            _remove(element)


def _drop_dangling_link(element: etree._Element, known: frozenset[str]) -> None:
    for key in list(element.attrib):
        space, _, name = str(key).rpartition("}")
        if not space.endswith("elationships") or name not in {"id", "embed", "link"}:
            continue
        target = str(element.attrib[key])
        if target not in known:
            del element.attrib[key]
        elif name == "link":
            del element.attrib[key]
            if not value(element, "embed"):
                element.set(f"{space}}}embed", target)


def _unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: etree._Element) -> None:
    """Take an element out; white space behind it, which is all that stands there, goes too."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
