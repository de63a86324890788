"""Pictures that editors and loadings brought, where no nginx stands before us: shown as what they are, and never run.

Only kinds of pictures have an address at all. A browser neither guesses another kind nor runs anything that hides in
one; a file named after its content may be kept for ever.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

KINDS: Mapping[str, str] = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif",
}  # fmt: skip
HOUR, YEAR = 3600, 365 * 24 * 3600
_NAMED_BY_CONTENT = re.compile(r"[0-9a-f]{64}\.\w+$")


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """Show a picture; what is none is not found."""
    kind = KINDS.get(path.rpartition(".")[2].lower())
    if kind is None:
        raise Http404("Only pictures have an address here.")
    try:
        with default_storage.open(path) as file:
            content = file.read()
        modified = default_storage.get_modified_time(path)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404("There is no such picture.") from error
    response = HttpResponse(content, content_type=kind)
    response.headers["Last-Modified"] = http_date(modified.timestamp())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if _NAMED_BY_CONTENT.search(path):
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=HOUR)
    return response
