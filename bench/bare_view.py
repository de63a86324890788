"""A bare Django view that answers 204, to measure the beacon against: gunicorn's `bench.bare_view:application`.

Settings are the site's; with BARE_MIDDLEWARE=off none of its middleware runs.
"""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
settings.ROOT_URLCONF = __name__
if os.environ.get("BARE_MIDDLEWARE") == "off":
    settings.MIDDLEWARE = []


@csrf_exempt
def bare(_request: HttpRequest) -> HttpResponse:
    """Answer and do nothing."""
    return HttpResponse(status=204)


application = get_wsgi_application()
urlpatterns = [path("bare/", bare), path("", include("config.urls"))]
