"""The desk's way to an export: the columns that are ticked in the list, as a zip to keep or to load elsewhere."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.utils import timezone

from articles.importing.site_export.writing import export
from articles.models import Article

MOST = 5000  # columns that one request writes; the command takes the whole site


@admin.action(description="Export as a zip", permissions=["publish"])
def export_columns(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> FileResponse | None:
    """Send the export of the selected columns; say so where there are too many for one request."""
    ids = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        sentence = f"More than {MOST:,} columns: narrow the list, or ask for the whole site (manage.py export_site)."
        modeladmin.message_user(request, sentence, messages.ERROR)
        return None
    file = TemporaryFile()  # noqa: SIM115 the response closes it
    export(file, only=ids)
    file.seek(0)
    name = f"columns-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
