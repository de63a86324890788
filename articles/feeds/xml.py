"""Small helpers on ElementTree: every text passes one gate, so that no source can make a feed ill-formed."""

from xml.etree import ElementTree as ET

from django.templatetags.static import static
from django.utils.feedgenerator import Stylesheet

from articles import markup

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
XML = "http://www.w3.org/XML/1998/namespace"

# The prefixes that readers' authors expect to see; ElementTree would invent ns0, ns1.
for _prefix, _namespace in {"atom": ATOM, "content": CONTENT, "dc": DC, "fh": HISTORY, "media": MEDIA}.items():
    ET.register_namespace(_prefix, _namespace)


def add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Append an element; what XML forbids is taken out of its text and attributes. Empty attributes are left out."""
    kept = {key: markup.printable(value) for key, value in attributes.items() if value}
    element = ET.SubElement(parent, name, kept)
    element.text = markup.printable(text)
    return element


def document(root: ET.Element, *, stylesheet: str = "") -> bytes:
    """Return the document in UTF-8, with the instruction that shows a person a style sheet in place of a tree."""
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    if stylesheet:
        head += f"<?xml-stylesheet {Stylesheet(static(stylesheet))}?>\n"
    return (head + ET.tostring(root, encoding="unicode") + "\n").encode()
