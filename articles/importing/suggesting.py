"""Tags suggested for loaded documents: for one on its page, and above a confidence for many at once."""

from collections.abc import Sequence

from articles import markup
from articles.editing.subjects.suggester import LEAST, Suggester, Suggestion, Text
from articles.importing.models import StagedDocument
from articles.importing.values import values_of


def missing(staged: StagedDocument) -> list[Suggestion]:
    """Return the tags that fit a document and that it has not yet."""
    return for_documents([staged])[0]


def for_documents(
    documents: Sequence[StagedDocument], *, least: float = LEAST, suggester: Suggester | None = None
) -> list[list[Suggestion]]:
    """Return for each document the tags that fit it, at least so likely, without those that it has."""
    asked = suggester or Suggester()
    found = asked.suggest([text_of(staged) for staged in documents], least=least)
    has = [asked.called(staged.tags) for staged in documents]
    return [[one for one in some if one.tag.pk not in tags] for some, tags in zip(found, has, strict=True)]


def text_of(staged: StagedDocument) -> Text:
    """Return what a document says, as an editor has it; nothing of one that could not be read."""
    if not staged.parsed:
        return Text(headline="", body="")
    now = values_of(staged)
    return Text(headline=now.headline, body=f"{now.standfirst}\n\n{markup.text(markup.clean(now.body_html))}")
