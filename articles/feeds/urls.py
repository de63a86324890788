"""The addresses of feeds: each lies beside its page, in three formats."""

from django.urls import path

from articles.feeds import channels, views
from articles.feeds.formats import FORMATS

app_name = "feeds"

BESIDE = {
    "site": ("", channels.site),
    "author": ("authors/<str:slug>/", channels.author),
    "tag": ("tags/<str:slug>/", channels.tag),
    "series": ("series/<str:slug>/", channels.series),
    "corrections": ("corrections/", channels.corrections),
}

urlpatterns = [
    path("feeds/", views.index, name="index"),
    path("feeds/opml.xml", views.outlines, name="opml"),
    *(
        path(
            page + feed_format.file_name,
            views.feed,
            {"channel": channel, "feed_format": feed_format},
            name=f"{name}_{feed_format.key}",
        )
        for name, (page, channel) in BESIDE.items()
        for feed_format in FORMATS
    ),
]
