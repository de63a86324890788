"""An earlier loading read again: what would differ, document by document, and what an editor's ticks ask for."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.importing import rereads
from articles.importing.models import ImportRun
from articles.importing.rereads import Kind
from articles.importing.views.access import LoaderView

A_PAGE = 200  # documents that are read again for one page
MOST = 2000  # documents that one request applies


class RereadView(LoaderView):
    """Read a loading again: the differences first, then, if asked, as a loading of its own."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        """Say what would differ; nothing is written."""
        found = get_object_or_404(ImportRun.objects.exclude(status=ImportRun.Status.UNDONE), pk=run)
        page = Paginator(rereads.candidates(found), A_PAGE).get_page(request.GET.get("page"))
        every = list(rereads.compare(found, list(page)))
        context = {
            "title": f"Loading {found.pk}, read again",
            "run": found,
            "page": page,
            "rereads": [each for each in every if each.kind is not Kind.SAME],
            "looked_at": len(every),
            "is_too_many": page.paginator.count > MOST,
        }
        return self.page("importing/teaching/reread.html", context)

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        """Keep the new readings; where an editor changed something, only those that are ticked."""
        found = get_object_or_404(ImportRun.objects.exclude(status=ImportRun.Status.UNDONE), pk=run)
        if not (self.may["accept"] and self.may["load"]):
            raise PermissionDenied
        self.ask_to_change()
        if rereads.candidates(found).count() > MOST:
            messages.error(request, f"This is too much for the desk: use manage.py reread_run {found.pk} --apply.")
            return HttpResponseRedirect(request.path)
        take = frozenset(request.POST.getlist("take"))
        new, done = rereads.apply(found, user=self.user, via=ImportRun.Via.DESK, take=take)
        updated = sum(outcome == "updated" for _, outcome in done)
        messages.success(request, f"{updated} of {len(done)} taken over. Undoing this loading takes it back.")
        return HttpResponseRedirect(reverse("importing:run", args=[new.pk]))
