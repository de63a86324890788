"""What every list and form of the desk has in common."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import Field
from django.http import HttpRequest, HttpResponse

from articles.editing.uploads import PictureField


class DeskInline(admin.TabularInline):
    """Rows in a table, whose controls carry the name of their column for those who do not see it."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Return a control with a name."""
        control = super().formfield_for_dbfield(db_field, request, **kwargs)
        if control is not None:
            (control.widget.widget if hasattr(control.widget, "widget") else control.widget).attrs["aria-label"] = str(
                control.label
            ).capitalize()
        return control


class DeskAdmin(admin.ModelAdmin):
    """Django's admin with the desk's habits: no counting of whole tables, no windows of their own, plain titles."""

    show_full_result_count = False
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    heading = ""
    # The relation through which columns use a row: what is in use is not deleted, or columns would change unrecorded.
    used_through = ""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Return a control without the buttons that open other forms in windows; one for pictures cleans them."""
        if isinstance(db_field, models.ImageField):
            kwargs["form_class"] = PictureField
        control = super().formfield_for_dbfield(db_field, request, **kwargs)
        if control is not None and hasattr(control.widget, "can_add_related"):
            for right in ("add", "change", "delete", "view"):
                setattr(control.widget, f"can_{right}_related", False)
        return control

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing that columns use may be deleted."""
        is_used = bool(obj and self.used_through) and getattr(obj, self.used_through).exists()
        return not is_used and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Delete one at a time where columns may be using it."""
        found = super().get_actions(request)
        if self.used_through:
            found.pop("delete_selected", None)
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Head the list by what it holds."""
        return super().changelist_view(request, {"title": self._heading(), **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Head the form by the thing itself."""
        original = context.get("original")
        context["heading"] = self._heading()
        context["title"] = str(original) if original else f"New {self.opts.verbose_name}"
        context["subtitle"] = None
        return super().render_change_form(request, context, *args, **kwargs)

    def is_listing(self, request: HttpRequest) -> bool:
        """Whether the request is for the list: counts are for it alone."""
        match = request.resolver_match
        return match is not None and match.url_name == f"{self.opts.app_label}_{self.opts.model_name}_changelist"

    def _heading(self) -> str:
        return self.heading or str(self.opts.verbose_name_plural).capitalize()
