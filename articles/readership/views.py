"""The beacon."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.readership import beacon, counting, services

BEACON_BYTES = 1000
ID_DIGITS = 18


@csrf_exempt
@never_cache
@require_POST
def reads(request: HttpRequest) -> HttpResponse:
    """Take a beacon: 204 whether or not it counts, 403 from another site, 400 without an article's id.

    Exempt from the CSRF token, which would need a cookie: the origin is checked instead.
    """
    if not beacon.is_same_origin(request):
        return HttpResponse("Only this site's own pages report reads.", status=403, content_type="text/plain")
    article_id = _article_id(request)
    if article_id is None:
        return HttpResponse("Send article=<id>.", status=400, content_type="text/plain")
    moment = timezone.now()
    if counting.count_read(request, article_id, at=moment):
        services.refresh_counted_now_and_then(at=moment)
    return HttpResponse(status=204)


def _article_id(request: HttpRequest) -> int | None:
    # The server has checked that the header is a number; a body without one is not read.
    if int(request.META.get("CONTENT_LENGTH") or 0) > BEACON_BYTES:
        return None
    value = request.POST.get("article", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= ID_DIGITS else None
