"""The related headlines of a column at the desk: the screen with the whole account, and what is done there."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.editing import permissions, wording
from articles.editing.fields import is_id
from articles.editing.related import deeds, lines
from articles.editing.related.screen import screen
from articles.models import Article
from articles.related import services
from articles.related.scoring import MINIMUM

NOT_FOUND = "There is no other column with that headline: pick one from the list."


@require_safe
@never_cache
@staff_member_required
def related(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list of a column with each reason, and what was left out of it and why."""
    user: Any = request.user
    if not user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(permissions.visible_to(Article.objects.defer("body"), user), pk=pk)
    context = {
        **admin.site.each_context(request),
        "title": "Related headlines",
        "original": article,
        "state": wording.state(article),
        "screen": screen(article, user),
        "minimum": MINIMUM,
        "may_choose": deeds.may_choose(article, user),
        "may_report": deeds.may_report(article, user),
    }
    return TemplateResponse(request, "admin/articles/article/related.html", context)


@require_POST
@never_cache
@staff_member_required
def change(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Do what was asked about a headline; answer with the list, or go back to where it was asked without a script."""
    user: Any = request.user
    article = Article.objects.filter(pk=pk).first()
    deed = deeds.DEEDS.get(action)
    if not (deed or deeds.DEEDS["pin"]).may(article or Article(), user):
        raise PermissionDenied
    if deed is None or article is None:
        raise Http404
    other = _other(request, article)
    if other is not None:
        deed.do(article, other, user, request.POST.get("note", "").replace("\0", ""))
    if request.headers.get("X-Requested-With") == "fetch":
        context = {"related": lines.rows(article, user), "original": article, "not_found": other is None}
        return render(request, "admin/articles/article/_related.html", context)
    if other is None:
        messages.error(request, NOT_FOUND)
    else:
        messages.success(request, format_html("“{}” {}.", other.headline, deed.said))
    return _back(request, article, other)


@require_POST
@never_cache
@staff_member_required
def make_anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the list that readers see as it stands on the screen."""
    user: Any = request.user
    article = get_object_or_404(Article, pk=pk)
    if not deeds.may_choose(article, user):
        raise PermissionDenied
    services.refresh_list(article.pk)
    return redirect("editing:related", article.pk)


def _back(request: HttpRequest, article: Article, other: Article | None) -> HttpResponse:
    """Go back to the line on the screen, or to the form."""
    if request.POST.get("from") != "screen":
        return redirect("admin:articles_article_change", article.pk)
    line = f"#column-{other.pk}" if other else ""
    return redirect(reverse("editing:related", args=[article.pk]) + line)


def _other(request: HttpRequest, article: Article) -> Article | None:
    """Return the other column: by its id where one was picked, else by its whole headline; None for none or itself."""
    picked = request.POST.get("related-id", "")
    typed = request.POST.get("related", "").replace("\0", "").strip()
    found = Article.objects.filter(pk=picked) if is_id(picked) else Article.objects.filter(headline=typed)
    return found.exclude(pk=article.pk).first()
