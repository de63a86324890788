"""Tags of many columns at once: asked for, shown with a count and examples, done, and kept to be undone."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.editing import tagging
from articles.editing.forms import ReplaceTagsForm, TagsForm
from articles.editing.permissions import may_publish
from articles.editing.subjects import changes
from articles.editing.subjects.changes import Effect, Kind, Wish
from articles.editing.tag_views import said
from articles.models import Article

VERBS = {Kind.ADD: "Add", Kind.REMOVE: "Remove", Kind.REPLACE: "Replace"}
SOME = 20


@admin.action(description="Add tags…", permissions=["change"])
def add_tags(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask which tags, show what would change, then add them."""
    return _change(modeladmin, request, queryset, Kind.ADD)


@admin.action(description="Remove tags…", permissions=["change"])
def remove_tags(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask which tags, show what would change, then take them off."""
    return _change(modeladmin, request, queryset, Kind.REMOVE)


@admin.action(description="Replace tags…", permissions=["change"])
def replace_tags(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask which tags by which, show what would change, then replace them where they stand."""
    return _change(modeladmin, request, queryset, Kind.REPLACE)


def _change(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], kind: Kind) -> HttpResponse | None:
    if not all(modeladmin.has_change_permission(request, article) for article in _refusable(request, queryset)):
        raise PermissionDenied
    form_class = ReplaceTagsForm if kind == Kind.REPLACE else TagsForm
    form = form_class(request.POST if {"confirmed", "preview"} & request.POST.keys() else None)
    if not form.is_valid():
        return _ask(modeladmin, request, queryset, form, kind=kind)
    wish = _wish(form, kind)
    columns = list(queryset.order_by("-published_at", "-pk").values_list("pk", flat=True))
    if "confirmed" not in request.POST:
        known = tagging.known_tags(wish.added)
        effect = changes.effect(columns, wish=wish, known=known)
        return _ask(modeladmin, request, queryset, form, kind=kind, effect=effect, wish=wish)
    made = changes.change(
        columns, kind=kind, added=tagging.tags_for(wish.added), removed=wish.removed, says=wish.says,
        user=request.user,  # type: ignore[arg-type] # staff alone come here
    )  # fmt: skip
    if made is None:
        modeladmin.message_user(request, "0 columns changed: each has it so already.", messages.INFO)
    else:
        sentence = f"{_columns(len(made.columns))} changed: {wish.says}."
        modeladmin.message_user(request, said(made, sentence), messages.SUCCESS)
    return None


def _wish(form: TagsForm, kind: Kind) -> Wish:
    names = form.cleaned_data["tags"]
    if kind == Kind.ADD:
        return Wish(kind=kind, added=tuple(names))
    removed = tuple(tagging.known_tags(names))
    return Wish(kind=kind, added=tuple(form.cleaned_data.get("by", ())), removed=removed)


def _refusable(request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
    """Return the articles that have to be asked about one by one: none for those who may everything."""
    return queryset.none() if may_publish(request.user) else queryset  # type: ignore[arg-type] # staff alone come here


def _ask(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], form: TagsForm, *, kind: Kind,
    effect: Effect | None = None, wish: Wish | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"{VERBS[kind]} tags",
        "opts": modeladmin.opts,
        "form": form,
        "media": modeladmin.media + form.media,
        "count": queryset.count(),
        "some": [] if effect else queryset[:SOME],
        "effect": effect,
        "wish": wish,
        "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
        "action": f"{kind.value}_tags",
        "verb": VERBS[kind],
    }
    return TemplateResponse(request, "admin/articles/article/tags.html", context)


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count:,} columns"
