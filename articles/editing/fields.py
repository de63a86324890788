"""The fields of the desk's forms: lines of text, tags, and one row of a table too long for a list."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy

from articles.editing import tagging
from articles.editing.widgets import MomentWidget, OneOfManyWidget, split_names
from articles.models import Article, Image, Tag
from authors.models import Author
from authors.names import fold

SUGGEST_PEOPLE = reverse_lazy("editing:suggest_people")
SUGGEST_TAGS = reverse_lazy("editing:suggest_tags")
SUGGEST_COLUMNS = reverse_lazy("editing:suggest_columns")
SUGGEST_PICTURES = reverse_lazy("editing:suggest_pictures")
FIRST_YEAR, LAST_YEAR = 1600, 9000
ID_DIGITS = 18  # of the largest id that a database keeps; Python itself takes no number of any length


def is_id(text: str) -> bool:
    """Whether a text may be the id of a row."""
    return text.isdecimal() and len(text) <= ID_DIGITS


class LinesField(forms.CharField):
    """Text of several lines as it is stored: browsers send `\\r\\n`, and spaces at the ends are the text's."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        """Keep spaces at the ends: an untouched value must come back as it was."""
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with `\\n` alone, and without the null characters that come with text pasted from PDFs."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


class MomentField(forms.DateTimeField):
    """A moment in the paper's zone. At the ends of the calendar another zone has no such day, so they are refused."""

    widget = MomentWidget

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; a ValidationError for a year that no newspaper can have."""
        moment: datetime | None = super().to_python(value)
        if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(f"The year {moment.year} is none of a newspaper: {FIRST_YEAR} to {LAST_YEAR} are.")
        return moment


class TagsField(forms.Field):
    """Names of tags; a ValidationError names the one that can't be a tag."""

    def to_python(self, value: Any) -> list[str]:
        """Return the names, tidied, each once."""
        names = list(value) if isinstance(value, list) else split_names(value or "")
        for name in names:
            if not fold(name):
                raise ValidationError(f"“{name}” holds no letter or figure, so it can't be a tag.")
            if len(name) > tagging.MAX_NAME:
                raise ValidationError(f"“{name[:40]}…” is longer than {tagging.MAX_NAME} characters.")
        return list({fold(name): name for name in names}.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as sets of folded names: order and case are no change."""
        return {fold(name) for name in initial or []} != {fold(name) for name in split_names(data or "")}


class TakenTagsField(TagsField):
    """Suggested tags that were ticked: saving the form adds them."""

    widget = forms.SelectMultiple

    def __init__(self) -> None:
        """Need none."""
        super().__init__(label="Suggested tags", required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any was ticked."""
        return bool(data)


class RowField(forms.Field, ABC):
    """One row of a table too long for a list: `#id` where it was picked, else words that mean exactly one row."""

    model: type[models.Model]
    url: Any
    unknown = "Nothing here is called “{}”."
    several = "Several are called “{}”: pick one from the list."

    def __init__(self, **kwargs: Any) -> None:
        """Suggest while somebody types."""
        kwargs.setdefault("widget", OneOfManyWidget(url=self.url))
        super().__init__(required=False, **kwargs)

    @abstractmethod
    def named(self, words: str) -> models.QuerySet[Any]:
        """Return the rows that words mean."""

    def to_python(self, value: Any) -> Any:
        """Return the row; None for nothing. Null characters come with text pasted from PDFs; no name holds one."""
        value = value.replace("\0", "") if isinstance(value, str) else value
        if not value or isinstance(value, self.model):
            return value or None
        found = list(self._picked(value) or self.named(value)[:2])
        if len(found) != 1:
            raise ValidationError((self.several if found else self.unknown).format(value))
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Return the row of an id, so that a form shows its name."""
        rows = self._picked(f"#{value}" if isinstance(value, int) else value)
        return rows[0] if rows else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare by id where one was picked."""
        if not initial:
            return bool(data)
        row = self.prepare_value(initial)
        return data not in {f"#{row.pk}", str(row)}

    def _picked(self, value: Any) -> list[Any]:
        if isinstance(value, str) and value.startswith("#") and is_id(value[1:]):
            return list(self.model._default_manager.filter(pk=int(value[1:])))
        return []


class AuthorField(RowField):
    """A columnist, by id or by any spelling of a name that only one of them has."""

    model = Author
    url = SUGGEST_PEOPLE
    unknown = "There is no columnist called “{}”: add them under Columnists first."
    several = "Two columnists are called “{}”: pick one from the list."

    def named(self, words: str) -> models.QuerySet[Any]:
        """Return the columnists with this name."""
        return Author.objects.filter(names__key=fold(words), merged_into=None).distinct()


class ColumnField(RowField):
    """Another column, by id or by its headline."""

    model = Article
    url = SUGGEST_COLUMNS
    unknown = "There is no column headed “{}”."
    several = "Several columns are headed “{}”: pick one from the list."

    def named(self, words: str) -> models.QuerySet[Any]:
        """Return the columns with this headline."""
        return Article.objects.filter(headline=words.strip())


class PictureField(RowField):
    """A picture, by id or by its text for those who cannot see it."""

    model = Image
    url = SUGGEST_PICTURES
    unknown = "There is no picture described as “{}”: add it under Pictures first."
    several = "Several pictures are described as “{}”: pick one from the list."

    def named(self, words: str) -> models.QuerySet[Any]:
        """Return the pictures so described."""
        return Image.objects.filter(alt=words.strip())


class SubjectField(RowField):
    """A subject, by id or by its name or another word for it."""

    model = Tag
    url = SUGGEST_TAGS
    unknown = "There is no subject called “{}”."

    def named(self, words: str) -> models.QuerySet[Any]:
        """Return the subject with this name."""
        found: models.QuerySet[Any] = Tag.objects.filter(pk__in=[tag.pk for tag in tagging.known_tags([words])])
        return found
