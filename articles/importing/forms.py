"""The forms of the loader's screens. They check and translate; `services` writes."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from articles import markup
from articles.editing.fields import SUGGEST_TAGS, AuthorField, LinesField, MomentField, TagsField, is_id
from articles.editing.widgets import BodyWidget, TagsWidget
from articles.importing.documents import Precision
from articles.importing.models import StagedDocument
from articles.importing.review import Person
from articles.importing.values import Values
from articles.models import Article
from authors.models import Author

PRECISIONS = (
    (Precision.MINUTE.value, "to the minute"),
    (Precision.DAY.value, "to the day"),
    (Precision.MONTH.value, "to the month"),
    (Precision.YEAR.value, "to the year"),
    (Precision.INFERRED.value, "worked out, not printed"),
)
LANGUAGES = {"en": "English", "ko": "Korean"}
KINDS = [(value, str(label).capitalize()) for value, label in Article.Kind.choices]
PLAIN = (
    "headline", "standfirst", "published_at", "published_precision", "updated_at", "updated_precision", "body_html",
    "bio", "series", "language", "kind", "most_read_day", "legacy_url",
)  # fmt: skip
ROOM = 10  # lines that a most-read list may have
# Who stands behind a name that is nobody's yet, and behind one that somebody here has already.
NEW, ANOTHER = "new", "another"


class UploadForm(forms.Form):
    """What an editor loads. The files themselves are checked one by one by the service: a bad one refuses no other."""

    text = forms.Field(
        label="or paste a column",
        required=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "class": "wide-input paste"}),
    )
    tags = TagsField(label="Tags for all of them", required=False, widget=TagsWidget(url=SUGGEST_TAGS))
    has_files = False

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form."""
        cleaned = super().clean() or {}
        cleaned["text"] = cleaned.get("text") or ""
        if not self.has_files and not cleaned["text"].strip():
            self.add_error(None, "There is nothing to load yet: drop or choose a file, or paste a column.")
        return cleaned


class BulkForm(forms.Form):
    """What is to be done with the documents chosen in a list."""

    tags = TagsField(label="Tags to add", required=False, widget=TagsWidget(url=SUGGEST_TAGS))
    every = forms.BooleanField(label="All in this list, on the other pages too", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A name of the byline as an editor left it; `who` is an author, NEW, ANOTHER, or None for undecided."""

    index: int
    name: str
    title: str
    who: Author | str | None
    is_renamed: bool


class DocumentForm(forms.Form):
    """The fields of one document. What is not touched is not sent on, so it stays as it was read.

    `seen` is what the document was like when the page was made: a save of somebody else in between is noticed.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    headline = forms.CharField(label="Headline", required=False, widget=forms.Textarea({"rows": 1}))
    standfirst = LinesField(label="Standfirst", required=False, widget=forms.Textarea({"rows": 2}))
    published_at = MomentField(label="Posted", required=False)
    published_precision = forms.ChoiceField(label="Posted is known", choices=PRECISIONS, required=False)
    updated_at = MomentField(label="Updated", required=False)
    updated_precision = forms.ChoiceField(label="Updated is known", choices=PRECISIONS, required=False)
    tags = TagsField(label="Tags", required=False, widget=TagsWidget(url=SUGGEST_TAGS))
    body_html = LinesField(label="Text", required=False, widget=BodyWidget)
    bio = LinesField(label="Bio, as printed that day", required=False, widget=forms.Textarea({"rows": 3}))
    series = forms.CharField(label="Series", required=False, widget=forms.TextInput({"list": "every-series"}))
    language = forms.ChoiceField(label="Language", required=False)
    kind = forms.ChoiceField(label="Kind", choices=KINDS, required=False)
    most_read_day = forms.DateField(
        label="Day of that list", required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    legacy_url = forms.CharField(label="Address on the old site", required=False)
    reason = forms.CharField(
        label="Why it is held or left out",
        required=False,
        max_length=500,
        widget=forms.TextInput({"placeholder": "for whoever takes it up"}),
    )
    as_new = forms.BooleanField(label="Make it a column of its own; leave the one above alone", required=False)

    def __init__(self, data: Any = None, *, staged: StagedDocument, values: Values, people: Sequence[Person]) -> None:
        """Take what was sent, the document, its values as they are now, and who may have written it."""
        super().__init__(data, initial=initial(staged, values))
        self.values = values
        self.people = people
        languages = LANGUAGES | ({values.language: values.language} if values.language not in LANGUAGES else {})
        self.fields["language"].choices = list(languages.items())  # type: ignore[attr-defined] # a choice field
        for index in range(len(people) + 1):
            self._add_name(index, people[index] if index < len(people) else None)
        for place in range(max(ROOM, len(values.most_read))):
            known = values.most_read[place].headline if place < len(values.most_read) else ""
            self.fields[f"line_{place}"] = forms.CharField(label=f"Line {place + 1}", required=False, initial=known)

    def _add_name(self, index: int, person: Person | None) -> None:
        name, title = (person.name, person.title) if person else ("", "")
        self.fields[f"name_{index}"] = forms.CharField(label="Name as printed", required=False, initial=name)
        self.fields[f"title_{index}"] = forms.CharField(label="Title", required=False, initial=title)
        self.fields[f"who_{index}"] = forms.CharField(required=False)
        self.fields[f"other_{index}"] = AuthorField(label="Somebody else")

    def clean_headline(self) -> str:
        """Make one line of it: its field grows with it, so that somebody may press Enter."""
        return " ".join(str(self.cleaned_data["headline"]).split("\n")).replace("\r", "").strip()

    # --- What was changed -------------------------------------------------------------------------------------

    def edits(self) -> dict[str, Any]:
        """Return the values that an editor changed on this page, as `services.edit` takes them."""
        changed = set(self.changed_data)
        found = {name: self.cleaned_data[name] for name in PLAIN if name in changed}
        if any(name.startswith(("name_", "title_")) for name in changed):
            found["credits"] = [{"name": line.name, "title": line.title} for line in self.signatures()]
        if any(name.startswith("line_") for name in changed):
            found["most_read"] = list(self._lines())
        return found

    def signatures(self) -> list[Signature]:
        """Return the byline in order, without the names that were emptied."""
        return [line for index in range(len(self.people) + 1) if (line := self._signature(index)).name]

    def _signature(self, index: int) -> Signature:
        name = " ".join(self.cleaned_data.get(f"name_{index}", "").split())
        printed = self.people[index].name if index < len(self.people) else ""
        return Signature(
            index=index,
            name=name,
            title=self.cleaned_data.get(f"title_{index}", "").strip(),
            who=self.cleaned_data.get(f"other_{index}") or self._chosen(self.cleaned_data.get(f"who_{index}", "")),
            is_renamed=name != printed,
        )

    @staticmethod
    def _chosen(value: str) -> Author | str | None:
        if value in {NEW, ANOTHER}:
            return value
        return Author.objects.filter(pk=int(value)).first() if is_id(value) else None

    def _lines(self) -> Iterator[dict[str, Any]]:
        """Yield the lines of the list; those that were read keep their rank, further ones count on."""
        last = 0
        for place in range(max(ROOM, len(self.values.most_read))):
            known = self.values.most_read[place].rank if place < len(self.values.most_read) else last + 1
            headline = self.cleaned_data.get(f"line_{place}", "")
            if headline:
                yield {"rank": known, "headline": headline}
                last = known


def initial(staged: StagedDocument, values: Values) -> dict[str, Any]:
    """Return what the form shows before anybody types."""
    published, updated = values.published, values.updated
    return {
        "seen": state_of(staged),
        "headline": values.headline,
        "standfirst": values.standfirst,
        "published_at": published.at if published else None,
        "published_precision": (published.precision if published else Precision.MINUTE).value,
        "updated_at": updated.at if updated else None,
        "updated_precision": (updated.precision if updated else Precision.MINUTE).value,
        "tags": staged.tags,
        "body_html": markup.clean(values.body_html),
        "bio": values.bio,
        "series": values.series,
        "language": values.language or "en",
        "kind": values.kind,
        "most_read_day": values.most_read_day,
        "legacy_url": values.legacy_url,
    }


def state_of(staged: StagedDocument) -> str:
    """Return what a document is like now, as a short text that changes whenever anybody changes it."""
    said = [staged.state, staged.edits, staged.tags, staged.author_choices, staged.refused_repairs, staged.decided_at]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:20]
