"""What the desk says of an article's state, in words and in the paper's zone."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Precision

DAY = "j M Y"
MINUTE = "j M Y, H:i"


def state(article: Article, *, at: datetime | None = None) -> tuple[str, str]:
    """Return the state of an article at a moment (default: now): its key, for colours, and a phrase for people."""
    now = at or timezone.now()
    if article.status != Article.Status.PUBLISHED or article.published_at is None:
        return article.status, article.get_status_display()
    if article.expires_at and article.expires_at <= now:
        return "unpublished", f"taken off {moment(article.expires_at)}"
    if article.published_at > now:
        return "scheduled", f"scheduled for {moment(article.published_at)}"
    if article.embargoed_until and article.embargoed_until > now:
        return "scheduled", f"embargoed until {moment(article.embargoed_until)}"
    return "published", f"posted {posted(article)}"


def moment(value: datetime) -> str:
    """Return a moment in the paper's zone, to the minute."""
    return date_format(timezone.localtime(value, timezone.get_default_timezone()), MINUTE)


def posted(article: Article) -> str:
    """Return when an article was posted, as exactly as it is known; "" where it is not."""
    if article.published_at is None:
        return ""
    formats = {Precision.MONTH: "F Y", Precision.YEAR: "Y"}
    local = timezone.localtime(article.published_at, timezone.get_default_timezone())
    return date_format(local, formats.get(Precision(article.published_precision), DAY))


def offset(value: datetime | None = None) -> str:
    """Return the paper's zone with its offset at a moment (default: now): “Asia/Seoul, UTC+9”."""
    zone = timezone.get_default_timezone()
    minutes = (timezone.localtime(value or timezone.now(), zone).utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"{timezone.get_default_timezone_name()}, UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
