"""An article as it was before a run overwrote it."""

from datetime import date, datetime
from typing import Any

from articles.editing import services as editing
from articles.models import Article, Image, Revision, Series
from authors.models import Author, User

_MOMENTS = ("published_at", "updated_at", "embargoed_until", "expires_at", "first_public_at")
_TEXTS = (
    "headline", "slug", "standfirst", "body", "bio_as_printed", "keeps_cut_off_contact", "kind", "language", "status",
    "published_precision", "updated_precision", "legacy_id", "legacy_url", "canonical_url", "rights", "series_part",
)  # fmt: skip


def restore(article: Article, before: dict[str, Any], *, user: User | None, note: str) -> None:
    """Give an article what its snapshot says, with bylines, tags and series, as a revision of its own."""
    for name in _TEXTS:
        setattr(article, name, before[name])
    for name in _MOMENTS:
        setattr(article, name, datetime.fromisoformat(before[name]) if before[name] else None)
    article.published_on = date.fromisoformat(before["published_on"]) if before["published_on"] else None
    article.series = Series.objects.filter(name=before["series"]).first() if before["series"] else None
    article.image = Image.objects.filter(pk=before["image"]).first()
    if article.series is None:
        article.series_part = None
    editing.save_article(
        article,
        user=user,
        change=Revision.Change.LOADED,
        note=note,
        credits=[
            editing.Credit(
                author=Author.objects.get(pk=line["author"]),
                name_as_printed=line["name_as_printed"],
                title_as_printed=line["title_as_printed"],
                bio=line["bio"],
                role=line["role"],
            )
            for line in before["bylines"]
        ],
        tags=before["tags"],
    )
