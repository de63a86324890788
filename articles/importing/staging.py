"""From sources to documents on their way in: read, prepared, and decided on.

Up to `arrivals` nothing asks the database, so that it can be done ahead and in another process.
"""

import hashlib
import logging
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence

from django.db import transaction

from articles.importing import document_json
from articles.importing.decisions import Asker
from articles.importing.documents import Document, Notice, ReadOptions, Severity, UnreadableError, Verdict
from articles.importing.keeping import Keeper, compressed, own_text, rank, step_of, tags_of
from articles.importing.models import ImportRun
from articles.importing.pictures import gathering
from articles.importing.pictures.gathering import Gatherer
from articles.importing.readers import read
from articles.importing.readings import Arrival, KeptFile, Reading
from articles.importing.sources import Source
from articles.importing.steps import Options, Step, Tally
from articles.importing.teaching import applying
from articles.importing.tidying import tidy

__all__ = ["Options", "Step", "Tally", "arrivals", "documents", "own_text", "preview", "rank", "readings", "stage"]

logger = logging.getLogger(__name__)


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


def preview(sources: Iterable[Source], options: Options) -> Generator[Step]:
    """Say what would become of each document; nothing is written."""
    asker = Asker(publish=options.publish, asks_editor=options.asks_editor)
    gatherer = Gatherer(options, writes=False)
    for source in sources:
        for reading in readings(source, options):
            decision = asker.decide(reading)
            tags, notices = tags_of(reading.document, decision, options)
            found = gatherer.gather(Arrival(source=source, file=None, reading=reading)).pictures
            notices += gathering.notices(found)
            yield step_of(reading.document, decision, decision.known, tags, notices)


def stage(run: ImportRun, sources: Iterable[Source], options: Options) -> Iterator[Step]:
    """Keep each document in a transaction of its own; what is known already makes no row."""
    keeper = Keeper(run=run, options=options)
    for source in sources:
        for arrival in map(keeper.gatherer.gather, arrivals(source, options)):
            with transaction.atomic():
                kept = keeper.keep(arrival)
            yield kept


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
    content, document = zlib.compress(source.content), reading.document
    text = document.text.encode("utf-8", errors="replace")
    is_as_it_came = text == source.content
    return KeptFile(
        name=source.name,
        sha256=reading.sha256,
        size=len(source.content),
        encoding=document.encoding,
        content=content,
        text=content if is_as_it_came else zlib.compress(text) if text else b"",
    )
