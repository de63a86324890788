"""Word and OpenDocument files made for these tests."""

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers import read
from tests.importing.readers.seeds import PARTS, WORDS, zipped

FIRST = "The harbour authority has ordered forty new lamps for a pier on which no ship has landed since the spring."
SECOND = (
    "I asked the clerk who reads by them. He gave me a list of names, and the names were those of his own children."
)
BIO = "Ahn Dal-ho is a retired pilot and the author of two books on tides."
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
XMLNS = (
    f'xmlns:w="{WORDS}" xmlns:r="{RELATIONS}" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture" '
    f'xmlns:wp="{DRAWING}/wordprocessingDrawing"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Subtitle", "heading 2", "Quote", "caption")
)


def p(words: str, style: str = "", runs: str = "") -> str:
    """Return a paragraph of a Word file: its words, or its runs as they are."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}<w:r><w:t>{words}</w:t></w:r></w:p>"


def column(*more: str) -> str:
    """Return the paragraphs of a whole column with these before its bio."""
    head = (p("Lamps for an empty pier", "Title"), p("By Ahn Dal-ho"), p("Posted : 2012-05-06 10:20"))
    return "".join((*head, p(FIRST), p(SECOND), *more, p(BIO)))


def docx(body: str, **parts: str | bytes) -> bytes:
    """Return a Word file with this body; more parts by their names, "/" written "__"."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    relations = named.pop("relations", "")
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{PARTS}/content-types">'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {XMLNS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{WORDS}">{STYLES}</w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PARTS}/relationships">{relations!s}</Relationships>',
        **{f"{name}.xml" if "." not in name else name: content for name, content in named.items()},
    })  # fmt: skip


def words_part(kind: str, words: str) -> str:
    """Return the part of a Word file with its one note or comment."""
    text = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return f'<w:{kind}s xmlns:w="{WORDS}"><w:{kind} w:id="2">{text}</w:{kind}></w:{kind}s>'


def picture(relation: str, alt: str) -> str:
    """Return the run of a picture in a Word file."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def odt(body: str, *, styles: str = "", **parts: str | bytes) -> bytes:
    """Return an OpenDocument text with this body and these automatic styles."""
    spaces = " ".join(
        f'xmlns:{short}="{OFFICE}:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        **{f"{name.replace('__', '/')}": content for name, content in parts.items()},
    })  # fmt: skip


def t(words: str, style: str = "") -> str:
    """Return a paragraph of an OpenDocument text."""
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{words}</text:p>"


def text_column(*more: str) -> str:
    """Return the paragraphs of a whole column with these before its bio."""
    head = (t("Lamps for an empty pier", "Title"), t("By Ahn Dal-ho"), t("Posted : 2012-05-06 10:20"))
    return "".join((*head, t(FIRST), t(SECOND), *more, t(BIO)))


def read_one(name: str, content: bytes) -> Document:
    """Return the one document of a file."""
    [document] = read(name, content, ReadOptions())
    return document


def codes(document: Document) -> set[str]:
    """Return the codes of what an editor is told."""
    return {notice.code for notice in document.notices}
