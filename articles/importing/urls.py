"""The addresses of the loader, below the desk."""

from django.urls import path, register_converter

from articles import converters
from articles.importing import views

register_converter(converters.IdConverter, "id")

app_name = "importing"
urlpatterns = [
    path("", views.LoadView.as_view(), name="load"),
    path("<id:run>/", views.RunView.as_view(), name="run"),
    path("<id:run>/report.csv", views.ReportView.as_view(), name="report"),
    path("<id:run>/undo/", views.UndoView.as_view(), name="undo"),
    path("<id:run>/<id:document>/", views.DocumentView.as_view(), name="document"),
    path("<id:run>/<id:document>/source", views.SourceView.as_view(), name="source"),
]
