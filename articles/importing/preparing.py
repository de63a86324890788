"""From a file to its documents, each prepared as far as that goes without the database.

Nothing here needs a model or a connection, so that it is done ahead, in processes that have neither:
see `reading_process`.
"""

import hashlib
import logging
import zlib
from collections.abc import Iterator, Sequence

from articles.importing import document_json
from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.options import Options
from articles.importing.readers import read
from articles.importing.readings import Arrival, KeptFile, Reading
from articles.importing.sources import Source
from articles.importing.teaching import applying
from articles.importing.tidying import tidy

logger = logging.getLogger(__name__)

# Up to so many bytes a text is packed by the quickest level, which makes it a twentieth longer, and with a window (its
# size as a power of two) and tables of its own size: to clear larger ones takes longer than to pack it.
SHORT, QUICK, SMALL_WINDOW, SMALL_TABLES = 1 << 14, 1, 14, 7


def documents(source: Source, options: Options) -> Sequence[Document]:
    """Read a source: at least one document, and one that says why where it could not be read."""
    if source.notice is not None:
        return [Document(source=source.name, format="", identity="", verdict=source.verdict, notices=(source.notice,))]
    try:
        how = ReadOptions(timezone=options.timezone, lessons=options.lessons, beside=source.beside)
        found = read(source.name, source.content, how, format=options.format)
    except UnreadableError as error:
        return [_rejected(source.name, error.code, str(error))]
    except Exception as error:  # a fault of a reader is that of one file: it must not stop the others
        logger.exception("The reader failed on %s", source.name)
        sentence = f"{source.name} could not be read: the reader failed on it ({type(error).__name__})."
        return [_rejected(source.name, "reader_failed", sentence)]
    taught = (applying.apply(document, options.lessons, timezone=options.timezone) for document in found)
    return [tidy(document_json.printable(document)) for document in taught]


def _rejected(name: str, code: str, sentence: str) -> Document:
    notice = Notice(code=code, message=sentence, severity=Severity.HOLD)
    return Document(source=name, format="", identity="", verdict=Verdict.REJECTED, notices=(notice,))


def readings(source: Source, options: Options, *, are_prepared: bool = False) -> Iterator[Reading]:
    """Yield the documents of a source, each with its hashes; `are_prepared`: with what articles are made of, too."""
    sha256 = hashlib.sha256(source.content).hexdigest() if source.content else ""
    for document in documents(source, options):
        yield Reading.of(document, sha256, is_prepared=are_prepared)


def arrivals(source: Source, options: Options) -> Iterator[Arrival]:
    """Yield each document of a file, read and prepared: at least one."""
    file, text = None, ""
    for reading in readings(source, options, are_prepared=True):
        own = reading.document.text
        if file is None and reading.sha256:
            file, text = _file(source, reading), own
        yield Arrival(
            source=source,
            file=file,
            reading=reading,
            own_text=compressed(own) if own and (own != text or file is None) else None,
        )


def _file(source: Source, reading: Reading) -> KeptFile:
    content, document = _packed(source.content), reading.document
    text = document.text.encode("utf-8", errors="replace")
    is_as_it_came = text == source.content
    return KeptFile(
        name=source.name,
        sha256=reading.sha256,
        size=len(source.content),
        encoding=document.encoding,
        content=content,
        text=content if is_as_it_came else _packed(text) if text else b"",
    )


def compressed(text: str) -> bytes:
    """Return a text as rows keep it."""
    return _packed(text.encode("utf-8", errors="replace"))


def _packed(content: bytes) -> bytes:
    """Compress some bytes: a short text in half the time, by tables that are no larger than it needs."""
    if len(content) > SHORT:
        return zlib.compress(content)
    packer = zlib.compressobj(QUICK, zlib.DEFLATED, SMALL_WINDOW, SMALL_TABLES)
    return packer.compress(content) + packer.flush()
