"""A loading at work: one more step, how far it is, pause, go on, cancel."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.importing import control, pace, services, stepping
from articles.importing.models import ImportRun
from articles.importing.views.access import LoaderView

STEP = 4.0  # seconds that a page waits for one step


class WorkView(LoaderView):
    """How far a run is (GET), and what is to become of it (POST): a step, pause, go on, cancel."""

    rights = ("importing.add_importrun",)

    def get(self, request: HttpRequest, run: int) -> JsonResponse:
        """Return how far it is, for the page that shows it."""
        return JsonResponse(told(get_object_or_404(ImportRun, pk=run)))

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        """Do what was pressed; a script gets how far the run is then, a page is shown anew."""
        found = get_object_or_404(ImportRun, pk=run)
        deed = DEEDS.get(request.POST.get("do", ""))
        if deed is None:
            raise Http404
        try:
            deed(found)
        except (OperationalError, InterfaceError, OSError) as error:  # the disk is full, or the database has gone
            why = str(error).strip().rstrip(".")
            messages.error(request, f"It stopped: {why}. Once that is mended, “Go on” goes on with the rest.")
        found.refresh_from_db()
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse(told(found))
        return HttpResponseRedirect(reverse("importing:run", args=[run]))


def told(run: ImportRun) -> dict[str, Any]:
    """Return how far a run is, as JSON: `is_over` when the page should be loaded anew."""
    now = pace.of(run)
    return {
        "status": run.status,
        "is_over": not now.is_open,
        "is_at_work": control.is_at_work(run),
        "done": now.done,
        "total": now.total,
        "words": now.words,
        "counts": now.counts_in_words,
    }


def _step(run: ImportRun) -> None:
    if run.status == ImportRun.Status.RUNNING:
        stepping.go_on(run, seconds=STEP)


def _go_on(run: ImportRun) -> None:
    services.go_on(run)
    if not settings.LOADING_IN_BACKGROUND:
        stepping.go_on(run, seconds=STEP)


DEEDS = {
    "step": _step,
    "go_on": _go_on,
    "pause": lambda run: control.ask(run, ImportRun.Wish.PAUSE),
    "cancel": services.cancel,
}
