"""Pictures at the desk, each with what must stand beside it."""

from django.contrib import admin

from articles.models import Image


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """Pictures."""

    list_display = ["__str__", "credit", "licence", "width", "height"]
    search_fields = ["alt", "caption", "credit"]
    fields = ["file", "alt", "caption", "credit", "licence", ("focal_x", "focal_y")]
    show_full_result_count = False
