"""Pictures at the desk, each with what must stand beside it."""

from django.contrib import admin

from articles.editing.admin.base import DeskAdmin
from articles.models import Image


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    """Pictures."""

    used_through = "articles"
    list_display = ["__str__", "credit", "licence", "width", "height"]
    search_fields = ["alt", "caption", "credit"]
    fields = ["file", "alt", "caption", "credit", "licence", ("focal_x", "focal_y")]
