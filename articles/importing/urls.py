"""The addresses of the loader, below the desk."""

from django.urls import path, register_converter

from articles import converters
from articles.importing import views

register_converter(converters.IdConverter, "id")

app_name = "importing"
urlpatterns = [
    path("", views.LoadView.as_view(), name="load"),
    path("try/", views.TryView.as_view(), name="try"),
    path("faults/", views.FaultsView.as_view(), name="faults"),
    path("faults/one/", views.FaultView.as_view(), name="fault"),
    path("lessons/", views.LessonsView.as_view(), name="lessons"),
    path("twins/", views.TwinsView.as_view(), name="twins"),
    path("<id:run>/faults/", views.FaultsView.as_view(), name="run_faults"),
    path("<id:run>/faults/one/", views.FaultView.as_view(), name="run_fault"),
    path("<id:run>/reread/", views.RereadView.as_view(), name="reread"),
    path("<id:run>/twins/", views.TwinsView.as_view(), name="run_twins"),
    path("<id:run>/<id:document>/twin/", views.TwinView.as_view(), name="twin"),
    path("<id:run>/", views.RunView.as_view(), name="run"),
    path("<id:run>/labels/", views.LabelsView.as_view(), name="labels"),
    path("<id:run>/report.csv", views.ReportView.as_view(), name="report"),
    path("<id:run>/work/", views.WorkView.as_view(), name="work"),
    path("<id:run>/columns/<id:file>/", views.MappingView.as_view(), name="mapping"),
    path("<id:run>/undo/", views.UndoView.as_view(), name="undo"),
    path("<id:run>/<id:document>/", views.DocumentView.as_view(), name="document"),
    path("<id:run>/<id:document>/source", views.SourceView.as_view(), name="source"),
]
