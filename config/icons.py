"""The icon at the address where browsers look for one unasked: beside a feed or a text, which name none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

MAX_AGE = 24 * 3600


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon."""
    response = redirect(static("img/favicon.svg"))
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
