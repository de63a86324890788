"""The addresses of the desk that Django's admin does not have: previews and suggestions."""

from django.urls import path

from articles.editing import views

app_name = "editing"
urlpatterns = [
    path("preview/<int:pk>/", views.preview, name="preview"),
    path("related/<int:pk>/<slug:action>/", views.change_related, name="change_related"),
    path("suggest/tags/", views.suggest_tags, name="suggest_tags"),
    path("suggest/people/", views.suggest_people, name="suggest_people"),
    path("suggest/pictures/", views.suggest_pictures, name="suggest_pictures"),
    path("suggest/columns/", views.suggest_columns, name="suggest_columns"),
]
