"""How a column's facts are put on a page: bylines, dates, notices. No query: what they show is loaded by the view."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles import dates, markup, moments, wording
from articles.models import Article, Byline, Correction, Precision

register = template.Library()

# Columns older than this say so.
OLD_AFTER_YEARS = 5
# So many characters stand in two columns under the lead, of one height whatever the column.
OPENING = 620


@register.simple_tag
def paper_name() -> str:
    """Return the paper's name, for a page without a request (500)."""
    return str(settings.PAPER_NAME)


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


@register.filter
def with_late_pictures(body: str) -> SafeString:
    """Return a cleaned body whose pictures are asked for when they come near, and one at its head at once."""
    pieces = body.split("<img ")
    begins_with_one = not markup.text(pieces[0])
    at_once, late = ("<img ", pieces[2:]) if begins_with_one and len(pieces) > 1 else ("", pieces[1:])
    head = pieces[0] + (at_once + pieces[1] if at_once else "")
    marked = "".join([head, *(f'<img loading="lazy" decoding="async" {piece}' for piece in late)])
    return mark_safe(marked)  # noqa: S308 the field has cleaned it


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
    """Return the day of a notice as a `<time>`, as exactly as it is known; words alone where it is not."""
    words = moments.day_of_notice(notice, language)
    if notice.issued_on is None:
        return format_html("{}", words)
    machine = moments.for_machines(dates.start_of(notice.issued_on), notice.issued_precision)
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _time(moment: datetime | None, precision: str, language: str) -> SafeString:
    if moment is None:
        return SafeString("")
    machine, words = moments.for_machines(moment, precision), moments.in_words(moment, precision, language)
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.simple_tag
def opening(article: Article) -> str:
    """Return how the text begins, for the lead of the front page."""
    return markup.excerpt(article.body, length=OPENING)


@register.simple_tag
def words(article: Article) -> wording.Wording:
    """Return the paper's words in the column's language."""
    return wording.for_language(article.language)


@register.simple_tag
def reading_time(article: Article) -> str:
    """Return “6-minute read”."""
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
def byline(article: Article) -> SafeString:
    """Return “By A, B and C; translated by D”, each name a link to the columnist."""
    lines = list(article.bylines.all())
    own = wording.for_language(article.language)
    by_role = [(own.by, Byline.Role.WRITER), *((word, role) for role, word in own.roles.items())]
    credits_of_roles = (_credit(own, word, [line for line in lines if line.role == role]) for word, role in by_role)
    return format_html_join("; ", "{}", ((credit,) for credit in credits_of_roles if credit))


@register.simple_tag
def names(article: Article, links: bool = True) -> SafeString:  # noqa: FBT001, FBT002 a template tag's argument
    """Return the names of those who wrote it, for lists; of everybody credited where nobody wrote."""
    lines = list(article.bylines.all())
    writers = [line for line in lines if line.role == Byline.Role.WRITER] or lines
    return _joined(wording.for_language(article.language), [_link(line) if links else line.name for line in writers])


def _credit(own: wording.Wording, word: str, lines: list[Byline]) -> SafeString:
    """Return the names of one role with the word before them; the paper itself needs no “By”."""
    if not lines:
        return SafeString("")
    people = _joined(own, [_signed(line) for line in lines])
    if word == own.by and all(line.author.is_paper for line in lines):
        return people
    return format_html('<span class="by">{}</span> {}', word, people)


def _joined(own: wording.Wording, people: Sequence[str]) -> SafeString:
    """Return “A, B and C”; what is not safe is escaped."""
    before = format_html_join(", ", "{}", ((person,) for person in people[:-1]))
    between = format_html('<span class="by">{}</span>', own.last_separator) if before else ""
    return format_html("{}{}{}", before, between, people[-1] if people else "")


def _signed(line: Byline) -> SafeString:
    """Return the linked name with the title that was printed beside it."""
    title = format_html('<span class="post">, {}</span>', line.title_as_printed) if line.title_as_printed else ""
    return format_html("{}{}", _link(line), title)


def _link(line: Byline) -> SafeString:
    return format_html('<a href="{}" rel="author">{}</a>', line.author.get_absolute_url(), line.name)
