"""What is edited on the form of an article besides itself."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from articles.editing.fields import LinesField
from articles.models import Correction


class CorrectionForm(forms.ModelForm):
    """A notice to readers."""

    note = LinesField(label="Notice to readers", widget=forms.Textarea({"rows": 2}))
    words_before = LinesField(label="Words before", required=False, widget=forms.Textarea({"rows": 2}))
    words_after = LinesField(label="Words after", required=False, widget=forms.Textarea({"rows": 2}))

    class Meta:
        model = Correction
        fields = ["kind", "issued_on", "issued_precision", "note", "words_before", "words_after"]
        widgets = {"issued_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Date a new notice today, in the paper's zone."""
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.setdefault("issued_on", timezone.localdate(timezone=timezone.get_default_timezone()))
            self.fields["issued_on"].show_hidden_initial = True  # a form opened before midnight is no notice after it


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
