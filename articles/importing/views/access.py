"""Who may see the loader's screens, and the desk's frame around them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View

from articles.editing import permissions
from authors.models import User

ADD_ARTICLE, CHANGE_ARTICLE = "articles.add_article", "articles.change_article"
REFUSAL = "Loading and reviewing is the editors’ work: ask one of them to load it for you, or to give you the right."
NOT_YOURS = "This changes columns that are on the site, which is the editors’ work: ask one of them to do it."


class LoaderView(View):
    """A screen of the loader: a stranger is sent to sign in, staff without all of `rights` are refused."""

    rights: ClassVar[tuple[str, ...]] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let nobody in who may not."""
        user = request.user
        if not (user.is_active and user.is_staff):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not user.has_perms(self.rights):
            raise PermissionDenied(REFUSAL)
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who sits at the desk."""
        return self.request.user  # type: ignore[return-value] # `dispatch` lets no stranger in

    @property
    def may(self) -> dict[str, bool]:
        """What the user may decide."""
        accept, on_site = self.user.has_perm(ADD_ARTICLE), permissions.may_publish(self.user)
        return {
            "accept": accept,
            "publish": accept and on_site,
            "change": on_site and self.user.has_perm(CHANGE_ARTICLE),
            "undo": self.user.has_perm("importing.change_importrun"),
            "load": self.user.has_perm("importing.add_importrun"),
        }

    def ask_to_change(self) -> None:
        """PermissionDenied for somebody who may not change columns that are on the site."""
        if not self.may["change"]:
            raise PermissionDenied(NOT_YOURS)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """Return a page in the frame of the desk."""
        frame = admin.site.each_context(self.request)
        return TemplateResponse(self.request, template, {**frame, "may": self.may, **context}, status=status)
