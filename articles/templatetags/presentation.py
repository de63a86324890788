"""How a column's facts are put on a page: bylines, dates, notices. No query: what they show is loaded by the view."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles import moments, wording
from articles.models import Article, Byline, Correction, Precision

register = template.Library()

# Columns older than this say so.
OLD_AFTER_YEARS = 5


@register.simple_tag
def paper_name() -> str:
    """Return the paper's name, for a page without a request (500)."""
    return settings.PAPER_NAME


@register.simple_tag
def today() -> str:
    """Return “Tuesday, 24 November 2026” in the paper's zone."""
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    return f"{moments.WEEKDAYS[now.weekday()]}, {moments.in_words(now, Precision.DAY)}"


@register.filter
def day_name(day: date) -> str:
    """Return “Sunday, 3 April 2011”."""
    return f"{moments.WEEKDAYS[day.weekday()]}, {day.day} {moments.MONTHS[day.month - 1]} {day.year}"


@register.filter
def day_of_month(day: date) -> str:
    """Return “Sunday, 3 April”."""
    return f"{moments.WEEKDAYS[day.weekday()]}, {day.day} {moments.MONTHS[day.month - 1]}"


@register.filter
def month_name(day: date) -> str:
    """Return “April 2011”."""
    return f"{moments.MONTHS[day.month - 1]} {day.year}"


@register.filter
def month_alone(day: date) -> str:
    """Return “April”."""
    return moments.MONTHS[day.month - 1]


@register.filter
def columns(number: int) -> str:
    """Return “1 column”, “12 columns”."""
    return "1 column" if number == 1 else f"{number:,} columns"


@register.simple_tag
def posted(article: Article) -> SafeString:
    """Return the moment of publication as a `<time>`, as exactly as it is known."""
    return _time(article.published_at, article.published_precision, article.language)


@register.simple_tag
def updated(article: Article) -> SafeString:
    """Return the moment of the last change of substance as a `<time>`."""
    return _time(article.updated_at, article.updated_precision, article.language)


@register.simple_tag
def posted_day(article: Article) -> SafeString:
    """Return the day of publication as a `<time>`, for lists."""
    return _time(article.published_at, moments.to_the_day(article.published_precision), article.language)


@register.simple_tag
def issued(notice: Correction, language: str = "en") -> SafeString:
    """Return the day of a notice as a `<time>`."""
    midnight = datetime.combine(notice.issued_on, datetime.min.time(), timezone.get_default_timezone())
    return _time(midnight, Precision.DAY, language)


def _time(moment: datetime | None, precision: str, language: str) -> SafeString:
    if moment is None:
        return mark_safe("")
    machine, words = moments.for_machines(moment, precision), moments.in_words(moment, precision, language)
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.simple_tag
def words(article: Article) -> wording.Wording:
    """Return the paper's words in the column's language."""
    return wording.for_language(article.language)


@register.simple_tag
def reading_time(article: Article) -> str:
    """Return “6 minutes”."""
    own, minutes = wording.for_language(article.language), article.reading_minutes
    return own.minute if minutes == 1 else own.minutes.format(minutes)


@register.simple_tag
def age_notice(article: Article, at: datetime | None = None) -> str:
    """Return a sentence on an old column's age at a moment (default: now); "" for a newer one."""
    if article.published_at is None:
        return ""
    years = _whole_years(article.published_at, at or timezone.now())
    if years < OLD_AFTER_YEARS:
        return ""
    own = wording.for_language(article.language)
    return own.age.format(kind=own.age_of_kind[article.kind], years=years)


def _whole_years(start: datetime, end: datetime) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


@register.simple_tag
def rubric(article: Article) -> str:
    """Return the kind of a piece that is not a column; "" for a column."""
    own = wording.for_language(article.language)
    return "" if article.kind == Article.Kind.COLUMN else own.kinds[article.kind]


@register.simple_tag
def notice_kind(notice: Correction, language: str = "en") -> str:
    """Return what kind of notice it is."""
    return wording.for_language(language).notices[notice.kind]


@register.simple_tag
def series_part(article: Article) -> str:
    """Return “part 2”; "" where the column has no number in its series."""
    own = wording.for_language(article.language)
    return own.part.format(article.series_part) if article.series_part else ""


@register.simple_tag
def byline(article: Article, links: bool = True) -> SafeString:  # noqa: FBT001, FBT002 a template tag's argument
    """Return “By A, B and C; translated by D”, each name a link to the columnist unless `links` is off."""
    lines = list(article.bylines.all())
    own = wording.for_language(article.language)
    groups = [_credit(own, "", [line for line in lines if line.role == Byline.Role.WRITER], links=links)]
    groups += [
        _credit(own, word, [line for line in lines if line.role == role], links=links)
        for role, word in own.roles.items()
    ]
    return mark_safe("; ").join(group for group in groups if group)


def _credit(own: wording.Wording, word: str, lines: list[Byline], *, links: bool) -> SafeString:
    """Return one group of names with the word before it; the paper itself needs no “By”."""
    if not lines:
        return mark_safe("")
    names = [_name(line, links=links) for line in lines]
    joined = format_html_join(", ", "{}", ((name,) for name in names[:-1]))
    last = format_html('<span class="by">{}</span>', own.last_separator) if joined else ""
    if not word and all(line.author.is_paper for line in lines):
        return format_html("{}{}{}", joined, last, names[-1])
    return format_html('<span class="by">{}</span> {}{}{}', word or own.by, joined, last, names[-1])


def _name(line: Byline, *, links: bool) -> SafeString:
    if not links:
        return format_html("{}", line.name)
    link = format_html('<a href="{}" rel="author">{}</a>', line.author.get_absolute_url(), line.name)
    if not line.title_as_printed:
        return link
    return format_html('{}<span class="post">, {}</span>', link, line.title_as_printed)
