"""Subjects at the desk: their names, other words for them, and how often they are used."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from taggit.models import Tag as PlainTag

from articles.editing import offering
from articles.editing.admin.base import DeskAdmin, DeskInline
from articles.editing.fields import PictureField, SubjectField
from articles.models import Tag, TagAlias
from authors.names import fold


class TagForm(forms.ModelForm):
    """A subject, once whatever its spelling."""

    image = PictureField(label="Picture of its page")
    parent = SubjectField(label="Stands below", help_text="One level: its page links there, and that page here.")

    offered_nowhere = forms.BooleanField(
        label="Offer its columns nowhere as related headlines",
        required=False,
        help_text="They leave every list beside other columns at once, pins included. Other columns take their places.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say whether its columns are offered."""
        super().__init__(*args, **kwargs)
        self.initial["offered_nowhere"] = offering.is_nowhere(self.instance)

    def clean_name(self) -> str:
        """Refuse a name that another subject has but for case, accents or spaces."""
        name: str = " ".join(self.cleaned_data["name"].split())
        if not fold(name):
            raise ValidationError("A subject needs a letter or a figure.")
        taken = Tag.objects.filter(key=fold(name)).exclude(pk=self.instance.pk).first()
        if taken:
            raise ValidationError(f"There is a subject “{taken.name}” already.")
        other = TagAlias.objects.filter(key=fold(name)).exclude(tag=self.instance.pk).select_related("tag").first()
        if other:
            raise ValidationError(f"“{other.name}” is another word for “{other.tag.name}” already.")
        return name

    def clean_parent(self) -> Tag | None:
        """Keep to one level: what stands above another stands below none."""
        parent: Tag | None = self.cleaned_data["parent"]
        if parent is None:
            return None
        if parent.pk == self.instance.pk:
            raise ValidationError("A subject can't stand below itself.")
        if parent.parent is not None:
            raise ValidationError(
                f"“{parent.name}” stands below “{parent.parent.name}” itself: there is one level alone."
            )
        if self.instance.pk and self.instance.children.exists():
            raise ValidationError("Other subjects stand below this one: there is one level alone.")
        return parent


class AliasForm(forms.ModelForm):
    """Another word for a subject, which leads to one subject alone."""

    def clean_name(self) -> str:
        """Refuse a word that leads somewhere already."""
        name: str = " ".join(self.cleaned_data["name"].split())
        if not fold(name):
            raise ValidationError("Another word needs a letter or a figure.")
        taken = TagAlias.objects.filter(key=fold(name)).exclude(pk=self.instance.pk).select_related("tag").first()
        if taken:
            raise ValidationError(f"“{taken.name}” leads to “{taken.tag.name}” already.")
        tag = Tag.objects.filter(key=fold(name), merged_into=None).first()
        if tag:
            raise ValidationError(f"“{tag.name}” is a subject itself: merge the two instead.")
        return name


class BaseAliasFormSet(forms.BaseInlineFormSet):
    """The other words for a subject, each once."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say what the box that deletes a word is for: it stands in a column of its own."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {form.instance}"

    def clean(self) -> None:
        """Refuse two spellings of one word."""
        super().clean()
        keys = [fold(form.cleaned_data.get("name", "")) for form in self.forms if hasattr(form, "cleaned_data")]
        written = [key for key in keys if key]
        if len(written) != len(set(written)):
            raise ValidationError("Two of the other words differ by case, accents or spaces alone.")


class AliasInline(DeskInline):
    """Other words for a tag; typing one gives the tag."""

    model = TagAlias
    form = AliasForm
    formset = BaseAliasFormSet
    fields = ["name"]
    extra = 1


admin.site.unregister(PlainTag)  # taggit's own, which nothing here uses


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """Subjects."""

    heading = "Subjects"
    form = TagForm
    used_through = "tagged_items"
    list_display = ["name", "kind", "uses", "parent", "merged_into"]
    list_filter = ["kind"]
    list_select_related = ["parent", "merged_into"]
    search_fields = ["name", "key", "aliases__name"]
    search_help_text = "By name or by another word for it"
    fields = ["name", "slug", "kind", "description", "image", "parent", "merged_into", "offered_nowhere"]
    readonly_fields = ["merged_into"]
    inlines = [AliasInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        """Count the columns of each where a list shows the count."""
        queryset = super().get_queryset(request)
        return queryset.annotate(columns=Count("tagged_items")) if self.is_listing(request) else queryset

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 Django's signature
        """Write the other words, and whether its columns are offered as related headlines."""
        super().save_related(request, form, formsets, change)
        offering.offer_subject(form.instance, nowhere=form.cleaned_data["offered_nowhere"])

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Leave the address to the model: it knows Hangul."""
        return {}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Let the address be empty: it is made from the name."""
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].label = "Address"
            form.base_fields["slug"].help_text = "Empty: from the name."
        return form

    @admin.display(description="Columns", ordering="columns")
    def uses(self, tag: Any) -> int:
        """How many columns have it."""
        return int(tag.columns)
