"""The forms of the desk. They check and translate; `articles.editing.services` writes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from articles.editing import offering, services
from articles.editing.fields import (
    SUGGEST_TAGS,
    AuthorField,
    ColumnField,
    LinesField,
    PictureField,
    TagsField,
    TakenTagsField,
)
from articles.editing.widgets import BodyWidget, TagsWidget
from articles.models import Article, Byline, Revision

STAGES = (Article.Status.DRAFT, Article.Status.IN_REVIEW, Article.Status.APPROVED)
PUBLIC = (Article.Status.PUBLISHED, Article.Status.RETRACTED)
CHANGES = (
    (Revision.Change.TYPO, "Typo: readers are not told"),
    (Revision.Change.CLARIFICATION, "Clarification: moves “Updated”"),
    (Revision.Change.CORRECTION, "Correction: moves “Updated”"),
    (Revision.Change.NEW_TEXT, "New text: moves “Updated”"),
)


class CreditForm(forms.Form):
    """One line of the byline. An empty columnist takes the line out."""

    author = AuthorField(label="Columnist")
    name_as_printed = forms.CharField(label="Name as printed", max_length=200, required=False, strip=False)
    title_as_printed = forms.CharField(label="Title as printed", max_length=200, required=False, strip=False)
    role = forms.ChoiceField(label="Role", choices=Byline.Role, required=False, initial=Byline.Role.WRITER)
    bio = LinesField(label="Their part of the bio", required=False, widget=forms.Textarea({"rows": 2}))
    position = forms.IntegerField(
        label="Order", required=False, min_value=0, max_value=999, widget=forms.NumberInput({"class": "order"})
    )

    def has_changed(self) -> bool:
        """Whether the line says something else: one that names nobody, before or now, never does."""
        is_nobody = not self.initial.get("author") and self.changed_data == ["position"]  # the script numbers it
        return not is_nobody and super().has_changed()

    def clean(self) -> dict[str, Any]:
        """Refuse a new line with a printed name that belongs to nobody: leaving it out would lose it silently."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        printed = values.get("name_as_printed", "").strip()
        if printed and not values.get("author") and not self.initial.get("author") and "author" not in self.errors:
            self.add_error("author", f"Whose name is “{printed}”? Pick the columnist.")
        return values

    def credit(self) -> services.Credit | None:
        """Return the line as the write path takes it; None for an empty line."""
        values = self.cleaned_data
        if not values.get("author"):
            return None
        names = ("author", "name_as_printed", "title_as_printed", "bio")
        return services.Credit(role=values["role"] or Byline.Role.WRITER, **{name: values[name] for name in names})


class BaseCreditFormSet(forms.BaseFormSet):
    """The byline: its lines in the order of their numbers."""

    def clean(self) -> None:
        """Refuse a columnist who stands twice in one role."""
        seen: set[tuple[int, str]] = set()
        for credit in self.credits():
            if (credit.author.pk, credit.role) in seen:
                raise ValidationError(f"{credit.author.name} stands in the byline twice.")
            seen.add((credit.author.pk, credit.role))

    def credits(self) -> list[services.Credit]:
        """Return the lines in order; lines without a number come last, as they stand."""
        last = 1000
        lines = [
            (
                form.cleaned_data.get("position") if form.cleaned_data.get("position") is not None else last,
                index,
                credit,
            )
            for index, form in enumerate(self.forms)
            if hasattr(form, "cleaned_data") and (credit := form.credit())
        ]
        return [credit for _, _, credit in sorted(lines, key=lambda line: line[:2])]


CreditFormSet = forms.formset_factory(CreditForm, formset=BaseCreditFormSet, extra=1, max_num=30, validate_max=True)


def control_for(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Return the control of a model field: addresses typed without a scheme are https."""
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


class ArticleForm(forms.ModelForm):
    """One article with its byline and tags. `opened_version` is the version that was opened."""

    stages: Sequence[Article.Status] = STAGES  # the admin narrows them for who may not publish
    body = LinesField(label="Text", required=False, widget=BodyWidget)
    standfirst = LinesField(label="Standfirst", required=False, widget=forms.Textarea({"rows": 2}))
    bio_as_printed = LinesField(label="Bio, as printed that day", required=False, widget=forms.Textarea({"rows": 4}))
    image = PictureField(label="Picture")
    answers = ColumnField(label="Answers the column")
    offered_nowhere = forms.BooleanField(
        label="Offer it nowhere as a related headline",
        required=False,
        help_text="It leaves every list beside other columns, pins included, and enters none.",
    )
    tags = TagsField(label="Tags", required=False, widget=TagsWidget(url=SUGGEST_TAGS))
    suggested = TakenTagsField()
    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    change = forms.ChoiceField(label="What changed", choices=CHANGES, required=False, initial=Revision.Change.TYPO)
    change_note = forms.CharField(label="Note for the history", max_length=500, required=False)

    class Meta:
        model = Article
        formfield_callback = control_for
        fields = [
            "headline", "standfirst", "body", "bio_as_printed", "keeps_cut_off_contact", "kind", "language", "status",
            "published_at", "published_precision", "updated_at", "updated_precision", "embargoed_until", "expires_at",
            "slug", "series", "series_part", "image", "answers", "rights", "canonical_url", "legacy_id", "legacy_url",
        ]  # fmt: skip
        widgets = {"headline": forms.Textarea({"rows": 1}), "rights": forms.TextInput({"class": "wide-input"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the byline and the tags of an article that there is."""
        super().__init__(*args, **kwargs)
        article = self.instance
        stage: Any = self.fields["status"]
        stage.choices, stage.label = self._stages(article), "Stage"
        for name in ("headline", "standfirst", "body", "bio_as_printed"):
            self.fields[name].widget.attrs["lang"] = article.language  # for spelling and the right glyphs
        self.fields["slug"].required = False
        self.fields["slug"].disabled = article.first_public_at is not None  # the address of a page never moves
        if article.pk:
            self.initial["opened_version"] = article.version
            self.initial["offered_nowhere"] = offering.is_nowhere(article)
            self.initial["tags"] = [tag.name for tag in article.tags.all()]
        data, files = (self.data, self.files) if self.is_bound else (None, None)
        self.credits = CreditFormSet(data, files, prefix="credits", initial=self._credit_lines(article))

    def _stages(self, article: Article) -> list[tuple[str, str]]:
        current = Article.Status(article.status)
        offered = self.stages if current in self.stages else (current,)
        return [(stage.value, str(stage.label).capitalize()) for stage in offered]

    @staticmethod
    def _credit_lines(article: Article) -> list[dict[str, Any]]:
        fields = ("author", "name_as_printed", "title_as_printed", "role", "bio")
        bylines = article.bylines.all() if article.pk else []
        return [
            {**{name: getattr(byline, name) for name in fields}, "position": number}
            for number, byline in enumerate(bylines, start=1)
        ]

    @property
    def media(self) -> forms.Media:
        """The scripts of the form and of the byline."""
        return super().media + self.credits.media + forms.Media(js=["js/desk-bylines.js"])

    def is_valid(self) -> bool:
        """Whether both the article and its byline are."""
        return bool(super().is_valid() and self.credits.is_valid())

    def clean_headline(self) -> str:
        """Return the headline in one line; the field is a text area only to show long ones."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean(self) -> dict[str, Any]:
        """Say in the form what the database would refuse."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("suggested"):
            values["tags"] = TagsField().to_python([*values.get("tags", []), *values["suggested"]])
        begins, ends = values.get("published_at"), values.get("expires_at")
        if begins and ends and ends <= begins:
            self.add_error("expires_at", "It would be taken off before it appears.")
        if values.get("series_part") and not values.get("series"):
            self.add_error("series_part", "A part needs its series.")
        if values.get("status") in PUBLIC and not begins and "_unpublish" not in self.data:
            self.add_error("published_at", "What is on the site needs its date.")
        if self.instance.pk and values.get("opened_version") is None:
            raise ValidationError("This form does not say which version it was opened on: open the column again.")
        return values

    def _post_clean(self) -> None:
        # What nobody touched keeps the stored value: controls hold neither microseconds nor spaces at the ends.
        kept = {
            name: getattr(self.instance, name)
            for name in self.fields
            if name in ArticleForm.Meta.fields and name not in self.changed_data and self.instance.pk
        }
        super()._post_clean()  # type: ignore[misc]  # Django's hook, which its stubs leave out
        for name, value in kept.items():
            setattr(self.instance, name, value)


class TagsForm(forms.Form):
    """The tags to add to many articles, or to take off them."""

    image = PictureField(label="Picture")
    answers = ColumnField(label="Answers the column")
    tags = TagsField(label="Tags", required=True, widget=TagsWidget(url=SUGGEST_TAGS))


class ReplaceTagsForm(TagsForm):
    """The tags to replace on many articles, and by which."""

    tags = TagsField(label="Tags to take off", required=True, widget=TagsWidget(url=SUGGEST_TAGS))
    by = TagsField(label="Tags to give instead", required=True, widget=TagsWidget(url=SUGGEST_TAGS))
