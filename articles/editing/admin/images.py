"""Pictures at the desk, each with what must stand beside it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.editing.admin.base import DeskAdmin
from articles.editing.uploads import CleanedPicture
from articles.models import Image


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    """Pictures."""

    used_through = "articles"
    list_display = ["__str__", "credit", "licence", "width", "height"]
    search_fields = ["alt", "caption", "credit"]
    # What a picture says of itself is taken off its file, so its credit and caption are kept here.
    fields = ["file", "alt", "caption", "credit", "licence", ("focal_x", "focal_y")]

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:  # noqa: FBT001 Django's signature
        """Take credit and caption from the file's own fields where the form has none."""
        given = form.cleaned_data.get("file")
        if isinstance(given, CleanedPicture):
            obj.credit, obj.caption = obj.credit or given.judged.credit, obj.caption or given.judged.caption
        super().save_model(request, obj, form, change)
