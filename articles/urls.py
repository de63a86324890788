"""The addresses of columns, archives, tags, series, search and corrections. A slug may hold letters of any script."""

from django.urls import path, register_converter

from articles import converters
from articles.views import archives, columns, finding, subjects

register_converter(converters.YearConverter, "yyyy")
register_converter(converters.TwoFiguresConverter, "nn")

app_name = "articles"
urlpatterns = [
    path("", columns.FrontView.as_view(), name="front"),
    path("a/<int:pk>/", columns.ShortAddressView.as_view(), name="short"),
    path("archive/", archives.ArchiveView.as_view(), name="archive"),
    path("tags/", subjects.TagListView.as_view(), name="tags"),
    path("tags/<str:slug>/", subjects.TagView.as_view(), name="tag"),
    path("series/<str:slug>/", subjects.SeriesView.as_view(), name="series"),
    path("search/", finding.SearchView.as_view(), name="search"),
    path("corrections/", finding.CorrectionListView.as_view(), name="corrections"),
    path("<yyyy:year>/", archives.YearView.as_view(), name="year"),
    path("<yyyy:year>/<nn:month>/", archives.MonthView.as_view(), name="month"),
    path("<yyyy:year>/<nn:month>/<nn:day>/", archives.DayView.as_view(), name="day"),
    path("<yyyy:year>/<nn:month>/<nn:day>/<str:slug>/", columns.ArticleDetailView.as_view(), name="detail"),
]
