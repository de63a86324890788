"""The addresses of the desk's page of reads."""

from django.urls import path

from articles.editing.reads import views

app_name = "desk_reads"
urlpatterns = [
    path("", views.page, name="page"),
    path("reads.csv", views.table_as_csv, name="csv"),
]
