"""Why there is no new counted list: nothing is stale in silence."""

from datetime import datetime, timedelta

from articles.models import Article
from articles.readership import days, labels, most_read, rulebook, rules
from articles.readership.models import MostReadList


def silence(*, at: datetime) -> str:
    """Return why no list that stands beside columns was made for long, in a sentence; "" where one was.

    A paper with too few columns for a list is not silent: it has none to make.
    """
    by = rulebook.of_now()
    since = at - timedelta(hours=rules.SILENT_HOURS)
    made = MostReadList.objects.filter(kind=MostReadList.Kind.COUNTED, window_days=by.window_days)
    if made.filter(counted_at__gte=since).exists():
        return ""
    read = len(most_read.standing(by, day=days.day_of(at), until=at))
    if Article.objects.published(at=at)[: by.fewest_places].count() < by.fewest_places:
        return ""
    if read >= by.fewest_places:
        return "There are readers enough, but no list has been made of them: run manage.py refresh_most_read."
    span, few = labels.span_of(by.window_days), labels.in_letters(by.fewest_places)
    if read:
        return f"In the last {span} only {read} columns had {by.minimum} readers or more; a list takes {few}."
    return (
        f"In the last {span} no column had {by.minimum} readers. If there were more, look whether POST /reads/ reaches"
        " the site and whether PROXY_COUNT is right."
    )
