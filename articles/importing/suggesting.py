"""Tags suggested for loaded documents: for one on its page, and above a confidence for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from articles import markup
from articles.editing import tagging
from articles.editing.retagging import Retag, retag
from articles.editing.subjects.changes import parts
from articles.editing.subjects.suggester import LEAST, Suggester, Suggestion, Text
from articles.importing.journal import is_untouched
from articles.importing.models import ImportRun, RunChange, StagedDocument
from articles.importing.values import values_of
from articles.models import Article, SearchText, Tag, TaggedArticle
from authors.models import User

State = StagedDocument.State


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


# --- For many documents at once ----------------------------------------------------------------------------------

SAMPLED = 1_000
EXAMPLES = 8
# How sure a suggestion must be to be given unseen, where nobody says otherwise.
LIKELY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What giving suggested tags to a run would do; an estimate where it has more documents than are looked at."""

    documents: int
    tags: int
    looked_at: int
    total: int
    examples: list[tuple[StagedDocument, list[Suggestion]]]

    @property
    def is_estimate(self) -> bool:
        """Whether only some of the documents were looked at."""
        return self.looked_at < self.total


def outlook(run: ImportRun, *, least: float) -> Outlook:
    """Return what would be given to a run's documents; changes nothing. Looks at a thousand of them, evenly spread."""
    ids = list(_of_run(run).values_list("pk", flat=True))
    some = ids[:: max(1, len(ids) // SAMPLED)] if len(ids) > SAMPLED else ids
    found = [one for part in parts(some) for one in _wanted(part, least=least) if one[1]]
    scale = len(ids) / len(some) if some else 1
    tags = sum(len(given) for _, given in found)
    return Outlook(
        documents=round(len(found) * scale), tags=round(tags * scale), looked_at=len(some), total=len(ids),
        examples=_explained(found[:EXAMPLES], least=least),
    )  # fmt: skip


def _explained(
    found: Sequence[tuple[StagedDocument, list[Tag]]], *, least: float
) -> list[tuple[StagedDocument, list[Suggestion]]]:
    """Return documents with the words that caused each of their tags, which are asked for of a few only."""
    why = Suggester().suggest([text_of(staged) for staged, _ in found], least=least)
    return [
        (staged, [one for one in some if one.tag in given]) for (staged, given), some in zip(found, why, strict=True)
    ]


def give(run: ImportRun, *, least: float, user: User | None) -> tuple[int, int]:
    """Give suggested tags to a run's documents and to untouched columns made of them; return how many of each got some.

    Undoing the run takes them back.
    """
    documents = columns = 0
    for part in parts(list(_of_run(run).values_list("pk", flat=True))):
        with transaction.atomic():
            found = [(staged, given) for staged, given in _wanted(part, least=least) if given]
            documents += give_to([pair for pair in found if pair[0].state != State.ACCEPTED])
            columns += _give_to_columns(run, [pair for pair in found if pair[0].state == State.ACCEPTED], user=user)
    return documents, columns


def give_to(found: Iterable[tuple[StagedDocument, list[Tag]]]) -> int:
    """Give tags to documents that are still to be decided; return how many changed."""
    changed = []
    for staged, given in found:
        staged.tags = tagging.tidy([*staged.tags, *(tag.name for tag in given)])
        changed.append(staged)
    StagedDocument.objects.bulk_update(changed, ["tags"])
    return len(changed)


def likely(documents: Sequence[StagedDocument], *, least: float) -> list[tuple[StagedDocument, list[Tag]]]:
    """Return documents that are still to be decided, each with the tags that it lacks and that are so likely."""
    found = for_documents(documents, least=least)
    return [(staged, [one.tag for one in some]) for staged, some in zip(documents, found, strict=True) if some]


def _of_run(run: ImportRun) -> QuerySet[StagedDocument]:
    states = (State.WAITING, State.HELD, State.ACCEPTED)
    return run.documents.filter(state__in=states).exclude(headline="").order_by("pk")


def _wanted(ids: Sequence[int], *, least: float) -> list[tuple[StagedDocument, list[Tag]]]:
    rows = StagedDocument.objects.filter(pk__in=ids).select_related("article", "run").order_by("pk")
    found = list(rows.defer("own_text", "article__body"))
    undecided = [staged for staged in found if staged.state != State.ACCEPTED]
    accepted = [staged for staged in found if staged.state == State.ACCEPTED and staged.article]
    return [*likely(undecided, least=least), *_for_columns(accepted, least=least)]


def _for_columns(documents: Sequence[StagedDocument], *, least: float) -> list[tuple[StagedDocument, list[Tag]]]:
    """Return accepted documents with the tags that their columns lack: the words of columns are prepared already."""
    articles = [staged.article_id for staged in documents]
    texts = {pk: (headline, text) for pk, headline, text in _texts(articles)}
    has: dict[int, set[int]] = defaultdict(set)
    for column, tag in TaggedArticle.objects.filter(content_object__in=articles).values_list("content_object", "tag"):
        has[column].add(tag)
    known = [staged for staged in documents if staged.article_id in texts]
    found = Suggester().likely([texts[staged.article_id] for staged in known], least=least)  # type: ignore[index] # it is there
    tags = Tag.objects.in_bulk({tag for some in found for tag in some})
    wanted = [
        (staged, [tags[tag] for tag in some if tag not in has[staged.article_id or 0]])
        for staged, some in zip(known, found, strict=True)
    ]
    return [pair for pair in wanted if pair[1] and pair[0].article and is_untouched(pair[0].article)]


def _texts(articles: Sequence[int | None]) -> Iterable[tuple[int, str, str]]:
    texts = SearchText.objects.filter(article__in=[pk for pk in articles if pk])
    return texts.values_list("article", "headline", "text")


def _give_to_columns(run: ImportRun, found: Iterable[tuple[StagedDocument, list[Tag]]], *, user: User | None) -> int:
    wanted = {staged.article_id: frozenset(tag.pk for tag in given) for staged, given in found if staged.article_id}
    note = f"suggested tags of loading {run.pk}"
    done = retag((Retag(column=pk, added=tags) for pk, tags in wanted.items()), user=user, note=note)
    changed = [one.column for one in done]
    versions = dict(Article.objects.filter(pk__in=changed).values_list("pk", "version"))
    rows = run.changes.filter(model="articles.article", key__in=changed, is_undone=False)
    kept = list(rows.exclude(action=RunChange.Action.REMOVED))
    for change in kept:
        # The run itself made this version: undoing it finds the column untouched, and takes the tags along.
        change.after = {**(change.after or {}), "version": versions[change.key]}
    RunChange.objects.bulk_update(kept, ["after"])
    return len(done)
