"""One hash of everything that the paper has written, public or not: two databases of the same content agree in it.

Row ids, clock times (when a row was made, saved or first public) and what is computed (search words, related
headlines, counted reads and what a counted list was made from) do not count; SQLite and PostgreSQL give the same.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Prefetch

from articles.editing.snapshots import FIELDS
from articles.models import Article, Byline, Correction, Image, Redirect, Series, Tag
from articles.readership.models import MostReadEntry, MostReadList
from articles.related.models import RelatedHeadline
from authors.models import Author

CHUNK = 500
_CLOCK = {"first_public_at"}


def content_hash() -> str:
    """Return the SHA-256 of the content, in hexadecimal."""
    digest = hashlib.sha256()
    for part in (_articles, _authors, _tags, _series, _lists, _redirects):
        digest.update(part.__name__.encode())
        lines = part()
        # Text is ordered by the program: two database engines order it differently.
        for line in lines if part is _articles else sorted(lines):
            digest.update(line.encode())
    return digest.hexdigest()


def _articles() -> Iterator[str]:
    """Yield articles by their permanent id, which is ASCII and so ordered alike everywhere."""
    pinned = RelatedHeadline.objects.exclude(origin=RelatedHeadline.Origin.COMPUTED).select_related("related")
    guids = sorted(Article.objects.values_list("guid", flat=True))
    for start_at in range(0, len(guids), CHUNK):
        some = (
            Article.objects.filter(guid__in=guids[start_at : start_at + CHUNK])
            .select_related("series", "answers", "image", "offered_nowhere")
            .prefetch_related(
                Prefetch("bylines", Byline.objects.order_by("position", "id")),
                "tagged_items__tag",
                "corrections",
                Prefetch("related_headlines", pinned, to_attr="by_hand"),
            )
        )
        for article in sorted(some, key=lambda article: article.guid):
            yield _line(_article(article))


def _article(article: Article) -> dict[str, Any]:
    by_hand: list[RelatedHeadline] = getattr(article, "by_hand", [])
    return {
        **{name: getattr(article, name) for name in FIELDS if name not in _CLOCK},
        "guid": article.guid,
        "series": article.series.name if article.series else None,
        "answers": article.answers.guid if article.answers else None,
        "image": _image(article.image),
        "bylines": [
            [b.author.slug, b.author.name, b.name_as_printed, b.title_as_printed, b.bio, b.role]
            for b in article.bylines.all()
        ],
        "tags": sorted(item.tag.key for item in article.tagged_items.all()),
        "corrections": sorted(_correction(correction) for correction in article.corrections.all()),
        "is_offered_nowhere": hasattr(article, "offered_nowhere"),
        "related_by_hand": sorted([row.origin, row.position, row.related.guid] for row in by_hand),
    }


def _correction(notice: Correction) -> list[str]:
    known = [] if notice.issued_precision == Correction.Known.DAY else [notice.issued_precision]
    day = notice.issued_on.isoformat() if notice.issued_on else ""
    return [notice.kind, day, notice.note, notice.words_before, notice.words_after, *known]


def _image(image: Image | None) -> list[str] | None:
    return [image.file.name or "", image.alt, image.caption, image.credit, image.licence] if image else None


def _authors() -> Iterator[str]:
    for author in Author.objects.select_related("merged_into", "user").prefetch_related("names", "disclosures"):
        yield _line(
            {
                **{name: getattr(author, name) for name in ("name", "sort_name", "slug", "is_paper", "bio", "email")},
                "portrait": [author.portrait.name or "", author.portrait_alt, author.portrait_credit],
                "merged_into": author.merged_into.slug if author.merged_into else None,
                "user": author.user.username if author.user else None,
                "names": sorted(seen.name for seen in author.names.all()),
                "disclosures": sorted(
                    [str(told.from_on), str(told.until_on), told.text] for told in author.disclosures.all()
                ),
            }
        )


def _tags() -> Iterator[str]:
    for tag in Tag.objects.select_related("parent", "merged_into", "image", "offered_nowhere").prefetch_related(
        "aliases"
    ):
        yield _line(
            {
                **{name: getattr(tag, name) for name in ("key", "name", "slug", "kind", "description")},
                "parent": tag.parent.key if tag.parent else None,
                "merged_into": tag.merged_into.key if tag.merged_into else None,
                "image": _image(tag.image),
                "aliases": sorted(alias.name for alias in tag.aliases.all()),
                "is_offered_nowhere": hasattr(tag, "offered_nowhere"),
            }
        )


def _series() -> Iterator[str]:
    for series in Series.objects.all():
        yield _line([series.name, series.slug, series.description])


def _lists() -> Iterator[str]:
    entries = MostReadEntry.objects.select_related("article").order_by("rank", "id")
    for found in (
        MostReadList.objects.defer("buckets").select_related("article").prefetch_related(Prefetch("entries", entries))
    ):
        yield _line(
            {
                **{name: getattr(found, name) for name in ("kind", "day", "window_days", "is_shown", "note")},
                "article": found.article.guid if found.article else None,
                "entries": [
                    [
                        entry.rank,
                        entry.headline,
                        entry.article.guid if entry.article else None,
                        entry.reads,
                        entry.hidden_because,
                    ]
                    for entry in found.entries.all()
                ],
            }
        )


def _redirects() -> Iterator[str]:
    for redirect in Redirect.objects.select_related("article"):
        yield _line([redirect.path, redirect.article.guid])


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no plain form.")
