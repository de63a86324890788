"""The values of a staged document: what was read, with what an editor changed laid over it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from articles import markup
from articles.importing import document_json
from articles.importing.documents import (
    Credit,
    DatedMoment,
    Document,
    Picture,
    Precision,
    PrintedCorrection,
    RankedHeadline,
    Standing,
)
from articles.importing.models import StagedDocument
from articles.models import Article

TEXTS = (
    "headline", "standfirst", "body_html", "bio", "language", "series", "kind", "slug", "legacy_id", "legacy_url",
    "canonical_url", "rights",
)  # fmt: skip
MOMENTS = ("published_at", "updated_at")
PRECISIONS = ("published_precision", "updated_precision")
FLAGS = ("keeps_cut_off_contact",)
_AS_READ = (
    "standing", "legacy_aliases", "pictures", "published", "updated", "credits", "most_read_day", "corrections",
)  # fmt: skip
EDITABLE = frozenset({*TEXTS, *MOMENTS, *PRECISIONS, *FLAGS, "credits", "most_read", "most_read_day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What an article will be made of."""

    headline: str
    standfirst: str
    body_html: str
    bio: str
    language: str
    series: str
    kind: str
    slug: str
    legacy_id: str
    legacy_url: str
    canonical_url: str
    rights: str
    standing: Standing
    legacy_aliases: tuple[str, ...]
    pictures: tuple[Picture, ...]
    published: DatedMoment | None
    updated: DatedMoment | None
    credits: tuple[Credit, ...]
    most_read: tuple[RankedHeadline, ...]
    most_read_day: date | None
    corrections: tuple[PrintedCorrection, ...]
    keeps_cut_off_contact: bool


def document_of(staged: StagedDocument) -> Document | None:
    """Return the document as it was read; None where the file could not be read."""
    return document_json.load(staged.parsed, staged.text) if staged.parsed else None


def values_of(staged: StagedDocument) -> Values:
    """Return the values with the editor's over those that were read. ValueError where nothing was read."""
    if not staged.parsed:
        raise ValueError(f"{staged.source} could not be read, so there is nothing to make a column of.")
    return from_plain({**plain(document_json.load(staged.parsed)), **staged.edits})


def values_read(document: Document) -> Values:
    """Return the values as they were read: what `from_plain` makes of `plain`, without going that way."""
    return Values(
        **{name: getattr(document, name) for name in TEXTS if name != "kind"},
        kind=_kind(document),
        **{name: getattr(document, name) for name in _AS_READ},
        most_read=tuple(RankedHeadline(rank=line.rank, headline=line.headline) for line in document.most_read),
        keeps_cut_off_contact=False,
    )


def _kind(document: Document) -> str:
    """Return what kind of piece it is: what nobody signed speaks for the paper."""
    return document.kind or (Article.Kind.COLUMN if document.credits else Article.Kind.EDITORIAL).value


def plain(document: Document) -> dict[str, Any]:
    """Return the values as JSON can hold them; an editor can change the `EDITABLE` ones."""
    published, updated = document.published, document.updated
    return {
        **{name: getattr(document, name) for name in TEXTS if name != "kind"},
        "kind": _kind(document),
        "standing": document.standing.value,
        "legacy_aliases": list(document.legacy_aliases),
        "pictures": [asdict(picture) for picture in document.pictures],
        "published_at": published.at.isoformat() if published else None,
        "published_precision": (published.precision if published else Precision.MINUTE).value,
        "updated_at": updated.at.isoformat() if updated else None,
        "updated_precision": (updated.precision if updated else Precision.MINUTE).value,
        "credits": [document_json.dump_credit(credit) for credit in document.credits],
        "most_read": [{"rank": line.rank, "headline": line.headline} for line in document.most_read],
        "most_read_day": document.most_read_day.isoformat() if document.most_read_day else None,
        "corrections": [document_json.dump_correction(correction) for correction in document.corrections],
        **dict.fromkeys(FLAGS, False),
    }


def from_plain(given: Mapping[str, Any]) -> Values:
    """Return values from their plain form."""
    return Values(
        **{name: given[name] for name in TEXTS},
        standing=Standing(given["standing"]),
        legacy_aliases=tuple(given["legacy_aliases"]),
        pictures=tuple(Picture(**picture) for picture in given["pictures"]),
        published=_moment(given["published_at"], given["published_precision"]),
        updated=_moment(given["updated_at"], given["updated_precision"]),
        credits=tuple(Credit(**credit) for credit in given["credits"]),
        most_read=tuple(RankedHeadline(rank=line["rank"], headline=line["headline"]) for line in given["most_read"]),
        most_read_day=date.fromisoformat(given["most_read_day"]) if given["most_read_day"] else None,
        corrections=document_json.load_corrections(given["corrections"]),
        keeps_cut_off_contact=given["keeps_cut_off_contact"],
    )


def changes(document: Document, edits: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the edits after an editor gave values; one that equals what was read is no edit.

    ValueError says in a sentence which value can't be taken.
    """
    read, kept = plain(document), dict(edits)
    for name, value in given.items():
        if name not in EDITABLE:
            raise ValueError(f"“{name}” is not a field of a loaded document.")
        kept[name] = _normal(name, value)
    if "credits" in kept:
        kept["credits"] = _with_what_was_read(kept["credits"], read["credits"])
    return {name: value for name, value in kept.items() if not _same(name, value, read[name])}


def _with_what_was_read(edited: list[dict[str, str]], read: list[dict[str, str]]) -> list[dict[str, str]]:
    """Add to the names that an editor left standing what the source says of these people."""
    more = {credit["name"]: credit for credit in read}
    return [{**more.get(credit["name"], {}), **credit} for credit in edited]


def _normal(name: str, value: Any) -> Any:
    """Return a value as JSON can hold it; forms give moments, dates and lines as Python has them."""
    try:
        normal: Callable[[Any], Any] = _NORMAL.get(name, _plain_text)
        return normal(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"“{value}” can't be taken as {name.replace('_', ' ')}.") from error


def _plain_text(value: Any) -> str:
    return markup.printable(str(value)).strip()


def _plain_line(value: Any) -> str:
    return " ".join(_plain_text(value).split())


def _plain_moment(value: Any) -> str | None:
    moment = datetime.fromisoformat(value) if isinstance(value, str) and value else value or None
    if moment is None:
        return None
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment, timezone.get_default_timezone())
    return str(moment.isoformat())


def _plain_day(value: Any) -> str | None:
    if not value:
        return None
    return value.isoformat() if isinstance(value, date) else date.fromisoformat(value).isoformat()


def _plain_credits(value: Any) -> list[dict[str, str]]:
    lines = [{"name": _plain_line(line["name"]), "title": _plain_line(line.get("title", ""))} for line in value]
    return [line for line in lines if line["name"]]


def _plain_list(value: Any) -> list[dict[str, Any]]:
    lines = [{"rank": int(line["rank"]), "headline": _plain_line(line["headline"])} for line in value]
    return sorted((line for line in lines if line["headline"]), key=lambda line: line["rank"])


_NORMAL: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(MOMENTS, _plain_moment),
    **dict.fromkeys(PRECISIONS, lambda value: Precision(value).value),
    **dict.fromkeys(FLAGS, bool),
    "most_read_day": _plain_day,
    "credits": _plain_credits,
    "most_read": _plain_list,
    "kind": lambda value: Article.Kind(value).value,
}


def _same(name: str, value: Any, read: Any) -> bool:
    if name in MOMENTS and value and read:
        return datetime.fromisoformat(value) == datetime.fromisoformat(read)
    return bool(value == read)


def _moment(at: str | None, precision: str) -> DatedMoment | None:
    return DatedMoment(at=datetime.fromisoformat(at), precision=Precision(precision)) if at else None
