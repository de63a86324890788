"""Loading in the admin: runs and documents to look up, never to change by hand; and the filter of columns by run."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from articles.editing import today
from articles.editing.admin.articles import ArticleAdmin
from articles.editing.fields import is_id
from articles.importing import listing, review, screens
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.site_export.action import export_columns
from articles.importing.teaching import groups
from articles.models import Article

NEWEST = 20
MOST_SIGNS = 160


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that the loader keeps: the loader's own screens work on them."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History stays."""
        return False


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """Loadings; each opens on its review."""

    list_display = ["__str__", "started_at", "who", "status"]
    list_filter = ["status", "via"]
    list_select_related = ["user"]
    search_fields = ["given"]

    @admin.display(description="Who")
    def who(self, run: ImportRun) -> str:
        """Who started it."""
        return (run.user.get_full_name() or run.user.get_username()) if run.user else run.get_via_display()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go to the review of the run."""
        run = self.get_object(request, object_id)
        return HttpResponseRedirect(reverse("importing:run", args=[run.pk]) if run else reverse("importing:load"))


@admin.register(StagedDocument)
class StagedDocumentAdmin(ReadOnlyAdmin):
    """Loaded documents; each opens beside its source."""

    list_display = ["__str__", "source", "place", "state", "rule", "why", "raw", "run_link"]
    list_filter = ["state", "outcome", "fault"]
    list_select_related = ["run"]
    search_fields = ["headline", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StagedDocument]:
        """Leave the bytes out of a list."""
        found = super().get_queryset(request).select_related("source_file").defer("edits", "source_file__content")
        return found.order_by("-id")

    @admin.display(description="Line")
    def place(self, staged: StagedDocument) -> str:
        """The line that is at fault."""
        line = groups.example(staged).line
        return str(line) if line else ""

    @admin.display(description="Rule", ordering="fault")
    def rule(self, staged: StagedDocument) -> str:
        """What holds it, or why it could not be read."""
        notices = review.notices_of(staged)
        return staged.fault or (notices[0].code if notices else "")

    @admin.display(description="Reason")
    def why(self, staged: StagedDocument) -> str:
        """The reason in a sentence."""
        return staged.reason[:MOST_SIGNS]

    @admin.display(description="Source text")
    def raw(self, staged: StagedDocument) -> str:
        """The line as it came."""
        return groups.example(staged).raw[:MOST_SIGNS]

    @admin.display(description="Loading")
    def run_link(self, staged: StagedDocument) -> str:
        """The run that read it."""
        return format_html('<a href="{}">No. {}</a>', reverse("importing:run", args=[staged.run_id]), staged.run_id)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go to the document beside its source."""
        staged = self.get_object(request, object_id)
        if staged is None:
            return HttpResponseRedirect(reverse("importing:load"))
        return HttpResponseRedirect(screens.address(staged))


class RunFilter(admin.SimpleListFilter):
    """Columns by the loading that made or changed them; the newest loadings are offered, an older one by its number."""

    title = "loading"
    parameter_name = "loading"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the newest loadings that became columns."""
        runs = ImportRun.objects.filter(documents__article__isnull=False).annotate(Count("pk")).order_by("-pk")
        return [(str(run.pk), f"No. {run.pk}: {run.given or 'pasted text'}"[:48]) for run in runs[:NEWEST]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep the columns of the loading."""
        value = self.value()
        if not value or not is_id(value):
            return queryset
        made = StagedDocument.objects.filter(run=int(value), state=StagedDocument.State.ACCEPTED)
        return queryset.filter(pk__in=made.values("article"))


ArticleAdmin.more_filters.append(RunFilter)
ArticleAdmin.actions.append(export_columns)


def waiting(request: HttpRequest) -> today.Section | None:
    """Return what waits from loading, the worst first, for the desk's first page; None for who may not load."""
    user: Any = request.user
    if not user.has_perm("importing.change_stageddocument"):
        return None
    documents = review.to_decide().defer("own_text", "parsed")[: today.LINES]
    lines = [
        today.Line(
            what=str(staged),
            url=screens.address(staged),
            note=f"{staged.source} · {listing.state_in_words(staged)[1]}",
        )
        for staged in documents
    ]
    return today.Section(
        heading="Loaded, to decide",
        lines=lines,
        more_url=reverse("importing:load"),
        more="Every loading",
        empty="Nothing waits.",
        is_pressing=bool(lines),
    )


today.sources.append(waiting)


def load(request: HttpRequest) -> today.Step | None:
    """Return the step that the desk's first page offers; None for who may not load."""
    user: Any = request.user
    if not user.has_perm("importing.add_importrun"):
        return None
    return today.Step(label="Load columns", url=reverse("importing:load"))


today.steps.append(load)
