"""The filters of the list of columns: by columnist, subject, state and day. None of them lists a whole table."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.editing.fields import SUGGEST_PEOPLE, SUGGEST_TAGS
from articles.models import Article, Tag
from authors.models import Author
from authors.names import fold


class TypedFilter(admin.ListFilter, ABC):
    """A filter whose value is typed, with suggestions, instead of picked from a list of the whole table."""

    template = "admin/filter_typed.html"
    parameters: tuple[str, ...] = ()

    def __init__(self, request: HttpRequest, params: dict[str, list[str]], model: Any, model_admin: Any) -> None:
        """Take what is ours out of the address."""
        super().__init__(request, params, model, model_admin)
        self.values = {name: (params.pop(name, None) or [""])[-1].strip() for name in self.parameters}
        self.used_parameters.update({name: value for name, value in self.values.items() if value})

    def has_output(self) -> bool:
        """Always: it costs no query."""
        return True

    def expected_parameters(self) -> list[str | None]:
        """Return the names of ours in the address."""
        return list(self.parameters)

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """Return one entry: what the template needs to draw the form."""
        yield {
            "selected": any(self.values.values()),
            "query_string": changelist.get_query_string(remove=list(self.parameters)),
            "others": [
                (name, value)
                for name, values in changelist.filter_params.items()
                for value in values
                if name not in self.parameters
            ],
            "fields": self.fields(),
        }

    @abstractmethod
    def fields(self) -> list[dict[str, Any]]:
        """Return the controls to draw."""


class ColumnistFilter(TypedFilter):
    """Columns that a columnist signed, whatever the role; by address or by name."""

    title = "columnist"
    parameters = ("columnist",)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep the columnist's."""
        value = self.values["columnist"]
        if not value:
            return queryset
        people = Author.objects.filter(Q(slug=value) | Q(names__key=fold(value)))
        return queryset.filter(pk__in=Article.authors.through.objects.filter(author__in=people).values("article_id"))

    def fields(self) -> list[dict[str, Any]]:
        """One line of text with suggestions."""
        value = self.values["columnist"]
        return [{"name": "columnist", "label": "Columnist", "value": value, "url": SUGGEST_PEOPLE, "type": "text"}]


class TagFilter(TypedFilter):
    """Columns on a subject; by address, name or another word for it."""

    title = "subject"
    parameters = ("tag",)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep those with the tag."""
        value = self.values["tag"]
        if not value:
            return queryset
        tags = Tag.objects.filter(Q(slug=value) | Q(key=fold(value)) | Q(aliases__key=fold(value)))
        return queryset.filter(pk__in=Article.tags.through.objects.filter(tag__in=tags).values("content_object_id"))

    def fields(self) -> list[dict[str, Any]]:
        """One line of text with suggestions."""
        return [{"name": "tag", "label": "Subject", "value": self.values["tag"], "url": SUGGEST_TAGS, "type": "text"}]


class PostedFilter(TypedFilter):
    """Columns posted from one day to another, in the paper's zone."""

    title = "posted"
    parameters = ("from", "until")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep those between; a day that cannot be read is left out of account, as the empty field shows."""
        first, last = self._day("from"), self._day("until")
        if first:
            queryset = queryset.filter(published_on__gte=first)
        return queryset.filter(published_on__lte=last) if last else queryset

    def _day(self, name: str) -> date | None:
        try:
            return parse_date(self.values[name])
        except ValueError:
            return None

    def fields(self) -> list[dict[str, Any]]:
        """Two days."""
        labels = (("from", "From"), ("until", "Until"))
        days = {name: self._day(name) for name, _ in labels}
        return [
            {"name": name, "label": label, "value": day.isoformat() if (day := days[name]) else "", "type": "date"}
            for name, label in labels
        ]


class StateFilter(admin.SimpleListFilter):
    """Columns by how far they have come; scheduled is a state of its own."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states in the order of the work."""
        return [
            ("draft", "Draft"),
            ("in_review", "In review"),
            ("approved", "Approved"),
            ("scheduled", "Scheduled"),
            ("published", "Published"),
            ("unpublished", "Unpublished"),
            ("retracted", "Retracted"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep those of the state now."""
        value, now = self.value(), timezone.now()
        if value == "scheduled":
            return queryset.filter(status=Article.Status.PUBLISHED, published_at__gt=now)
        if value == "published":
            return queryset.filter(status=Article.Status.PUBLISHED, published_at__lte=now)
        return queryset.filter(status=value) if value else queryset
