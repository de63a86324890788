"""Which column, or which document still to be decided on, a document is nearly the same as."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from articles.importing.documents import Document, Notice, Severity
from articles.importing.models import StagedDocument
from articles.importing.seen import packed, unpacked
from articles.importing.twins.archive import Archive
from articles.importing.twins.known import known
from articles.importing.twins.likeness import is_next_report, is_twin, may_be_one_author, percent
from articles.importing.twins.others import Other, of_article, of_document, of_staged

CODE = "near_duplicate"
RECENT = 512  # documents of a run whose words are at hand, because their rows may not be written yet
_HERE = 1 << 62  # keys from here on are documents of this run


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The sketch of a document, and which other text it is nearly the same as, if any."""

    sketch: bytes | None = None
    other: Other | None = None
    likeness: int | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def twin(self) -> dict[str, Any] | None:
        """The other text as the row of the document keeps it."""
        return {"article": self.other.article, "identity": self.other.identity} if self.other else None


NOTHING = Found()


@dataclass(slots=True)
class Finder:
    """Looks through everything that is here, and through what the run has brought so far. One a run."""

    _archive: Archive | None = None
    _identities: list[bytes] = field(default_factory=list)
    _recent: OrderedDict[str, Other] = field(default_factory=OrderedDict)

    def look(self, document: Document, mark: bytes | None) -> Found:
        """Return what a document with this sketch is like, and remember it for those that come after it."""
        if mark is None:
            return NOTHING
        if self._archive is None:
            self._archive = Archive(known())
        this = replace(of_document(document), is_of_run=True)
        found = self._best(this, self._archive.near(mark))
        self._remember(this, mark)
        if found is None:
            return Found(sketch=mark)
        likeness, other = found
        return Found(sketch=mark, other=other, likeness=likeness, notices=(notice(this, other, likeness),))

    def _best(self, this: Other, keys: Sequence[int]) -> tuple[int, Other] | None:
        """Return the likest of some candidates, if it is like enough."""
        others = [other for other in map(self._other, keys) if other and other.identity != this.identity]
        mine = this.words if others else ()
        alike = [
            (likeness, other)
            for other, theirs in ((other, other.words) for other in others)
            if is_twin(
                likeness := percent(mine, theirs),
                words=min(len(mine), len(theirs)),
                is_same_author=may_be_one_author(this.names, other.names),
            )
            and not is_next_report(this.text, other.text)
        ]
        return max(alike, key=lambda pair: pair[0], default=None)

    def _other(self, key: int) -> Other | None:
        if key >= _HERE:
            identity = unpacked(self._identities[key - _HERE])
            rows = StagedDocument.objects.known().filter(identity=identity).order_by("-id")
            return of_staged(rows.first()) or self._recent.get(identity)
        return of_article(-key) if key < 0 else of_staged(StagedDocument.objects.filter(pk=key).first())

    def _remember(self, this: Other, mark: bytes) -> None:
        assert self._archive is not None  # noqa: S101 the caller has it
        self._archive.add(_HERE + len(self._identities), mark)
        self._identities.append(packed(this.identity))
        self._recent[this.identity] = this
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)


def notice(this: Other, other: Other, likeness: int) -> Notice:
    """Return the sentence that holds a near-duplicate."""
    what = f"“{other.headline}”" + (f" of {other.day}" if other.day else "")
    what += f" by {' and '.join(other.names)}" if other.names else ""
    waits = ", which came before it in this loading," if other.is_of_run else ", which waits for an editor,"
    where = "" if other.article else waits
    if likeness == 100:  # noqa: PLR2004 percent
        same = "the same headline" if this.headline == other.headline else "another headline"
        sentence = (
            f"{what}{where} has word for word the same text under {same}: merge them, keep both, or leave it out."
        )
    else:
        sentence = (
            f"{what}{where} is {likeness} % the same, word by word: is this a re-run, a new version, or another column?"
        )
    return Notice(code=CODE, message=sentence, severity=Severity.HOLD)
