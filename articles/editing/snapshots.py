"""An article as a plain value: what a revision keeps and what two saves are compared by."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from articles.models import Article, Byline, Correction

# Fields that an editor or a source can change. Bookkeeping (version, modified_at) is not content.
FIELDS = (
    "headline", "slug", "standfirst", "body", "bio_as_printed", "keeps_cut_off_contact", "kind", "language", "status",
    "published_at", "published_precision", "published_on", "updated_at", "updated_precision", "embargoed_until",
    "expires_at", "first_public_at", "legacy_id", "legacy_url", "canonical_url", "rights", "series_part",
)  # fmt: skip


def snapshot(article: Article) -> dict[str, Any]:
    """Return the article with its bylines, tags and corrections, as values that JSON can hold.

    Moments are ISO 8601 in UTC, so that the same moment always reads the same.
    """
    return compose(
        article,
        bylines=article.bylines.select_related("author").order_by("position", "id"),
        tags=article.tags.values_list("name", flat=True),
        corrections=Correction.objects.filter(article=article).oldest_first(),
    )


def compose(
    article: Article, *, bylines: Iterable[Byline], tags: Iterable[str], corrections: Iterable[Correction] = ()
) -> dict[str, Any]:
    """Return the snapshot of an article of which all parts are at hand; asks the database nothing."""
    return {name: value if type(value := getattr(article, name)) is str else _plain(value) for name in FIELDS} | {
        "series": article.series.name if article.series else None,
        "answers": article.answers.guid if article.answers else None,
        "image": article.image_id,
        "bylines": [
            {
                "author": byline.author_id,
                "name": byline.author.name,
                "name_as_printed": byline.name_as_printed,
                "title_as_printed": byline.title_as_printed,
                "bio": byline.bio,
                "role": byline.role,
            }
            for byline in bylines
        ],
        "tags": sorted(tags),
        "corrections": [_correction(correction) for correction in corrections],
    }


def _correction(correction: Correction) -> dict[str, Any]:
    # A notice of a printed day stays as earlier revisions have it: an unchanged column gets no new one.
    is_exact = correction.issued_precision == Correction.Known.DAY
    return {
        "kind": correction.kind,
        "issued_on": _plain(correction.issued_on),
        "note": correction.note,
        "words_before": correction.words_before,
        "words_after": correction.words_after,
        **({} if is_exact else {"issued_precision": correction.issued_precision}),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
