"""What can be done to many columns at once: publish, unpublish, add and remove tags. The services write."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.editing import services, tagging
from articles.editing.forms import TagsForm
from articles.editing.permissions import may_publish
from articles.models import Article

MOST = 1000  # columns that one action changes


@admin.action(description="Publish", permissions=["publish"])
def publish(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Publish each; what cannot be published is named, and the others go on."""
    _each(modeladmin, request, queryset.exclude(status=Article.Status.PUBLISHED), publish_dated, "published")


@admin.action(description="Unpublish", permissions=["publish"])
def unpublish(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Take each off the site; drafts are left as they are."""
    _each(
        modeladmin, request, queryset.filter(status=Article.Status.PUBLISHED), services.unpublish, "taken off the site"
    )


def publish_dated(article: Article, *, user: Any) -> None:
    """Publish an article that has its date: in bulk nobody sees which of them lack one, so “now” is not supplied."""
    if article.published_at is None:
        raise services.NotPublishableError(f"“{article.headline}” has no date: give “Posted” before publishing it.")
    services.publish(article, user=user)


def _each(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], change: Callable[..., Any], done: str
) -> None:
    if _are_too_many(modeladmin, request, queryset):
        return
    count = 0
    # A list, not an iterator: what is written moves rows in the order that is being read.
    for article in list(queryset):
        try:
            change(article, user=request.user)
        except services.NotPublishableError as refusal:
            modeladmin.message_user(request, str(refusal), messages.WARNING)
        else:
            modeladmin.log_change(request, article, [{"changed": {"fields": [done]}}])
            count += 1
    modeladmin.message_user(request, f"{_columns(count)} {done}.", messages.SUCCESS if count else messages.INFO)


@admin.action(description="Add tags…", permissions=["change"])
def add_tags(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask which tags, then add them."""
    return _tags(modeladmin, request, queryset, name="add_tags", verb="Add")


@admin.action(description="Remove tags…", permissions=["change"])
def remove_tags(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Ask which tags, then take them off."""
    return _tags(modeladmin, request, queryset, name="remove_tags", verb="Remove")


def _tags(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], *, name: str, verb: str
) -> HttpResponse | None:
    if not all(modeladmin.has_change_permission(request, article) for article in _refusable(request, queryset)):
        raise PermissionDenied
    if _are_too_many(modeladmin, request, queryset):
        return None
    form = TagsForm(request.POST if "confirmed" in request.POST else None)
    if not form.is_valid():
        return _ask(modeladmin, request, queryset, form, name=name, verb=verb)
    names = form.cleaned_data["tags"]
    articles = queryset.prefetch_related("tags")  # type: ignore[misc]  # taggit has no types
    if verb == "Add":
        changed = services.add_tags(articles, names, user=request.user)  # type: ignore[arg-type]
    else:
        changed = services.remove_tags(articles, tagging.known_tags(names), user=request.user)  # type: ignore[arg-type]
    word = "tagged" if verb == "Add" else "untagged"
    modeladmin.message_user(request, f"{_columns(changed)} {word}: {', '.join(names)}.", messages.SUCCESS)
    return None


def _are_too_many(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> bool:
    """Say so where one request would take minutes: each column gets its revision and its related headlines."""
    count = queryset.count()
    if count > MOST:
        modeladmin.message_user(
            request,
            f"That is {count:,} columns: narrow the list to {MOST:,} at most, nothing was changed.",
            messages.ERROR,
        )
    return count > MOST


def _refusable(request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
    """Return the articles that have to be asked about one by one: none for those who may everything."""
    return queryset.none() if may_publish(request.user) else queryset  # type: ignore[arg-type]


def _ask(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article], form: TagsForm, *, name: str, verb: str
) -> HttpResponse:
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"{verb} tags",
        "opts": modeladmin.opts,
        "form": form,
        "media": modeladmin.media + form.media,
        "count": queryset.count(),
        "some": queryset[:20],
        "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
        "action": name,
        "verb": verb,
    }
    return TemplateResponse(request, "admin/articles/article/tags.html", context)


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
