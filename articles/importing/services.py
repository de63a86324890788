"""What the desk and the commands may do with a loading: one function a deed. The screens call nothing else.

    run = start_run(via="desk", user=request.user, given="3 files")
    stage_upload(run, files=request.FILES.getlist("files"), text=form.cleaned_data["text"])
    edit(staged, {"headline": "A better one"}, user=request.user)
    choose_author(staged, 0, author_or_NEW)
    accept(staged, user=request.user, publish=True)

Nothing here asks whether somebody may do it: the views do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.base import File

from articles.importing.models import ImportRun, StagedDocument
from articles.models import Article
from authors.models import Author, User

NEW: Final = "new"  # instead of an author: make a new one, even where the name is known


class NotAcceptableError(ValueError):
    """A document cannot become an article yet; the message is a sentence for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one document; `staged` is None where it made no row (unchanged, duplicate)."""

    source: str
    outcome: str
    staged: StagedDocument | None
    article: Article | None
    message: str


def start_run(*, via: str, user: User | None, given: str, options: Mapping[str, Any] | None = None) -> ImportRun:
    """Begin a run. `given` names what was given; runs of processes that died are marked interrupted."""
    raise NotImplementedError


def finish_run(run: ImportRun) -> None:
    """Say that nothing more comes in this run, and make what is derived from many documents at once."""
    raise NotImplementedError


def stage_upload(run: ImportRun, *, files: Iterable[File], text: str = "") -> list[Result]:
    """Read uploaded files (and zips) and pasted text into a run and finish it; one result a document, in order."""
    raise NotImplementedError


def edit(staged: StagedDocument, values: Mapping[str, Any], *, user: User | None) -> StagedDocument:
    """Keep an editor's values beside what was read; a value equal to what was read takes the edit back."""
    raise NotImplementedError


def set_tags(documents: Iterable[StagedDocument], names: Sequence[str], *, add: bool = False) -> int:
    """Give documents these tags (`add`: besides those they have); return how many changed."""
    raise NotImplementedError


def refuse_repair(staged: StagedDocument, code: str) -> StagedDocument:
    """Read the document again without this repair; what an editor changed stays."""
    raise NotImplementedError


def take_repair(staged: StagedDocument, code: str) -> StagedDocument:
    """Read the document again with a repair that was refused."""
    raise NotImplementedError


def choose_author(staged: StagedDocument, credit: int, author: Author | str) -> StagedDocument:
    """Confirm who stands behind the name at index `credit` of the byline: an author, or NEW."""
    raise NotImplementedError


def accept(staged: StagedDocument, *, user: User | None, publish: bool, tags: Iterable[str] | None = None) -> Article:
    """Turn a document into an article: a draft, or published. A second call is harmless.

    `tags` replaces the document's tags. NotAcceptableError says in a sentence what is missing.
    """
    raise NotImplementedError


def accept_many(documents: Iterable[StagedDocument], *, user: User | None, publish: bool) -> list[Result]:
    """Accept each on its own; one that cannot be accepted is held with the reason and stops no other."""
    raise NotImplementedError


def reject(staged: StagedDocument, *, user: User | None, reason: str = "") -> StagedDocument:
    """Decide against a document; its bytes and what was read stay."""
    raise NotImplementedError


def hold(staged: StagedDocument, *, user: User | None, reason: str) -> StagedDocument:
    """Put a document aside for another editor, with the reason."""
    raise NotImplementedError


def undo(run: ImportRun, *, user: User | None, force: bool = False) -> list[str]:
    """Take back everything that a run made or changed; return the headlines of articles that were kept.

    An article that was changed after loading is kept unless `force`.
    """
    raise NotImplementedError
