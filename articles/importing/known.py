"""What the database has of documents that come next, asked for many at once."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from articles.editing import addresses
from articles.importing import building
from articles.importing.documents import Verdict
from articles.importing.models import StagedDocument
from articles.importing.people import Directory
from articles.importing.readings import Reading
from articles.models import Article
from articles.models.article import guid_for

UNREAD = {Verdict.REJECTED, Verdict.LEFT_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Half a dozen queries for some hundred documents.

    `identities` are those that rows or articles have, and `sources` the names of files that could not be read, or that
    say nothing by which they could be known, and that rows have: only of these anything more need be asked. `heads` are
    days with the headlines of their columns.
    """

    identities: Collection[str]
    sources: Collection[str]
    heads: Collection[tuple[date | None, str]]
    people: Directory

    @classmethod
    def look_up(cls, readings: Iterable[Reading]) -> "Known":
        """Ask what there is of some documents."""
        documents = [reading.document for reading in readings]
        read = [document for document in documents if document.verdict not in UNREAD]
        sources = [doc.source for doc in documents if doc.verdict in UNREAD or not doc.identity]
        posted = (document.published for document in read)
        days = {addresses.day_of(moment.at) for moment in posted if moment and building.has_zones(moment)}
        return cls(
            identities=frozenset(_identities({document.identity for document in read} - {""})),
            sources=frozenset(
                StagedDocument.objects.filter(source__in=sources).order_by().values_list("source", flat=True)
                if sources
                else ()
            ),
            heads=frozenset(
                Article.objects.filter(published_on__in=days).order_by().values_list("published_on", "headline")
            ),
            people=Directory(credit.name for document in read for credit in document.credits),
        )


def _identities(identities: Collection[str]) -> Iterator[str]:
    yield from StagedDocument.objects.filter(identity__in=identities).order_by().values_list("identity", flat=True)
    by_guid = {guid_for(identity): identity for identity in identities}
    for guid in Article.objects.filter(guid__in=by_guid).order_by().values_list("guid", flat=True):
        yield by_guid[guid]
