"""Columns at the desk: the list, the form, and saving through the one write path."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from js_asset import Media

from articles import search
from articles.editing import offering, permissions, services, wording
from articles.editing.admin import actions, filters, stale, tag_actions
from articles.editing.admin.base import DeskAdmin
from articles.editing.admin.inlines import CorrectionInline
from articles.editing.fields import MomentField, is_id
from articles.editing.forms import ArticleForm
from articles.editing.reads.strip import strip
from articles.editing.related.lines import rows as related_rows
from articles.editing.subjects import for_columns
from articles.editing.widgets import MomentWidget
from articles.models import Article, ArticleQuerySet, Correction, Revision

READ_ONLY = ("headline", "standfirst", "status", "published_at", "updated_at", "bio_as_printed", "kind", "language")


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """Columns. Nothing is written but by `services.save_article`: one call, one revision a save."""

    form = ArticleForm
    inlines = [CorrectionInline]
    actions = [
        actions.publish, actions.unpublish, tag_actions.add_tags, tag_actions.remove_tags, tag_actions.replace_tags
    ]  # fmt: skip
    heading = "Columns"
    used_through = "revisions"  # deleting many at once is not offered; one is decided below
    list_display = ["what", "by", "state", "subjects"]
    list_filter = [filters.ColumnistFilter, filters.TagFilter, filters.StateFilter, filters.PostedFilter]
    # Filters of apps above this one (the loader's runs) are added by those apps.
    more_filters: ClassVar[list[type[admin.ListFilter]]] = []
    search_fields = ["headline"]
    search_help_text = "Every word, in headlines, names and text"
    ordering = ["-modified_at", "-id"]
    date_hierarchy = None
    change_list_template = "admin/articles/article/change_list.html"
    formfield_overrides = {
        models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget},
        models.URLField: {"assume_scheme": "https"},
    }

    # --- The list ---------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        """Return what this user may see; for the list without the texts."""
        queryset = permissions.visible_to(super().get_queryset(request), request.user)  # type: ignore[arg-type] # staff alone come here
        if self.is_listing(request):
            return queryset.defer("body", "bio_as_printed").prefetch_related("bylines", "tags")  # type: ignore[misc]  # taggit has no types
        return queryset

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Return our filters and those that apps above added."""
        return [*self.list_filter, *self.more_filters]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search the full text; choosing lists search it too."""
        if not search_term.strip():
            return queryset, False
        return search.matching(cast("ArticleQuerySet", queryset), search_term), False

    @admin.display(description="Headline", ordering="headline")
    def what(self, article: Article) -> str:
        """The headline."""
        return article.headline

    @admin.display(description="By")
    def by(self, article: Article) -> str:
        """Who signed it, in order."""
        return ", ".join(byline.name for byline in article.bylines.all()) or "unsigned"

    @admin.display(description="State", ordering="published_at")
    def state(self, article: Article) -> str:
        """How far it has come, in words."""
        key, words = wording.state(article)
        return format_html('<span class="state state-{}">{}</span>', key, words)

    @admin.display(description="Subjects")
    def subjects(self, article: Article) -> str:
        """Its tags."""
        return ", ".join(tag.name for tag in article.tags.all())

    # --- Who may ----------------------------------------------------------------------------------------------

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may publish; the actions ask."""
        return permissions.may_publish(request.user)  # type: ignore[arg-type] # staff alone come here

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Editors may change everything, writers their own until it is approved."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.may_change(obj, request.user))  # type: ignore[arg-type] # staff alone come here

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Only what was never public may go for good."""
        never_public = obj is None or obj.first_public_at is None
        may = admin.ModelAdmin.has_delete_permission(self, request, obj) and self.has_change_permission(request, obj)
        return never_public and may

    # --- The form ---------------------------------------------------------------------------------------------

    def get_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Return the form's fields, or what somebody who may only look sees."""
        if obj is not None and not self.has_change_permission(request, obj):
            return READ_ONLY
        return super().get_fields(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        """Return the notices: a column that is not yet written has none, and a writer's never."""
        return list(self.inlines) if obj is not None and self.has_publish_permission(request) else []

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Return the form, with the stages that the user may choose."""
        if obj is not None and not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, form=forms.ModelForm, **kwargs)
        form = super().get_form(request, obj, change, **kwargs)
        if not self.has_publish_permission(request):
            form.stages = permissions.WRITERS_STAGES  # type: ignore[attr-defined]  # it is our ArticleForm
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; a stale save shows both texts."""
        pk = int(unquote(object_id)) if object_id and is_id(unquote(object_id)) else None
        if request.method == "POST" and pk and (current := stale.overtaken(request, pk)):
            return self.stale_response(request, current)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except services.StaleArticleError as refusal:
            return self.stale_response(request, refusal.current)

    def stale_response(self, request: HttpRequest, current: Article) -> HttpResponse:
        """Return the page with both texts."""
        if not self.has_change_permission(request, current):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), **stale.context(request, current), "opts": self.opts}
        return TemplateResponse(request, "admin/articles/article/stale.html", context, status=409)

    def render_change_form(  # noqa: PLR0917 Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002 Django's signature
        change: bool = False,  # noqa: FBT001, FBT002 Django's signature
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        """Give the scripts their nonce, and the template what it shows beside the form."""
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)  # type: ignore[attr-defined] # of django-csp
        context["may_publish"] = self.has_publish_permission(request)
        context["state"] = wording.state(obj) if obj else ("draft", "new")
        context["view_on_site"] = self.view_on_site_url(obj) if obj else ""
        context["related"] = related_rows(obj, request.user) if obj else []  # type: ignore[arg-type] # staff alone come here
        context["suggestions"] = for_columns.missing(obj) if obj else []
        context["reads"] = strip(obj, request.user, at=timezone.now()) if obj else None  # type: ignore[arg-type] # staff alone come here
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Saving -----------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001 Django's signature
        """Write nothing yet: the byline, the tags and the notices belong to the same revision."""

    def save_related(self, request: HttpRequest, form: Any, formsets: list[Any], change: bool) -> None:  # noqa: FBT001 Django's signature
        """Write the article with all that belongs to it: one revision."""
        article: Article = form.instance
        expected = form.cleaned_data.get("opened_version") if change else None
        services.check_version(article, expected)
        for formset in formsets:
            formset.save()
        self._set_status(request, article)
        if any(notice.kind == Correction.Kind.RETRACTION for formset in formsets for notice in formset.new_objects):
            article.status = Article.Status.RETRACTED
        services.save_article(
            article,
            user=request.user,  # type: ignore[arg-type] # staff alone come here
            change=self._kind_of_change(request, form, formsets, change=change),
            note=form.cleaned_data.get("change_note", "") or _pressed(request),
            credits=form.credits.credits(),
            tags=form.cleaned_data["tags"],
            expected_version=expected,
        )
        if self.has_publish_permission(request):
            offering.offer_column(article, nowhere=form.cleaned_data["offered_nowhere"])

    def _set_status(self, request: HttpRequest, article: Article) -> None:
        """Let the button that was pressed decide the status, within what the user may."""
        if "_publish" in request.POST or "_unpublish" in request.POST:
            if not self.has_publish_permission(request):
                raise PermissionDenied
            published = "_publish" in request.POST
            article.status = Article.Status.PUBLISHED if published else Article.Status.UNPUBLISHED
            if published and article.published_at is None:
                article.published_at = timezone.now()
        elif "_review" in request.POST and article.status == Article.Status.DRAFT:
            article.status = Article.Status.IN_REVIEW
        elif not self.has_publish_permission(request) and article.status not in permissions.WRITERS_STAGES:
            raise PermissionDenied

    def _kind_of_change(self, request: HttpRequest, form: Any, formsets: list[Any], *, change: bool) -> str:
        if not change:
            return Revision.Change.CREATED
        chosen: str = form.cleaned_data.get("change") or Revision.Change.TYPO
        if chosen == Revision.Change.TYPO and any(formset.new_objects for formset in formsets):
            return Revision.Change.CORRECTION
        if chosen == Revision.Change.TYPO and _pressed(request):
            return Revision.Change.STATUS
        return chosen

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Return what the log says; a changed byline counts."""
        message = super().construct_change_message(request, form, formsets, add)
        if not add and form.credits.has_changed():
            message.append({"changed": {"fields": ["Byline"]}})
        return message

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """Delete through the write path."""
        services.delete_article(obj, user=request.user)  # type: ignore[arg-type] # staff alone come here

    # --- After saving -----------------------------------------------------------------------------------------

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        """Go on with the column that was just written."""
        return self._saved(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Say what became of it and stay on it."""
        return self._saved(request, obj)

    def _saved(self, request: HttpRequest, article: Article) -> HttpResponse:
        _, words = wording.state(article)
        self.message_user(request, format_html("Saved “{}”: {}.", article.headline, words), messages.SUCCESS)
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("editing:preview", args=[article.pk]))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def view_on_site_url(self, article: Article) -> str:
        """Return the column's page where it has one now."""
        return article.get_absolute_url() if wording.state(article)[0] in {"published", "retracted"} else ""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the revisions: who, when, what kind of change; and Django's own log below."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404("There is no such column.")
        revisions = article.revisions.select_related("user").defer("snapshot")[:200]
        extra = {"revisions": revisions, "title": f"History of “{article.headline}”", **(extra_context or {})}
        return super().history_view(request, object_id, extra)


def _pressed(request: HttpRequest) -> str:
    """Return what the pressed button did to the column's place on the site, for the history; "" for a mere save."""
    done = {"_publish": "published", "_unpublish": "taken off the site"}
    return next((words for name, words in done.items() if name in request.POST), "")
