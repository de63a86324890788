"""The addresses of the loader, below the desk."""

from django.urls import path

from articles.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.LoadView.as_view(), name="load"),
    path("<int:run>/", views.RunView.as_view(), name="run"),
    path("<int:run>/report.csv", views.ReportView.as_view(), name="report"),
    path("<int:run>/undo/", views.UndoView.as_view(), name="undo"),
    path("<int:run>/<int:document>/", views.DocumentView.as_view(), name="document"),
    path("<int:run>/<int:document>/source", views.SourceView.as_view(), name="source"),
]
