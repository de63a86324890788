"""What other sites and search engines are told of a column: Open Graph values and JSON-LD."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from articles import attribution, dates, markup, moments
from articles.attribution import Person, Picture, one_line
from articles.models import Article, Correction, Precision

MAX_HEADLINE = 110  # search engines cut or refuse longer ones
MAX_DESCRIPTION = 200
SHARE_WIDTH, SHARE_HEIGHT = 1200, 630
ICON_SIZE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMetadata:
    """Values for the head of a column's page; addresses are absolute, dates in the paper's zone."""

    title: str
    description: str
    canonical: str
    published: str
    modified: str
    authors: tuple[Person, ...]
    tags: tuple[str, ...]
    picture: Picture

    @property
    def author_names(self) -> str:
        """The authors in a row."""
        return ", ".join(person.name for person in self.authors)


def of_article(article: Article) -> ArticleMetadata:
    """Return what is told of a column; nothing of the text of a retracted one, and no date where there is none."""
    description = "This column was retracted." if article.is_retracted else one_line(article.summary)
    posted, changed = article.published_at, article.last_changed_at
    return ArticleMetadata(
        title=one_line(article.headline),
        description=markup.shorten(description, length=MAX_DESCRIPTION),
        canonical=article.canonical_url or article.absolute_url,
        published=_written(posted, article.published_precision),
        modified=_written(changed, article.updated_precision if article.shows_updated else article.published_precision),
        authors=attribution.authors(article.bylines.all()),
        tags=tuple(one_line(tag.name) for tag in article.tags.all()),
        picture=attribution.picture(article.image) if article.image else share_picture(),
    )


def _written(moment: datetime | None, precision: str) -> str:
    """Return a moment no more exactly than it is known: a time of day that nobody printed is not told as one."""
    if moment is None:
        return ""
    return dates.rfc3339(moment) if precision == Precision.MINUTE else moments.for_machines(moment, precision)


def share_picture() -> Picture:
    """Return the paper's own picture, for what has none."""
    return Picture(
        url=attribution.static_url("img/share.png"),
        media_type="image/png",
        width=SHARE_WIDTH,
        height=SHARE_HEIGHT,
        alt=settings.PAPER_NAME,
    )


def structured(article: Article) -> dict[str, Any]:
    """Return a column as a schema.org OpinionNewsArticle; what is not known is left out."""
    told = of_article(article)
    corrections = [_correction(correction) for correction in article.corrections.all()]
    values = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "@id": article.guid,
        "mainEntityOfPage": {"@type": "WebPage", "@id": told.canonical},
        "url": article.absolute_url,
        "headline": markup.shorten(told.title, length=MAX_HEADLINE),
        "description": told.description,
        "inLanguage": article.language,
        "datePublished": told.published,
        "dateModified": told.modified,
        "additionalProperty": _inferred(article.published_precision) if article.published_at else {},
        "author": [_author(person) for person in told.authors],
        "publisher": _publisher(),
        "image": [_image(told.picture)],
        "keywords": list(told.tags),
        "isAccessibleForFree": True,
        "copyrightNotice": one_line(article.rights),
        "isPartOf": _series(article),
        "correction": corrections,
    }
    return {key: value for key, value in values.items() if value}


def _inferred(precision: str) -> dict[str, Any]:
    """Return the statement that a date was worked out: without it, it looks like a printed one."""
    if precision != Precision.INFERRED:
        return {}
    return {"@type": "PropertyValue", "name": "datePublished", "description": "worked out, not printed"}


def _author(person: Person) -> dict[str, Any]:
    kind = "NewsMediaOrganization" if person == attribution.publisher() else "Person"
    return {"@type": kind, "name": person.name, "url": person.url}


def _publisher() -> dict[str, Any]:
    logo = {
        "@type": "ImageObject",
        "url": attribution.static_url("img/icon-512.png"),
        "width": ICON_SIZE,
        "height": ICON_SIZE,
    }
    paper = attribution.publisher()
    return {
        "@type": "NewsMediaOrganization",
        "name": paper.name,
        "url": paper.url,
        "logo": logo,
        "correctionsPolicy": f"{settings.SITE_URL}/corrections/",
    }


def _image(picture: Picture) -> dict[str, Any]:
    size = {"width": picture.width, "height": picture.height} if picture.width and picture.height else {}
    return {"@type": "ImageObject", "url": picture.url, **size}


def _series(article: Article) -> dict[str, Any]:
    if article.series is None:
        return {}
    name, url = one_line(article.series.name), settings.SITE_URL + article.series.get_absolute_url()
    return {"@type": "CreativeWorkSeries", "name": name, "url": url}


def _correction(correction: Correction) -> dict[str, Any]:
    told = {"@type": "CorrectionComment", "text": one_line(correction.note)}
    if correction.issued_on is None:
        return told
    known = correction.issued_precision
    dated = {"datePublished": moments.for_machines(dates.start_of(correction.issued_on), known)}
    return told | dated | ({"additionalProperty": inferred} if (inferred := _inferred(known)) else {})
