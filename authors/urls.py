"""The addresses of columnists. A slug may hold letters of any script."""

from django.urls import path

from authors import views

app_name = "authors"
urlpatterns = [
    path("", views.AuthorListView.as_view(), name="list"),
    path("<str:slug>/", views.AuthorDetailView.as_view(), name="detail"),
]
