"""Pages of the desk that Django's admin does not have: the preview of a draft, and suggestions while typing."""

from functools import partial
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.editing import permissions, suggestions, wording
from articles.models import Article, ArticleQuerySet


@require_safe
@never_cache
@staff_member_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article as readers would see it, whatever its state; to the desk alone, never kept, never indexed."""
    user: Any = request.user
    if not user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(permissions.visible_to(Article.objects.for_page(), user), pk=pk)
    context = {"article": article, "state": wording.state(article)[1]}
    response = render(request, "admin/articles/article/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@never_cache
@staff_member_required
def suggest_tags(request: HttpRequest) -> JsonResponse:
    """Return tags for what was typed: the exact one first, then those most used."""
    return _answer(request, suggestions.tags)


@require_safe
@never_cache
@staff_member_required
def suggest_people(request: HttpRequest) -> JsonResponse:
    """Return columnists for what was typed, with what tells two of one name apart."""
    return _answer(request, partial(suggestions.people, among=_theirs(request)))


@require_safe
@never_cache
@staff_member_required
def suggest_columns(request: HttpRequest) -> JsonResponse:
    """Return columns whose headline is like what was typed."""
    return _answer(request, partial(suggestions.columns, among=_theirs(request)))


@require_safe
@never_cache
@staff_member_required
def suggest_pictures(request: HttpRequest) -> JsonResponse:
    """Return pictures whose description, caption or credit holds what was typed."""
    return _answer(request, suggestions.pictures)


def _theirs(request: HttpRequest) -> ArticleQuerySet:
    """Return the columns whose headlines may be suggested: a writer's are their own and those that readers know."""
    user: Any = request.user
    own = permissions.visible_to(Article.objects.all(), user)
    return own if permissions.may_publish(user) else own | Article.objects.published()


def _answer(request: HttpRequest, question: Any) -> JsonResponse:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return JsonResponse({"suggestions": question(request.GET.get("q", "").replace("\0", "")[:100])})
