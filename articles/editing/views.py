"""Pages of the desk that Django's admin does not have: the preview of a draft, and suggestions while typing."""

from functools import partial
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.editing import permissions, related_desk, suggestions, wording
from articles.editing.fields import is_id
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


@require_POST
@never_cache
@staff_member_required
def change_related(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Pin, unpin, block or unblock a headline; answer with the list, or go back to the column where no script asked."""
    user: Any = request.user
    if not permissions.may_publish(user):
        raise PermissionDenied
    if action not in related_desk.ACTIONS:
        raise Http404
    article = get_object_or_404(Article, pk=pk)
    other = _other(request, article)
    if other is not None:
        related_desk.ACTIONS[action](article, other, user)
    if request.headers.get("X-Requested-With") != "fetch":
        return redirect("admin:articles_article_change", article.pk)
    context = {"related": related_desk.rows(article), "original": article, "not_found": other is None}
    return render(request, "admin/articles/article/_related.html", context)


def _other(request: HttpRequest, article: Article) -> Article | None:
    """Return the other column: by its id where one was picked, else by its whole headline; None for none or itself."""
    picked = request.POST.get("related-id", "")
    typed = request.POST.get("related", "").replace("\0", "").strip()
    found = Article.objects.filter(pk=picked) if is_id(picked) else Article.objects.filter(headline=typed)
    return found.exclude(pk=article.pk).first()


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
