"""The beacon."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.readership import beacon
from articles.readership.buffer import waiting


@csrf_exempt
@require_POST
def reads(request: HttpRequest) -> HttpResponse:
    """Take a beacon: 204 whether or not it counts, 403 from another site, 400 without an article's id.

    Exempt from the CSRF token, which would need a cookie: the origin is checked instead.
    """
    if not beacon.is_same_origin(request):
        return _answer(403, "Only this site's own pages report reads.")
    sent = beacon.sent_in(request)
    if sent is None:
        return _answer(400, "Send article=<id>.")
    read = beacon.read_in(request, sent, at=timezone.now()) if beacon.is_reader(request) else None
    if read is not None:
        waiting.add(read)
    return _answer(204)


def _answer(status: int, sentence: str = "") -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})
