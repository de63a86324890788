"""The desk's own form controls: moments with their offset, tags, and a choice from a long list."""

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from js_asset import ImportMap, Media, Script

from articles.editing import wording

EDITOR = ImportMap({"django-prose-editor/editor": "django_prose_editor/editor.js"})
EDITOR_SCRIPT = Script("js/desk-editor.js", type="module")


class MomentWidget(forms.DateTimeInput):
    """A moment in the paper's zone, with the zone and its offset beside it."""

    input_type = "datetime-local"

    def format_value(self, value: Any) -> str | None:
        """Return the moment as the browser's control wants it; seconds only where there are some."""
        if not isinstance(value, datetime):
            return super().format_value(value)
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M")

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the control and the zone."""
        aware = timezone.make_aware(value) if isinstance(value, datetime) and timezone.is_naive(value) else value
        zone = wording.offset(aware if isinstance(aware, datetime) else None)
        return format_html('{} <span class="from">{}</span>', super().render(name, value, attrs, renderer), zone)


class TagsWidget(forms.TextInput):
    """Names of tags parted by commas (a name that holds a comma in quotation marks); a script makes chips of them."""

    def __init__(self, *, url: Any, attrs: dict[str, Any] | None = None) -> None:
        """Take the address that suggests tags."""
        super().__init__({"class": "wide-input", "data-combo": "many", "autocomplete": "off", **(attrs or {})})
        self.url = url

    class Media:
        js = ["js/desk-tags.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the address of the suggestions."""
        return super().get_context(name, value, {**(attrs or {}), "data-url": str(self.url)})

    def format_value(self, value: Any) -> str:
        """Return names as one line."""
        return value if isinstance(value, str) else join_names(value or [])


class OneOfManyWidget(forms.TextInput):
    """One row of a table too long for a list: its name is typed, its id travels in a hidden field beside it."""

    def __init__(self, *, url: Any, attrs: dict[str, Any] | None = None) -> None:
        """Take the address that suggests rows."""
        super().__init__({"class": "wide-input", "data-combo": "one", "autocomplete": "off", **(attrs or {})})
        self.url = url
        self.offered: list[tuple[Any, str]] = []  # likely rows, each with what speaks for it

    class Media:
        js = ["js/desk-tags.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the address of the suggestions and the name of the hidden field."""
        extra = {"data-url": str(self.url), "data-id-name": f"{name}-id", "data-id": getattr(value, "pk", "")}
        return super().get_context(name, value, {**(attrs or {}), **extra})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the control, and a button for each row that is offered."""
        offered = format_html_join(
            "",
            '<button type="button" class="chip suggested" data-take="{}">{} <span class="from">{}</span></button>',
            ((row.pk, row, note) for row, note in self.offered),
        )
        control = super().render(name, value, attrs, renderer)
        return format_html('{}<div class="chips">{}</div>', control, offered) if offered else control

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return `#id` where one was picked, else what was typed."""
        picked = data.get(f"{name}-id", "")
        typed = data.get(name, "")
        return f"#{picked}" if picked and typed.strip() else typed


class BodyWidget(forms.Textarea):
    """The text of an article: HTML in a text area, over which a script lays the rich-text editor.

    The script writes to the text area only when somebody edits, so an untouched body is sent back as it came.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Mark the text area for the script."""
        super().__init__(
            {"class": "wide-input", "rows": 24, "data-editor": "body", "spellcheck": "true", **(attrs or {})}
        )

    @property
    def media(self) -> Media:
        """The editor's library under its bare name, and the desk's set of extensions for it."""
        return Media(importmap=EDITOR, css={"all": ["css/desk-editor.css"]}, js=[EDITOR_SCRIPT])


def split_names(line: str) -> list[str]:
    """Return the names in a line: parted by commas, with those that hold one in double quotation marks."""
    rows = csv.reader([" ".join(line.split())], skipinitialspace=True)
    return [name.strip() for row in rows for name in row if name.strip()]


def join_names(names: Iterable[str]) -> str:
    """Return names as one line that `split_names` understands."""
    return ", ".join(_quoted(name) for name in names)


def _quoted(name: str) -> str:
    if "," not in name and '"' not in name:
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
