"""Undo: what will be taken back is said before it is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.importing import services, undo_words
from articles.importing.models import ImportRun
from articles.importing.views.access import LoaderView


class UndoView(LoaderView):
    """Ask, then take a run back."""

    rights = ("importing.change_importrun",)

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        """Say what will go, and which columns were edited since."""
        found = get_object_or_404(ImportRun, pk=run)
        context = {
            "title": "Undo a loading",
            "run": found,
            "made": undo_words.made_by(found),
            "touched": services.touched_since(found),
            "is_undone": found.status == ImportRun.Status.UNDONE and not found.kept_at_undo,
        }
        return self.page("importing/undo.html", context)

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        """Take it back; columns that were edited since are kept unless told otherwise."""
        found = get_object_or_404(ImportRun, pk=run)
        try:
            kept = services.undo(found, user=self.user, force=request.POST.get("edited") == "take")
        except services.NotUndoableError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, undo_words.undone_in_words(found, kept))
        return HttpResponseRedirect(reverse("importing:run", args=[found.pk]))
