"""Most-read lists at the desk: ten ranked lines, each linked to a column where one is known."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.readership.models import MostReadEntry, MostReadList

LINES = 10


class EntryInline(admin.TabularInline):
    """The lines of a list."""

    model = MostReadEntry
    fields = ["rank", "headline", "article", "reads"]
    readonly_fields = ["reads"]
    autocomplete_fields = ["article"]
    extra = 0
    max_num = LINES

    def get_extra(self, request: HttpRequest, obj: MostReadList | None = None, **kwargs: Any) -> int:
        """Offer ten lines for a new list."""
        return LINES if obj is None else 0


@admin.register(MostReadList)
class MostReadListAdmin(admin.ModelAdmin):
    """Most-read lists."""

    list_display = ["__str__", "lines", "article", "is_shown", "note"]
    list_filter = ["kind", "is_shown"]
    list_select_related = ["article"]
    fields = ["kind", "day", "is_shown", "note", "article"]
    autocomplete_fields = ["article"]
    inlines = [EntryInline]
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[MostReadList]:
        """Count the lines of each."""
        return super().get_queryset(request).annotate(entry_count=Count("entries"))

    def get_readonly_fields(self, request: HttpRequest, obj: MostReadList | None = None) -> list[str]:
        """What was counted or printed is evidence: its kind, day and place stay."""
        return ["kind", "day", "article"] if obj is not None and obj.kind != MostReadList.Kind.CURATED else []

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let the desk make curated lists and printed ones; counted ones come from the counter."""
        if db_field.name == "kind":
            kinds = (MostReadList.Kind.CURATED, MostReadList.Kind.PRINTED)
            kwargs["choices"] = [(kind.value, str(kind.label).capitalize()) for kind in kinds]
            return forms.ChoiceField(label="Kind", choices=kwargs["choices"])
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description="Lines", ordering="entry_count")
    def lines(self, most_read: Any) -> int:
        """How many headlines it has."""
        return int(most_read.entry_count)
