"""The reader of Markdown files: with front matter one column each, without it as their paragraphs can be understood."""

from __future__ import annotations

import re
from dataclasses import replace

from articles import markup
from articles.importing.documents import Document, Notice, ReadOptions, UnreadableError
from articles.importing.readers.dated import zone_called
from articles.importing.readers.decoding import Decoded, decode
from articles.importing.readers.kinds import refuse_other_kinds
from articles.importing.readers.markdown import addresses, front_matter, texts
from articles.importing.readers.markdown.columns import Page, read_column
from articles.importing.readers.markdown.template_marks import TemplateMarks, left_marks
from articles.importing.readers.paragraphs import understand
from articles.importing.readers.sniffing import Sample

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd"})
SPEAKING = re.compile(
    r"^[\"']?(?:title|date|layout|author|authors|draft|tags|categories|permalink|slug|name|description)[\"']?\s*[:=]",
    re.IGNORECASE | re.MULTILINE,
)


def fits(sample: Sample) -> bool:
    """Take what is called Markdown, and any other text that begins with front matter."""
    if sample.suffix in SUFFIXES:
        return True
    opening = sample.opening
    if not opening.lstrip().startswith(("---", "+++")):
        return False
    front = front_matter.split(opening)
    return front.is_there and SPEAKING.search(opening[: len(opening) - len(front.body)]) is not None


def read(name: str, content: bytes, options: ReadOptions) -> tuple[Document, ...]:
    """Read a file; at least one document.

    Raises UnreadableError for an empty file, another kind of file and an unknown encoding, ValueError for an unknown
    time zone.
    """
    zone = zone_called(options.timezone)
    refuse_other_kinds(name, content)
    decoded = decode(name, content)
    decoded = replace(decoded, text=markup.printable(decoded.text))
    front = front_matter.split(decoded.text)
    if front.is_there:
        return (read_column(Page(name=name, decoded=decoded, front=front, options=options, zone=zone)),)
    return _without_front_matter(name, decoded, options)


def _without_front_matter(name: str, decoded: Decoded, options: ReadOptions) -> tuple[Document, ...]:
    marks = TemplateMarks({})
    body = texts.to_body(marks.resolve(decoded.text))
    if not body.html:
        raise UnreadableError(f"{name} is empty: there is nothing in it that could be printed.", code="empty_file")
    left = left_marks(" ".join(body.paragraphs))
    notices = [*decoded.notices, *marks.notices, *body.notices, *([left] if left else [])]
    day = addresses.day_of_file(name)
    if day:
        notices.append(Notice(code="day_in_name", message=f"The file's name has {day}: is that the day of posting?"))
    return tuple(
        replace(document, encoding=decoded.encoding, slug=addresses.slug_of_file(name))
        for document in understand(name, "markdown", body, options, notices=notices)
    )
