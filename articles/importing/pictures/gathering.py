"""The pictures of a document that comes in: each found, judged and laid down, or missing with its reason.

It is done before the document's transaction: files and, where asked for, the network take their time. What a stopped
run has laid down and nothing uses is one file among the media, which `sweep_pictures` takes away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from articles.importing.documents import WRITTEN, Document, Notice, Verdict
from articles.importing.models import LoadedPicture, StagedDocument
from articles.importing.options import Options
from articles.importing.pictures import fetching, rewriting, storing
from articles.importing.pictures.fetching import NotFetchedError
from articles.importing.pictures.found import Found
from articles.importing.pictures.parts import Parts, is_part
from articles.importing.pictures.places import Media
from articles.importing.readings import Arrival
from articles.importing.sources import Source
from articles.pictures import judging
from articles.pictures.judging import NoPictureError

MOST_NOTICES = 10
MAX_SHOWN = 120
NOT_READ = frozenset({Verdict.REJECTED, Verdict.LEFT_OUT})
ABSENT = "is not among the files that were given"


@dataclass(slots=True)
class Gatherer:
    """Gathers the pictures of one run's documents; `writes=False` only says which there are and asks no network."""

    options: Options
    writes: bool = True
    _media: Media | None = None
    _around: Media | None = None  # what came along with the last document: its list is long to make

    def __post_init__(self) -> None:
        """Look into the folder that was named for pictures, if one was."""
        self._media = Media.folder(Path(self.options.media)) if self.options.media else None

    def gather(self, arrival: Arrival) -> Arrival:
        """Return a document with its pictures; those that an earlier loading of the same has kept are not asked for."""
        document = arrival.reading.document
        wanted = addresses(document)
        if not wanted or document.verdict in NOT_READ:
            return arrival
        kept = self._kept_before(arrival)
        missing = [address for address in wanted if address not in kept]
        found = tuple(self._find(address, arrival.source, Parts(arrival.source.content)) for address in missing)
        return replace(arrival, pictures=found)

    def _kept_before(self, arrival: Arrival) -> set[str]:
        """Return the addresses of pictures that the row of an unchanged document has already."""
        reading = arrival.reading
        if not reading.document.identity:
            return set()
        rows = StagedDocument.objects.known().filter(
            identity=reading.document.identity, fingerprint=reading.fingerprint, source=reading.document.source
        )
        kept = LoadedPicture.objects.filter(staged__in=rows).exclude(file="")
        return set(kept.order_by().values_list("address", flat=True))

    def _find(self, address: str, source: Source, parts: Parts) -> Found:
        try:
            if is_part(address):
                content = parts.read(address)
            else:
                content = self._among_files(address, source)
                if content is None and self.options.fetch_media and address.startswith(("http://", "https://")):
                    if not self.writes:
                        return Found(address=address)
                    content = fetching.fetch(address)
            if content is None:
                return Found(address=address, missing=ABSENT)
            picture = judging.judge(content)
        except NotFetchedError as error:
            return Found(address=address, missing=f"was not fetched: it {error}")
        except NoPictureError as error:
            return Found(address=address, missing=str(error))
        if self.writes:
            storing.store(picture)
        return Found.of(address, picture)

    def _among_files(self, address: str, source: Source) -> bytes | None:
        around = self._files_around(source)
        found = around.read(address, source.name) if around else None
        return found if found is not None or self._media is None else self._media.read(address, source.name)

    def _files_around(self, source: Source) -> Media | None:
        if source.beside is None:
            return None
        if self._around is None or self._around.files != source.beside:
            self._around = Media(files=source.beside)
        return self._around


def addresses(document: Document) -> list[str]:
    """Return the addresses of a document's pictures, each once: those that are told, then any other in the text."""
    told = [picture.address for picture in sorted(document.pictures, key=lambda picture: not picture.is_lead)]
    return list(dict.fromkeys([*told, *rewriting.addresses(document.body_html)]))


def notices(found: Iterable[Found]) -> tuple[Notice, ...]:
    """Return a warning for each picture that is missing, and one for all where there are many."""
    missing = [picture for picture in found if picture.missing]
    said = [
        Notice(
            code="picture_missing", message=f"The picture {shown(one.address)} {one.missing}: readers see none there."
        )
        for one in missing[:MOST_NOTICES]
    ]
    if len(missing) > MOST_NOTICES:
        said.append(Notice(code="picture_missing", message=f"{len(missing) - MOST_NOTICES} more pictures are missing."))
    return tuple(said)


def keep(staged: StagedDocument, found: Iterable[Found]) -> None:
    """Keep the pictures of a document beside its new row."""
    LoadedPicture.objects.bulk_create(
        LoadedPicture(staged=staged, position=position, **one.fields()) for position, one in enumerate(found)
    )


def shown(address: str) -> str:
    """Return an address as a sentence can have it."""
    if address.startswith(WRITTEN):
        return "that is written into the text"
    return address if len(address) <= MAX_SHOWN else f"{address[:MAX_SHOWN]}…"
