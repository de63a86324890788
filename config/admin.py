"""The desk: Django's admin site, named for the paper, opening on what waits today."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.editing import today

# What stands in the bar: a label, the name of an address, and the right to see it ("" for everybody).
MENU = (
    ("Today", "admin:index", ""),
    ("Columns", "admin:articles_article_changelist", "articles.view_article"),
    ("Load", "importing:load", "importing.add_importrun"),
    ("Subjects", "admin:articles_tag_changelist", "articles.view_tag"),
    ("Columnists", "admin:authors_author_changelist", "authors.view_author"),
    ("Reads", "desk_reads:page", "readership.view_mostreadlist"),
    ("Most read", "admin:readership_mostreadlist_changelist", "readership.view_mostreadlist"),
)
# Pages of an entry that lie elsewhere.
BELOW = {"admin:articles_tag_changelist": ("/admin/desk/subjects/",)}


class DeskAdminSite(AdminSite):
    """The admin site of the opinion desk."""

    site_title = "Desk"
    site_header = settings.PAPER_NAME
    index_title = "Today"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the bar to what every page of the desk gets."""
        return {**super().each_context(request), "desk_menu": self.menu(request)}

    def menu(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return the entries of the bar that this user may use; the one of this page is marked."""
        entries = []
        for label, name, right in MENU:
            url = reverse(name)
            below = (url, *BELOW.get(name, ()))
            is_current = request.path == url if name == "admin:index" else request.path.startswith(below)
            if not right or request.user.has_perm(right):
                entries.append({"label": label, "url": url, "is_current": is_current})
        return entries

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Call each list what its page is headed."""
        apps = super().get_app_list(request, app_label)
        for entry in (model for app in apps for model in app["models"]):
            entry["name"] = getattr(self._registry[entry["model"]], "heading", "") or entry["name"]
        return apps

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits, what is under way and what has just appeared."""
        context = {"sections": today.sections(request), "next_steps": today.next_steps(request)}
        return super().index(request, {**context, **(extra_context or {})})
