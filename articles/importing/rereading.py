"""Reading a document again from its stored bytes, with other repairs; what an editor changed stays beside it."""

from django.conf import settings
from django.db import transaction

from articles.importing import document_json, staging
from articles.importing.accepting import NotAcceptableError
from articles.importing.documents import Document, ReadOptions
from articles.importing.models import StagedDocument
from articles.importing.readers import read


@transaction.atomic
def read_again(staged: StagedDocument, refused: set[str]) -> StagedDocument:
    """Replace what was read by a reading without the refused repairs. NotAcceptableError where there are no bytes."""
    file = staged.source_file
    if file is None or not staged.parsed:
        raise NotAcceptableError(f"The bytes of {staged.source} are not kept, so it can't be read again.")
    document = _same(staged, _read(staged, file.raw, refused))
    staged.refused_repairs = sorted(refused)
    staged.parsed = document_json.dump(document)
    staged.own_text = staging.own_text(document, file)
    staged.headline = str(staged.edits.get("headline", document.headline))[:300]
    notices = (*document.notices, *(document_json.load_notice(notice) for notice in staged.notices))
    staged.rank = staging.rank(staged.outcome, notices)
    staged.save()
    return staged


def _read(staged: StagedDocument, content: bytes, refused: set[str]) -> list[Document]:
    zone = staged.run.options.get("timezone") or settings.TIME_ZONE
    options = ReadOptions(timezone=zone, refused_repairs=frozenset(refused))
    name = staged.source.rpartition("#")[0] if _number(staged.source) else staged.source
    return [document_json.printable(document) for document in read(name, content, options, format=staged.format)]


def _same(staged: StagedDocument, documents: list[Document]) -> Document:
    """Return the document at the place that the staged one had in its file."""
    number = _number(staged.source)
    place = number - 1 if number else 0
    if place >= len(documents):
        raise NotAcceptableError(f"{staged.source} can't be told apart in its file without that repair.")
    return documents[place]


def _number(source: str) -> int:
    """Return the number of a source in its file; 0 where it is the only one."""
    digits = source.rpartition("#")[2] if "#" in source else ""
    return int(digits) if digits.isdigit() else 0
