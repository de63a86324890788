"""What can be done to many columns at once: publish and unpublish. The services write. Tags: `tag_actions`."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.editing import services
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


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
