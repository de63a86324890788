"""What the desk and the commands may do with a loading: one function a deed. The screens call nothing else.

    run = start_run(via="desk", user=request.user, given="3 files")
    results = stage_upload(run, files=request.FILES.getlist("files"), text=form.cleaned_data["text"])
    edit(staged, {"headline": "A better one"}, user=request.user)
    choose_author(staged, 0, author_or_NEW)
    accept(staged, user=request.user, publish=True)

Nothing here asks whether somebody may do it: the views do. `review` has what the screens show.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from articles.editing import tagging
from articles.importing import (
    accepting,
    control,
    document_json,
    rereading,
    runs,
    sources,
    spool,
    staging,
    stepping,
    tasks,
    undoing,
)
from articles.importing.accepting import NotAcceptableError
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.options import Options
from articles.importing.people import NEW, authors_for
from articles.importing.steps import Step
from articles.importing.teaching import lessons
from articles.importing.twins import pairs
from articles.importing.undoing import NotUndoableError
from articles.importing.values import changes, values_of
from articles.models import Article
from authors.models import Author, User

__all__ = [
    "NEW",
    "Failure",
    "NotAcceptableError",
    "NotUndoableError",
    "accept",
    "accept_many",
    "authors_for",
    "cancel",
    "choose_author",
    "edit",
    "go_on",
    "hold",
    "refuse_repair",
    "reject",
    "set_tags",
    "stage_each",
    "stage_upload",
    "start_run",
    "take_repair",
    "take_up",
    "touched_since",
    "try_each",
    "undo",
]  # fmt: skip

State = StagedDocument.State
touched_since = undoing.touched_since


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be accepted, and why."""

    staged: StagedDocument
    message: str


def start_run(*, via: str, user: User | None, given: str, options: Mapping[str, Any] | None = None) -> ImportRun:
    """Begin a run. `given` names what was given; runs of processes that died are marked interrupted."""
    return runs.start(via=via, user=user, given=given, options=options or {})


def stage_upload(
    run: ImportRun, *, files: Iterable[File] = (), text: str = "", tags: Sequence[str] = (), names: Sequence[str] = ()
) -> list[Step]:
    """Read uploaded files (and archives) and pasted text into a run and finish it; one step a document, in order."""
    return list(stage_each(run, files=files, text=text, tags=tags, names=names))


def stage_each(
    run: ImportRun, *, files: Iterable[File] = (), text: str = "", tags: Sequence[str] = (), names: Sequence[str] = (),
    seconds: float = float("inf"),
) -> Iterator[Step]:  # fmt: skip
    """Keep what was given and read it, document by document, for about so many seconds; `go_on` does the rest.

    `names` has the path of each file in its folder, where the browser told it.
    """
    run.options = {**run.options, "tags": list(tags)}
    run.save(update_fields=["options"])
    spool.keep(run, files, names, text)
    stepping.begin(run)
    yield from stepping.steps(run, seconds=seconds)
    if run.status == ImportRun.Status.RUNNING and settings.LOADING_IN_BACKGROUND:
        go_on(run)


def go_on(run: ImportRun) -> None:
    """Let a paused or stopped loading of the desk go on: by a worker where there is one, else step by step."""
    ImportRun.objects.filter(pk=run.pk, status__in=control.STOPPED).update(
        status=ImportRun.Status.RUNNING, wish=ImportRun.Wish.NONE, process=""
    )
    if settings.LOADING_IN_BACKGROUND:
        transaction.on_commit(lambda: tasks.go_on_loading.enqueue(run.pk))


def take_up() -> list[ImportRun]:
    """Let a worker go on with the loadings of the desk over which one was killed; return them.

    A worker's own note of such a work says for ever that it is at it, so that nothing else would begin it again.
    """
    if not settings.LOADING_IN_BACKGROUND:
        return []
    died = Q(status=ImportRun.Status.INTERRUPTED, **{f"progress__{stepping.AT_WORK}": True})
    at_work = Q(status=ImportRun.Status.RUNNING) | died
    ids = list(ImportRun.objects.filter(at_work, via=ImportRun.Via.DESK).values_list("pk", flat=True))
    runs.mark_interrupted()
    left = [
        run
        for run in ImportRun.objects.filter(pk__in=ids).order_by("pk")
        if spool.is_there(run) and not control.is_at_work(run)
    ]
    for run in left:
        go_on(run)
    return left


def cancel(run: ImportRun) -> None:
    """Stop a loading for good; what it has read stays, to be reviewed or undone."""
    if control.ask(run, ImportRun.Wish.CANCEL) == ImportRun.Status.CANCELLED:
        spool.clear(run)


def try_each(*, files: Iterable[File] = (), text: str = "", tags: Sequence[str] = ()) -> Iterator[Step]:
    """Say of each document what `stage_each` would make of it; nothing is written or kept."""
    options = Options(asks_editor=True, tags=tuple(tags), lessons=lessons.in_force())
    given = [sources.from_uploads(files)] + ([sources.from_text(text)] if text.strip() else [])
    yield from staging.preview(chain.from_iterable(given), options)


@transaction.atomic
def edit(staged: StagedDocument, values: Mapping[str, Any], *, user: User | None) -> StagedDocument:
    """Keep an editor's values (`values.EDITABLE`) beside what was read; one equal to what was read takes it back.

    Moments are aware or in the paper's zone; `credits` are {"name", "title"}, `most_read` {"rank", "headline"}.
    ValueError says in a sentence which value can't be taken, NotAcceptableError that the document is accepted already.
    """
    staged = _undecided(staged)
    names = [credit.name for credit in values_of(staged).credits]
    staged.edits = changes(document_json.load(staged.parsed), staged.edits, values)
    now = dict(enumerate(credit.name for credit in values_of(staged).credits))
    staged.author_choices = {
        key: choice for key, choice in staged.author_choices.items() if names[int(key)] == now.get(int(key))
    }
    staged.headline = str(staged.edits.get("headline", staged.parsed["headline"]))[:300]
    staged.decided_by = user
    staged.save(update_fields=["edits", "author_choices", "headline", "decided_by"])
    return staged


@transaction.atomic
def set_tags(documents: Iterable[StagedDocument], names: Sequence[str], *, add: bool = False) -> int:
    """Give documents these tags (`add`: besides those they have); return how many changed. Makes no tag yet.

    ValueError says which name can't be a tag.
    """
    wanted, changed = tagging.tidy(names), 0
    for staged in documents:
        tags = tagging.tidy([*staged.tags, *wanted]) if add else wanted
        if staged.state in {State.WAITING, State.HELD} and tags != staged.tags:
            staged.tags = tags
            staged.save(update_fields=["tags"])
            changed += 1
    return changed


def refuse_repair(staged: StagedDocument, code: str) -> StagedDocument:
    """Read the document again without this repair (`Notice.repair`); what an editor changed stays."""
    return rereading.read_again(_undecided(staged), {*staged.refused_repairs, code})


def take_repair(staged: StagedDocument, code: str) -> StagedDocument:
    """Read the document again with a repair that was refused."""
    return rereading.read_again(_undecided(staged), {*staged.refused_repairs} - {code})


@transaction.atomic
def choose_author(staged: StagedDocument, credit: int, author: Author | str | None) -> StagedDocument:
    """Confirm who stands behind the name at index `credit` of the byline: an author, NEW, or None for undecided."""
    staged = _undecided(staged)
    if isinstance(author, str) and author != NEW:
        raise ValueError(f"“{author}” is neither an author nor “{NEW}”.")
    if not 0 <= credit < len(values_of(staged).credits):
        raise ValueError(f"The byline has no name number {credit + 1}.")
    choices = {key: value for key, value in staged.author_choices.items() if key != str(credit)}
    if author is not None:
        choices[str(credit)] = author.pk if isinstance(author, Author) else NEW
    staged.author_choices = choices
    staged.save(update_fields=["author_choices"])
    return staged


def accept(
    staged: StagedDocument, *, user: User | None, publish: bool, tags: Iterable[str] | None = None, as_new: bool = False
) -> Article:
    """Turn a document into an article: a draft, or published. A second call is harmless.

    `tags` replaces the document's tags; `as_new` makes a column of its own where one with the same id is there.
    NotAcceptableError says in a sentence what is missing. A name of several columnists must have been chosen; a name
    of one takes that one, and an unknown name makes a new columnist.
    """
    return accepting.accept(staged, user=user, publish=publish, tags=tags, derive_related=True, as_new=as_new)


def accept_many(
    documents: Iterable[StagedDocument], *, user: User | None, publish: bool
) -> tuple[list[Article], list[Failure]]:
    """Accept each on its own, those that wait and those held; one that can't be accepted stops no other."""
    made, failures = [], []
    for staged in documents:
        if pairs.is_open(staged):
            said = f"“{staged}” is nearly the same as another: say on its page, or under “Nearly the same”, what it is."
            failures.append(Failure(staged, said))
            continue
        try:
            made.append(accepting.accept(staged, user=user, publish=publish, derive_related=False))
        except NotAcceptableError as error:
            failures.append(Failure(staged, str(error)))
    runs.derive()
    return made, failures


@transaction.atomic
def reject(staged: StagedDocument, *, user: User | None, reason: str = "") -> StagedDocument:
    """Decide against a document; its bytes and what was read stay, and loading it again leaves it out."""
    return _decide(staged, State.REJECTED, user=user, reason=reason)


@transaction.atomic
def hold(staged: StagedDocument, *, user: User | None, reason: str) -> StagedDocument:
    """Put a document aside for another editor, with the reason; also takes a rejection back."""
    return _decide(staged, State.HELD, user=user, reason=reason)


def undo(run: ImportRun, *, user: User | None, force: bool = False) -> list[Article]:
    """Take back everything that a run made or changed; return the articles that were kept.

    An article that somebody changed since is kept unless `force` (`touched_since` lists them before). The run, its
    bytes and documents stay, marked undone. NotUndoableError where it is undone already.
    """
    return undoing.undo(run, user=user, force=force)


def _decide(staged: StagedDocument, state: str, *, user: User | None, reason: str) -> StagedDocument:
    staged = _undecided(staged)
    staged.state, staged.reason = state, reason
    accepting.decided(staged, user)
    return staged


def _undecided(staged: StagedDocument) -> StagedDocument:
    """Return the row as it is now; NotAcceptableError where it is an article already."""
    current = StagedDocument.objects.get(pk=staged.pk)
    if current.state == State.ACCEPTED and current.article_id is not None:
        raise NotAcceptableError(f"“{current.headline}” was accepted already: change the column instead.")
    if current.run.status == ImportRun.Status.UNDONE:
        raise NotAcceptableError("Its loading was undone; load the file again.")
    return current
