"""What a loading would do, told for people and as JSON: per document, what each field would be or become."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from lxml.html import fragment_fromstring

from articles import dates, markup
from articles.editing import wording
from articles.importing.documents import DatedMoment, Document, Notice
from articles.importing.models import StagedDocument
from articles.importing.readers.textdump.corrections import notice_of
from articles.importing.steps import Step
from articles.importing.values import Values, values_read
from articles.importing.words_for_tags import Words
from articles.models import Article
from articles.readership.models import MostReadList

LONGEST = 240
Plain = Mapping[str, Any]
LABELS = {
    "headline": "Headline", "standfirst": "Standfirst", "authors": "By", "published_at": "Posted",
    "updated_at": "Updated", "published_precision": "How exact “Posted” is",
    "updated_precision": "How exact “Updated” is", "paragraphs": "Text", "captions": "Captions",
    "bio": "Bio", "series": "Series", "tags": "Tags", "kind": "Kind",
    "language": "Language", "most_read": "Most read", "corrections": "Corrections", "rights": "Rights",
    "legacy_id": "Id in the old system", "legacy_url": "Address in the old system",
    "canonical_url": "First published at",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field as it is (None: there is no column yet) and as it would be, as JSON can hold it."""

    field: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        """The field in the newsroom's words."""
        return LABELS[self.field]

    @property
    def lines(self) -> Sequence[tuple[str, str]]:
        """What goes and what comes, as (“before” or “after”, words) for a page."""
        if self.field == "paragraphs":
            return tuple(_text_in_words(self.before, self.after))
        told = [("before", self.before), ("after", self.after)]
        return [(side, words) for side, value in told if (words := _in_words(value))]


def changes(step: Step, words: Words | None = None) -> list[Change]:
    """Return the fields that a document would give its column, or change of it; none where it would change nothing.

    `words` serves all documents of a call.
    """
    document, outcome = step.document, step.outcome
    if outcome in {StagedDocument.Outcome.UNCHANGED, StagedDocument.Outcome.DUPLICATE}:
        return []
    tags = set((words or Words()).tags(step.tags).values())
    after = _of_values(values_read(document), document, tags)
    if step.article is None:
        return [Change(field=name, before=None, after=value) for name, value in after.items() if value]
    before = of_article(step.article)
    return [
        Change(field=name, before=before[name], after=value) for name, value in after.items() if value != before[name]
    ]


def as_json(step: Step, words: Words | None = None) -> dict[str, Any]:
    """Return the changes as `import_columns --dry-run --json` adds them to a document's line."""
    return {change.field: {"before": change.before, "after": change.after} for change in changes(step, words)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What would become of one document, for a page."""

    source: str
    headline: str
    outcome: str
    article: Article | None
    changes: Sequence[Change]
    notices: Sequence[Notice]


def tell(step: Step, words: Words | None = None) -> Told:
    """Return what would become of a document."""
    return Told(
        source=step.document.source,
        headline=step.document.headline,
        outcome=step.outcome,
        article=step.article,
        changes=changes(step, words),
        notices=step.notices,
    )


def of_article(article: Article) -> Plain:
    """Return an article by the fields that a loading writes."""
    printed = article.printed_lists.filter(kind=MostReadList.Kind.PRINTED).first()
    return {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "authors": [byline.name for byline in article.bylines.all() if not byline.author.is_paper],
        "published_at": _moment(article.published_at),
        "updated_at": _moment(article.updated_at),
        "published_precision": article.published_precision if article.published_at else None,
        "updated_precision": article.updated_precision if article.updated_at else None,
        "paragraphs": markup.blocks(article.body),
        "captions": _captions(article.body),
        "bio": article.bio_as_printed,
        "series": article.series.name if article.series else "",
        "tags": sorted(tag.name for tag in article.tags.all()),
        "kind": article.kind,
        "language": article.language,
        "most_read": [entry.headline for entry in printed.entries.all()] if printed else [],
        "corrections": [correction.note for correction in article.corrections.all()],
        "rights": article.rights,
        "legacy_id": article.legacy_id,
        "legacy_url": article.legacy_url,
        "canonical_url": article.canonical_url,
    }


def _of_values(values: Values, document: Document, tags: Iterable[str]) -> Plain:
    plain: dict[str, Callable[[], Any]] = {
        "authors": lambda: [credit.name for credit in values.credits],
        "published_at": lambda: _dated(values.published),
        "updated_at": lambda: _dated(values.updated),
        "published_precision": lambda: values.published.precision.value if values.published else None,
        "updated_precision": lambda: values.updated.precision.value if values.updated else None,
        "captions": lambda: _captions(markup.clean(document.body_html)),
        "paragraphs": lambda: list(document.paragraphs),
        "tags": lambda: sorted(tags),
        "language": lambda: values.language or "en",
        "most_read": lambda: [line.headline for line in values.most_read],
        "corrections": lambda: [notice_of(correction.text) for correction in values.corrections],
    }
    return {name: plain[name]() if name in plain else getattr(values, name) for name in LABELS}


def _dated(moment: DatedMoment | None) -> str | None:
    return _moment(moment.at) if moment else None


def _moment(at: datetime | None) -> str | None:
    """Return a moment in the paper's zone: a source may name the same one with another offset."""
    return dates.in_paper_zone(at).isoformat() if at else None


def _captions(body: str) -> list[str]:
    """Return the captions of the pictures of a cleaned body, which are none of its paragraphs."""
    if "<figcaption" not in body:
        return []
    found = fragment_fromstring(body, create_parent="div").iter("figcaption")
    return [" ".join(str(caption.text_content()).split()) for caption in found]


def _in_words(value: Any) -> str:
    if not value:
        return ""
    if isinstance(value, list):
        return markup.shorten("; ".join(value), length=LONGEST)
    if isinstance(value, str) and _is_moment(value):
        return wording.moment(datetime.fromisoformat(value))
    return markup.shorten(str(value), length=LONGEST)


def _is_moment(value: str) -> bool:
    if "T" not in value:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _text_in_words(before: Sequence[str] | None, after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield how long a new text is and how it begins; of a changed one the paragraphs that differ."""
    if before is None:
        words = sum(len(paragraph.split()) for paragraph in after)
        yield "after", f"{len(after)} paragraphs, {words:,} words: {_in_words(' '.join(after[:1]))}"
        return
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (("before", markup.shorten(text, length=LONGEST)) for text in before[first:last])
            yield from (("after", markup.shorten(text, length=LONGEST)) for text in after[start:end])
