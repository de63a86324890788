"""What is edited on the form of an article besides itself."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.editing.fields import LinesField
from articles.models import Correction


class CorrectionForm(forms.ModelForm):
    """A notice to readers."""

    note = LinesField(label="Notice to readers", widget=forms.Textarea({"rows": 2}))
    words_before = LinesField(label="Words before", required=False, widget=forms.Textarea({"rows": 2}))
    words_after = LinesField(label="Words after", required=False, widget=forms.Textarea({"rows": 2}))

    class Meta:
        model = Correction
        fields = ["kind", "issued_on", "note", "words_before", "words_after"]
        widgets = {"issued_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


class CorrectionInline(admin.TabularInline):
    """The notices of an article, saved with it in one revision."""

    model = Correction
    form = CorrectionForm
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave the day to the browser's own control."""
        if db_field.name == "issued_on":
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
