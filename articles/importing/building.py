"""From values to an article that is not saved yet: filling its fields, and saying in sentences what they can't take."""

from datetime import MAXYEAR, MINYEAR

from django.core.exceptions import ValidationError

from articles.importing.documents import DatedMoment, Precision
from articles.importing.values import Values
from articles.models import Article
from articles.models import article as fields
from articles.models.article import MAX_SLUG
from articles.readership import services as readership
from authors.names import slug

MAX_NAME = 200


def _longest(name: str) -> int:
    """Return how many characters a field of an article takes."""
    longest: int = Article._meta.get_field(name).max_length  # type: ignore[assignment, union-attr] # a CharField has one
    return longest


# What an article gets of values and may not be able to take; all else is as it is by default, or comes later.
_GIVEN = frozenset({
    "headline", "standfirst", "bio_as_printed", "kind", "language", "published_at", "published_precision", "updated_at",
    "updated_precision", "legacy_id", "legacy_url", "canonical_url", "rights",
})  # fmt: skip
# What `_fits` knows of these fields.
_MOST = [(name, _longest(name)) for name in ("headline", "language", "legacy_id", "rights")]
_KINDS, _PRECISIONS = frozenset(Article.Kind.values), frozenset(fields.Precision.values)
_OTHERS = frozenset(field.name for field in Article._meta.fields) - _GIVEN


def fill(article: Article, values: Values) -> None:
    """Give an article the values; its status and address are left alone."""
    published, updated = values.published, values.updated
    article.headline = values.headline
    article.standfirst = values.standfirst
    article.body = values.body_html
    article.bio_as_printed = values.bio
    article.keeps_cut_off_contact = values.keeps_cut_off_contact
    article.kind = values.kind
    article.language = values.language or "en"
    article.published_at = published.at if published else None
    article.published_precision = (published.precision if published else Precision.MINUTE).value
    article.updated_at = updated.at if updated else None
    article.updated_precision = (updated.precision if updated else Precision.MINUTE).value
    article.legacy_id = values.legacy_id
    # A path alone leads here by its redirect; it is no address that could be shown.
    article.legacy_url = "" if values.legacy_url.startswith("/") else values.legacy_url
    article.canonical_url = values.canonical_url
    article.rights = values.rights
    if not article.slug:
        article.slug = slug(values.slug)[:MAX_SLUG]


def check(values: Values) -> None:
    """Raise ValidationError with a sentence for each value that an article can't take."""
    errors = [] if _fits(values) else _faults_of_fields(values)
    if not values.headline.strip():
        errors = ["It has no headline.", *(error for error in errors if not error.startswith("Headline"))]
    if not values.body_html.strip():
        errors.append("It has no text.")
    errors += [f"“{c.name[:40]}…” is too long for a name." for c in values.credits if len(c.name) > MAX_NAME]
    errors += [f"“{c.title[:40]}…” is too long for a title." for c in values.credits if len(c.title) > MAX_NAME]
    if len(values.series) > MAX_NAME:
        errors.append(f"“{values.series[:40]}…” is too long for the name of a series.")
    errors += [*_faults_of_dates(values), *_faults_of_list(values)]
    if errors:
        raise ValidationError(errors)


def _fits(values: Values) -> bool:
    """Whether an article's fields surely take the values, as nearly all are; what is unsure is looked at by the fields.

    To be said no by mistake costs a look, to be said yes would be a fault: a test compares both.
    """
    moments = [moment for moment in (values.published, values.updated) if moment]
    return (
        bool(values.headline)
        and all(len(getattr(values, name)) <= most for name, most in _MOST)
        and values.kind in _KINDS
        and not (values.legacy_url or values.canonical_url)
        and all(moment.precision in _PRECISIONS and moment.at.tzinfo is not None for moment in moments)
    )


def _faults_of_fields(values: Values) -> list[str]:
    article = Article()
    fill(article, values)
    try:
        article.clean_fields(exclude=_OTHERS)
    except ValidationError as error:
        return [f"{_label(name)}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return []


def has_zones(moment: DatedMoment) -> bool:
    """Whether a moment can be told in any time zone: the first and the last year that a program knows can't."""
    return MINYEAR < moment.at.year < MAXYEAR


def _faults_of_dates(values: Values) -> list[str]:
    dates = (("Posted", values.published), ("Updated", values.updated))
    return [
        f"{name}: the year {moment.at.year} can't be meant."
        for name, moment in dates
        if moment and not has_zones(moment)
    ]


def _faults_of_list(values: Values) -> list[str]:
    if not values.most_read:
        return []
    try:
        readership.check_lines([(line.rank, line.headline) for line in values.most_read])
    except ValueError as error:
        return [str(error)]
    return []


def sentences(error: ValidationError) -> list[str]:
    """Return the sentences of an error."""
    return [str(message) for message in error.messages]


def _label(name: str) -> str:
    field = Article._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    return label[:1].upper() + label[1:]
