"""The addresses of feeds: each lies beside its page, in three formats."""

from collections.abc import Callable

from django.urls import path
from django.urls.resolvers import URLPattern

from articles.feeds import channels, views
from articles.feeds.entries import FeedChannel
from articles.feeds.formats import FORMATS

app_name = "feeds"

Channel = Callable[..., FeedChannel]

COLUMNS: dict[str, tuple[str, Channel]] = {
    "site": ("", channels.site),
    "author": ("authors/<str:slug>/", channels.author),
    "tag": ("tags/<str:slug>/", channels.tag),
    "series": ("series/<str:slug>/", channels.series),
}
OTHERS: dict[str, tuple[str, Channel]] = {"corrections": ("corrections/", channels.corrections)}


def beside(name: str, page: str, channel: Channel) -> list[URLPattern]:
    """Return the addresses of a feed beside its page, one for each format."""
    return [
        path(page + made.file_name, views.feed, {"channel": channel, "feed_format": made}, name=f"{name}_{made.key}")
        for made in FORMATS
    ]


def archive(page: str, channel: Channel) -> list[URLPattern]:
    """Return the addresses of the parts of a feed's archive."""
    part = "archive/<int:year>-<int:number>/"
    return [
        path(page + part + made.file_name, views.archive, {"channel": channel, "feed_format": made}) for made in FORMATS
    ]


urlpatterns = [
    path("feeds/", views.index, name="index"),
    path("feeds/opml.xml", views.outlines, name="opml"),
]
for name, (page, channel) in (COLUMNS | OTHERS).items():
    urlpatterns += beside(name, page, channel)
for page, channel in COLUMNS.values():
    urlpatterns += archive(page, channel)
