"""The full text of an entry as HTML: what the page shows of a column, with nothing that needs the page."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

import nh3
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import escape

from articles import dates, markup, moments
from articles.models import Article, Byline, Correction, Image, Precision

_BLANK_LINE = re.compile(r"\n\s*\n")
_ADDRESSES = {"href", "src"}
# What a date of that precision still says.
_DATE_FORMATS = {Precision.MONTH: "F Y", Precision.YEAR: "Y", Precision.INFERRED: "j F Y"}


def full_text(article: Article) -> str:
    """Return standfirst, byline, picture, body, corrections and bio as cleaned HTML with absolute addresses."""
    parts = [
        _paragraphs(article.standfirst, "strong"),
        _byline(article.bylines.all()),
        _date_note(article),
        _picture(article.image) if article.image else "",
        absolute(article.body, article.absolute_url),
        *(correction_html(correction) for correction in article.corrections.all()),
        _paragraphs(article.bio_for_readers, "em"),
    ]
    return "\n".join(part for part in parts if part)


def absolute(html: str, base: str) -> str:
    """Return HTML cleaned once more, its addresses absolute and without ids, which only mean something on the page."""

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return None
        return urljoin(base, value) if name in _ADDRESSES else value

    return nh3.clean(
        markup.printable(html),
        tags=set(markup.ALLOWED_TAGS),
        clean_content_tags=markup.DROPPED_WITH_CONTENT,
        attributes=markup.ALLOWED_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=markup.URL_SCHEMES,
        link_rel=None,
    )


def correction_html(correction: Correction, *, quotes: bool = True) -> str:
    """Return a notice with its kind, its day and, where they are kept and may be quoted, the words before and after."""
    label = f"{correction.get_kind_display()}, {moments.day_of_notice(correction)}:"
    words = ""
    if quotes and (correction.words_before or correction.words_after):
        words = f"\n<p>Before: “{escape(correction.words_before)}”<br>After: “{escape(correction.words_after)}”</p>"
    return f"<p><strong>{escape(label)}</strong> {escape(correction.note)}</p>{words}"


def names(bylines: Iterable[Byline]) -> str:
    """Return names as a sentence has them: “A, B and C”."""
    known = [byline.name for byline in bylines]
    return " and ".join(part for part in (", ".join(known[:-1]), *known[-1:]) if part)


def _byline(bylines: Iterable[Byline]) -> str:
    lines = list(bylines)
    writers = [line for line in lines if line.role == Byline.Role.WRITER]
    credits_ = [f"By {names(writers)}"] if writers else []
    credits_ += [f"{line.get_role_display().capitalize()}: {line.name}" for line in lines if line not in writers]
    return f"<p>{escape('. '.join(credits_))}</p>" if credits_ else ""


def _date_note(article: Article) -> str:
    """Return a line for a date that is less exact than the date field of a feed pretends."""
    form = _DATE_FORMATS.get(Precision(article.published_precision))
    if form is None or article.published_at is None:
        return ""
    day = date_format(dates.in_paper_zone(article.published_at), form)
    known = "worked out, not printed" if article.published_precision == Precision.INFERRED else "the day is not known"
    return f"<p>{escape(f'Posted {day} ({known}).')}</p>"


def _picture(image: Image) -> str:
    source = escape(urljoin(settings.SITE_URL, image.file.url))
    caption = " ".join(part for part in (image.caption, image.credit) if part)
    note = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
    return f'<figure><img src="{source}" alt="{escape(image.alt)}"{size}>{note}</figure>'


def _paragraphs(plain: str, inline: str) -> str:
    parts = (part.strip() for part in _BLANK_LINE.split(plain))
    return "\n".join(f"<p><{inline}>{escape(part)}</{inline}></p>" for part in parts if part)
