"""The addresses of most-read lists and of the beacon."""

from datetime import date

from django.urls import path, register_converter

from articles.feeds.urls import beside
from articles.readership import feeds, pages, views


class DayConverter:
    """A day as YYYY-MM-DD; what is no day of the calendar is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the day; ValueError for the thirtieth of February."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return the day as it stands in an address."""
        return value.isoformat()


register_converter(DayConverter, "iso_day")

app_name = "readership"
urlpatterns = [
    path("reads/", views.reads, name="reads"),
    path("most-read/", pages.MostReadView.as_view(), name="index"),
    path("most-read/method/", pages.MethodView.as_view(), name="method"),
    path("most-read/<iso_day:day>/", pages.DayView.as_view(), name="day"),
    path("most-read/lists/<int:pk>/", pages.MostReadListView.as_view(), name="list"),
    *beside("index", "most-read/", feeds.newest),
    *beside("day", "most-read/<iso_day:day>/", feeds.day),
]
