"""Most-read lists at the desk: ten ranked lines, each linked to a column where one is known."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.editing.admin.base import DeskAdmin, DeskInline
from articles.editing.fields import ColumnField
from articles.readership import hiding, matching
from articles.readership.models import MostReadEntry, MostReadList

LINES = 10


def _is_ours(obj: MostReadList | None) -> bool:
    """Whether the desk itself makes the list: a new one, or one that it picked."""
    return obj is None or obj.kind == MostReadList.Kind.CURATED


def _is_counted(obj: MostReadList | None) -> bool:
    return obj is not None and obj.kind == MostReadList.Kind.COUNTED


class EntryForm(forms.ModelForm):
    """One line. Where it leads to no column yet, the columns with headlines most like it are offered."""

    article = ColumnField(label="Column")

    class Meta:
        model = MostReadEntry
        fields = ["rank", "headline", "article"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Look for likely columns."""
        super().__init__(*args, **kwargs)
        self.fields["article"].widget.attrs["aria-label"] = "Column"
        if "headline" in self.fields:
            self.fields["headline"].required = False
        entry = self.instance
        if entry.pk and entry.article_id is None:
            self.fields["article"].widget.offered = [
                (article, f"{likeness} % alike") for article, likeness in matching.suggest(entry.headline, limit=3)
            ]

    def save(self, commit: bool = True) -> MostReadEntry:  # noqa: FBT001, FBT002 Django's own signature
        """Keep what an editor chose, or took off, from being led by likeness again."""
        if "article" in self.changed_data:
            self.instance.likeness = None if self.cleaned_data.get("article") else 0
        saved: MostReadEntry = super().save(commit)
        return saved

    def clean(self) -> dict[str, Any]:
        """Take the headline of the column that was picked where none was typed."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if "headline" not in self.fields or values.get("headline") or self.errors:
            return values
        if values.get("article"):
            values["headline"] = values["article"].headline
        else:
            self.add_error("headline", "Write the headline, or pick its column.")
        return values


class CountedLineForm(forms.ModelForm):
    """A line that was counted: it can be taken off for a reason, and put back by taking the reason out."""

    class Meta:
        model = MostReadEntry
        fields = ["hidden_because"]
        labels = {"hidden_because": "Taken off because (readers see it)"}
        widgets = {"hidden_because": forms.TextInput(attrs={"class": "vTextField"})}

    def save(self, commit: bool = True) -> MostReadEntry:  # noqa: FBT001, FBT002 Django's own signature
        """Mark the line in every window of its day; nothing else of it is saved."""
        because: str = self.cleaned_data["hidden_because"]
        if because:
            hiding.take_off(self.instance, because, at=timezone.now())
        else:
            hiding.put_back(self.instance)
        entry: MostReadEntry = self.instance
        return entry


class ListForm(forms.ModelForm):
    """A list as a whole."""

    article = ColumnField(label="Printed beside")

    class Meta:
        model = MostReadList
        fields = ["kind", "day", "is_shown", "note", "article"]


class EntryInline(DeskInline):
    """The lines of a list."""

    model = MostReadEntry
    form = EntryForm
    extra = 0
    max_num = LINES

    def get_fields(self, request: HttpRequest, obj: MostReadList | None = None) -> Any:
        """Show of a counted line what was counted, and why it is taken off."""
        if _is_counted(obj):
            return ["rank", "headline", "article", "reads", "hidden_because", "hidden_at"]
        return ["rank", "headline", "article", "led_by", "reads"]

    def get_formset(self, request: HttpRequest, obj: MostReadList | None = None, **kwargs: Any) -> Any:
        """Take a form that sets nothing but the reason for a line that was counted."""
        return super().get_formset(request, obj, **({"form": CountedLineForm} if _is_counted(obj) else {}), **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: MostReadList | None = None) -> list[str]:
        """What was printed is evidence: its lines stay, and only their columns are set. So is what was counted."""
        if _is_counted(obj):
            return ["rank", "headline", "article", "reads", "hidden_at"]
        return ["led_by", "reads"] if _is_ours(obj) else ["rank", "headline", "led_by", "reads"]

    @admin.display(description="Led by")
    def led_by(self, entry: MostReadEntry) -> str:
        """How a line came to its column: by its words, or because it is nearly the same."""
        return f"likeness, {entry.likeness} %" if entry.likeness else ""

    def has_add_permission(self, request: HttpRequest, obj: MostReadList | None = None) -> bool:
        """Lines are added to lists of the desk alone."""
        return _is_ours(obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: MostReadList | None = None) -> bool:
        """And taken out of them alone."""
        return _is_ours(obj) and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[MostReadEntry]:
        """Load the columns with the lines."""
        return super().get_queryset(request).select_related("article")

    def get_extra(self, request: HttpRequest, obj: MostReadList | None = None, **kwargs: Any) -> int:
        """Offer ten lines for a new list."""
        return LINES if obj is None else 0


@admin.register(MostReadList)
class MostReadListAdmin(DeskAdmin):
    """Most-read lists."""

    list_display = ["__str__", "lines", "article", "is_shown", "note"]
    list_filter = ["kind", "is_shown"]
    list_select_related = ["article"]
    fields = ["kind", "day", "is_shown", "note", "article"]
    form = ListForm
    formfield_overrides = {models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}}
    inlines = [EntryInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MostReadList]:
        """Count the lines of each where a list shows the count."""
        queryset = super().get_queryset(request).defer("buckets")
        return queryset.annotate(entry_count=Count("entries")) if self.is_listing(request) else queryset

    def get_readonly_fields(self, request: HttpRequest, obj: MostReadList | None = None) -> list[str]:
        """What was counted or printed is evidence: its kind, day and place stay."""
        return [] if _is_ours(obj) else ["kind", "day", "article"]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let the desk make curated lists and printed ones; counted ones come from the counter."""
        if db_field.name != "kind":
            return super().formfield_for_choice_field(db_field, request, **kwargs)
        kinds = (MostReadList.Kind.CURATED, MostReadList.Kind.PRINTED)
        return forms.ChoiceField(label="Kind", choices=[(kind.value, kind.label.capitalize()) for kind in kinds])

    def has_delete_permission(self, request: HttpRequest, obj: MostReadList | None = None) -> bool:
        """What was counted stays in the record: lines are taken off it, with a reason."""
        return not _is_counted(obj) and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Delete one at a time: counted lists are among those that are chosen."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def get_formset_kwargs(
        self, request: HttpRequest, obj: MostReadList, inline: InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        """Number the lines of a new list; a line with nothing but its number is empty."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs if obj.pk else {**kwargs, "initial": [{"rank": rank} for rank in range(1, LINES + 1)]}

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        add: bool = False,  # noqa: FBT001, FBT002 Django's own
    ) -> list[dict[str, Any]]:
        """Say in the history which line was taken off and why, and which was put back."""
        message: list[dict[str, Any]] = super().construct_change_message(request, form, formsets, add)
        for lines in formsets or ():
            for line in lines.forms:
                if isinstance(line, CountedLineForm) and "hidden_because" in line.changed_data:
                    why = line.instance.hidden_because
                    done = f"{line.instance.rank}: {f'taken off, {why}' if why else 'put back'}"
                    message.append({"changed": {"name": "line", "object": done, "fields": ["what readers see"]}})
        return message

    @admin.display(description="Lines", ordering="entry_count")
    def lines(self, most_read: Any) -> int:
        """How many headlines it has."""
        return int(most_read.entry_count)
