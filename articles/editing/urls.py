"""The addresses of the desk that Django's admin does not have: previews, related headlines, suggestions."""

from django.urls import path, re_path

from articles.editing import tag_views, views
from articles.editing.related import views as related_views

app_name = "editing"
urlpatterns = [
    path("preview/<int:pk>/", views.preview, name="preview"),
    path("related/<int:pk>/", related_views.related, name="related"),
    path("related/<int:pk>/make-anew/", related_views.make_anew, name="make_related_anew"),
    path("related/<int:pk>/<slug:action>/", related_views.change, name="change_related"),
    path("subjects/tidy/", tag_views.tidy, name="tidy_tags"),
    path("subjects/merge/", tag_views.merge, name="merge_tags"),
    path("subjects/changes/<int:pk>/undo/", tag_views.undo, name="undo_tag_change"),
    re_path(r"^subjects/(?P<pk>[0-9]{1,18})/(?P<deed>keep|delete|apart)/$", tag_views.settle, name="settle_tag"),
    path("suggest/tags/", views.suggest_tags, name="suggest_tags"),
    path("suggest/people/", views.suggest_people, name="suggest_people"),
    path("suggest/pictures/", views.suggest_pictures, name="suggest_pictures"),
    path("suggest/columns/", views.suggest_columns, name="suggest_columns"),
]
