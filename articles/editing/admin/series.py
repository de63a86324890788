"""Series at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.editing.admin.base import DeskAdmin
from articles.models import Series


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    """Series and how many parts they have."""

    used_through = "articles"
    list_display = ["name", "parts"]
    search_fields = ["name"]
    fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        """Count the columns of each."""
        queryset: QuerySet[Series] = super().get_queryset(request).annotate(columns=Count("articles"))
        return queryset

    @admin.display(description="Columns", ordering="columns")
    def parts(self, series: Any) -> int:
        """How many columns belong to it."""
        return int(series.columns)
