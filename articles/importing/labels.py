"""The labels that a source put on its documents, and the tag that each becomes: shown, changed, and remembered."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from articles.editing import tagging
from articles.importing.documents import Lesson, LessonKind, TermKind
from articles.importing.models import ImportRun, StagedDocument, TaughtLesson
from articles.importing.teaching import lessons
from articles.importing.words_for_tags import Words
from authors.models import User
from authors.names import fold

BATCH = 500
OPEN = (StagedDocument.State.WAITING, StagedDocument.State.HELD)
# A label: the kind of the term, and its name folded.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of a source: how many documents of the run have it, and the tag that it becomes ("" for none).

    `word` is what its documents have for that tag, and `meant` the tag where that is another word for it, else "".
    """

    kind: str
    name: str
    documents: int
    becomes: str
    word: str
    meant: str
    is_taught: bool

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.kind, fold(self.name)

    @property
    def kind_in_words(self) -> str:
        """What sort of label it is."""
        return TermKind(self.kind).value

    @property
    def field(self) -> str:
        """What its field is called in the form."""
        return f"tag:{self.kind}:{fold(self.name)}"


def labels(run: ImportRun) -> list[Label]:
    """Return the labels of a run, those of most documents first."""
    counts: Counter[Key] = Counter()
    names: dict[Key, str] = {}
    kept: set[Key] = set()
    for terms, tags in _read(run):
        has = {fold(tag) for tag in tags}
        for key in {(kind, fold(name)): None for kind, name in terms}:
            counts[key] += 1
        for kind, name in terms:
            names.setdefault((kind, fold(name)), name)
            if fold(name) in has:
                kept.add((kind, fold(name)))
    taught = _taught()
    words = {key: becomes(key, taught, default=names[key] if key in kept else "") for key in counts}
    others = Words().others(filter(None, words.values()))
    found = [
        Label(
            kind=key[0],
            name=names[key],
            documents=number,
            becomes=others.get(words[key], words[key]),
            word=words[key],
            meant=others.get(words[key], ""),
            is_taught=bool({key, ("", key[1])} & taught.keys()),
        )
        for key, number in counts.items()
    ]
    return sorted(found, key=lambda label: (-label.documents, label.kind, fold(label.name)))


def becomes(key: Key, taught: Mapping[Key, str], *, default: str) -> str:
    """Return the tag of a label: by what was taught of its kind, else of any kind, else what the reader makes of it."""
    return taught.get(key, taught.get(("", key[1]), default))


def _taught() -> dict[Key, str]:
    rows = TaughtLesson.objects.filter(kind=LessonKind.TERM_TO_TAG.value, is_active=True)
    return {(row.scope, fold(row.pattern)): row.value for row in rows}


def _read(run: ImportRun) -> Iterator[tuple[list[tuple[str, str]], list[str]]]:
    rows = run.documents.exclude(headline="").order_by("pk").values_list("parsed__terms", "parsed__tags")
    for terms, tags in rows.iterator(chunk_size=BATCH):
        if terms:
            yield [(term["kind"], term["name"]) for term in terms], tags or []


@transaction.atomic
def relabel(run: ImportRun, wanted: Mapping[str, str], *, user: User | None) -> tuple[int, int]:
    """Teach what labels become, by the names of their fields, and change the tags of the run's undecided documents.

    Return how many labels and how many documents changed. ValueError names what can't be a tag.
    """
    known = labels(run)
    changed = {
        label.key: tag
        for label in known
        if label.field in wanted and fold(tag := _tag_named(wanted[label.field])) != fold(label.becomes)
    }
    for label in known:
        if label.key in changed:
            lesson = Lesson(kind=LessonKind.TERM_TO_TAG, scope=label.kind, pattern=label.name, value=changed[label.key])
            lessons.teach(lesson, user=user, run=run)
    now = {label.key: label.word for label in known}
    return len(changed), _retag(run, now, {**now, **changed}) if changed else 0


def _tag_named(name: str) -> str:
    """Return the name of the tag that is meant: that of the tag itself where another word for it was typed."""
    tidied = tagging.tidy([name])
    meant = tagging.known_tags(tidied)
    return meant[0].name if meant else next(iter(tidied), "")


def _retag(run: ImportRun, before: Mapping[Key, str], after: Mapping[Key, str]) -> int:
    ids = list(run.documents.filter(state__in=OPEN).order_by("pk").values_list("pk", flat=True))
    number = 0
    for start in range(0, len(ids), BATCH):
        rows = StagedDocument.objects.select_for_update().filter(pk__in=ids[start : start + BATCH], state__in=OPEN)
        changed = [row for row in rows.defer("own_text").order_by("pk") if _is_retagged(row, before, after)]
        StagedDocument.objects.bulk_update(changed, ["tags"])
        number += len(changed)
    return number


def _is_retagged(row: StagedDocument, before: Mapping[Key, str], after: Mapping[Key, str]) -> bool:
    """Give a document the tags of its labels as they are now, and take off those that none of its labels has now."""
    keys = [(term["kind"], fold(term["name"])) for term in (row.parsed or {}).get("terms", [])]
    wanted = _tags(keys, after)
    gone = {fold(tag) for tag in _tags(keys, before)} - {fold(tag) for tag in wanted}
    new = [tag for tag in wanted if fold(tag) not in {fold(tag) for tag in _tags(keys, before)}]
    tags = tagging.tidy([*(tag for tag in row.tags if fold(tag) not in gone), *new])
    is_changed: bool = tags != row.tags
    row.tags = tags
    return is_changed


def _tags(keys: Sequence[Key], becoming: Mapping[Key, str]) -> list[str]:
    return [tag for key in keys if (tag := becoming.get(key, ""))]
