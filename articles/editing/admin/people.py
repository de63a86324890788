"""People at the desk: who writes and who signs in. `authors` may not know of articles, so its admin lives here."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles import search
from articles.editing import wording
from articles.editing.admin.base import DeskAdmin, DeskInline
from articles.models import Article
from authors.models import Author, AuthorName, Disclosure, User

RECENT = 8


class NameInline(DeskInline):
    """The spellings of a name that were seen."""

    model = AuthorName
    fields = ["name"]
    extra = 0


class DisclosureInline(DeskInline):
    """What readers should know of a columnist, and when it held."""

    model = Disclosure
    extra = 0


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    """Columnists."""

    used_through = "bylines"
    list_display = ["name", "columns", "merged_into", "is_paper"]
    list_select_related = ["merged_into"]
    search_fields = ["name", "names__name"]
    search_help_text = "By any spelling of the name"
    fieldsets = [
        (None, {"fields": ["name", "slug", "bio", "email", "recent", "merged_count"]}),
        ("Portrait", {"fields": ["portrait", "portrait_alt", "portrait_credit"], "classes": ["collapse"]}),
        ("More", {"fields": ["sort_name", "is_paper", "user", "merged_into"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["recent", "merged_count", "merged_into"]
    autocomplete_fields = ["user"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [NameInline, DisclosureInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        """Count the columns of each where a list shows the count."""
        queryset = super().get_queryset(request)
        if self.is_listing(request):
            queryset = queryset.annotate(signed=Count("bylines__article", distinct=True))
        return queryset

    @admin.display(description="Columns", ordering="signed")
    def columns(self, author: Any) -> int:
        """How many columns they signed."""
        return int(author.signed)

    @admin.display(description="Merged into this one")
    def merged_count(self, author: Author) -> str:
        """How many others were merged into this columnist."""
        return ", ".join(author.merged.values_list("name", flat=True)) or "nobody"

    @admin.display(description="Newest columns")
    def recent(self, author: Author) -> str:
        """The newest columns, with a link to all of them."""
        newest = Article.objects.filter(bylines__author=author).order_by("-published_at", "-id").distinct()[:RECENT]
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a> <span class="quiet">{}</span></li>',
            (
                (
                    reverse("admin:articles_article_change", args=[article.pk]),
                    article.headline,
                    wording.state(article)[1],
                )
                for article in newest
            ),
        )
        if not lines:
            return "none yet"
        every = f"{reverse('admin:articles_article_changelist')}?columnist={author.slug}"
        return format_html('<ul class="lines">{}</ul><a href="{}">All of them</a>', lines, every)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 Django's signature
        """Keep today's name among the names seen, and in the words of the columns that carry no printed one."""
        super().save_related(request, form, formsets, change)
        seen = AuthorName(author=form.instance, name=form.instance.name)
        seen.clean()
        AuthorName.objects.get_or_create(author=form.instance, name=seen.name, defaults={"key": seen.key})
        if change and "name" in form.changed_data:
            search.index(Article.objects.filter(bylines__author=form.instance, bylines__name_as_printed="").distinct())


@admin.register(User)
class DeskUserAdmin(DeskAdmin, UserAdmin):
    """Who signs in."""

    heading = "People who sign in"
