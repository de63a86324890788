"""The feeds of most-read lists: the list of each day, and all lists that are kept of one day.

An entry is a list, so that what was printed is never mixed with what was counted. The feed of a day that is over says
the same for good, unless a column in it changes its headline or leaves the site.
"""

from datetime import date, datetime

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles import attribution
from articles.attribution import one_line
from articles.feeds import channels
from articles.feeds.entries import FeedChannel, FeedEntry
from articles.feeds.history import Load
from articles.readership import days, lists, record, rulebook
from articles.readership.lines import Line
from articles.readership.lists import ShownList
from articles.readership.models import MostReadList

DAYS = 31


def newest(_load: Load) -> FeedChannel:
    """Return the lists by readers of the last days, today's so far among them, of the window beside columns."""
    counted = lists.shown().filter(kind=MostReadList.Kind.COUNTED, window_days=rulebook.standard_window())
    made = lists.show(counted.order_by("-day", "-id")[:DAYS], is_record=True)
    return channels.of_entries(
        [_entry(one) for one in made],
        path=reverse("readership:index"),
        title=f"Most read – {settings.PAPER_NAME}",
        description=f"What readers of {settings.PAPER_NAME} chose, day by day.",
        changed_at=None,  # a line changes with its column, of which no list knows: the hash of the bytes alone is right
    )


def day(_load: Load, day: date) -> FeedChannel:
    """Return every list of a day; Http404 for a day of which none is kept."""
    kept = record.of_day(day)
    if kept is None:
        raise Http404("There is no list of that day.")
    return channels.of_entries(
        [_entry(one.list) for one in kept.lists],
        path=reverse("readership:day", args=[day]),
        title=f"Most read, {days.in_words(day)} – {settings.PAPER_NAME}",
        description="What readers read most, and what the paper printed of it that day.",
        changed_at=None,
    )


def _entry(one: ShownList) -> FeedEntry:
    path = reverse("readership:list", args=[one.pk]) if one.kind != MostReadList.Kind.COUNTED else one.url
    return FeedEntry(
        id=f"tag:{settings.TAG_URI_AUTHORITY}:most-read/{_name(one)}",
        url=f"{settings.SITE_URL}{path}#list-{one.pk}",
        title=one_line(f"Most read: {one.label}"),
        summary=one_line("; ".join(f"{line.rank}. {line.headline or line.gone}" for line in one.lines)),
        html=_html(one),
        published=_begin(one),
        updated=max(_begin(one), one.counted_at or _begin(one)),
        authors=(attribution.publisher(),),
        language=settings.LANGUAGE_CODE,
        precision="day",
    )


def _name(one: ShownList) -> str:
    """Return what tells a list from all others for good: the day and window of a counted one, else its id."""
    if one.kind == MostReadList.Kind.COUNTED and one.day is not None:
        return f"{one.day.isoformat()}/{one.window_days}"
    return f"list/{one.pk}"


def _begin(one: ShownList) -> datetime:
    """Return the beginning of a list's day."""
    return days.start_of(one.day) if one.day else timezone.now()


def _html(one: ShownList) -> str:
    parts = [format_html("<p>{}.{}</p>", one.label, f" {one.note}" if one.note else "")]
    if one.is_taken_off:
        parts.append(format_html("<p>{}</p>", "The desk has taken this list off."))
    else:
        lines = format_html_join("\n", '<li value="{}">{}</li>', ((line.rank, _line(line)) for line in one.lines))
        parts.append(format_html("<ol>\n{}\n</ol>", lines))
    if one.digest:
        method = f"{settings.SITE_URL}{one.method_url}"
        parts.append(format_html('<p><a href="{}">SHA-256</a> {}</p>', method, one.digest))
    return "\n".join(parts)


def _line(line: Line) -> SafeString:
    words = line.headline or line.gone
    return (
        format_html('<a href="{}">{}</a>', settings.SITE_URL + line.url, words)
        if line.url
        else format_html("{}", words)
    )
