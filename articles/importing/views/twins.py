"""Documents that are nearly the same as a column here: in a list, and each side by side with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.editing.fields import is_id
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.services import NotAcceptableError
from articles.importing.twins import deciding, pairs
from articles.importing.views.access import LoaderView

A_PAGE = 50
MOST_SENTENCES = 5


class TwinsView(LoaderView):
    """The near-duplicates that nobody has decided on, of one run or of all."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int | None = None) -> HttpResponse:
        """List them, the likest first."""
        found = get_object_or_404(ImportRun, pk=run) if run else None
        page = Paginator(pairs.undecided(found), A_PAGE).get_page(request.GET.get("page"))
        shown = [pairs.pair(staged) for staged in page]
        context = {"title": "Nearly the same", "run": found, "page": page, "pairs": shown, "answers": deciding.WORDS}
        return self.page("importing/twins/list.html", context)

    def post(self, request: HttpRequest, run: int | None = None) -> HttpResponse:
        """Give one answer for all that are ticked; each that can't have it is named with its reason."""
        found = get_object_or_404(ImportRun, pk=run) if run else None
        ids = [pk for pk in request.POST.getlist("chosen") if is_id(pk)]
        chosen = list(pairs.undecided(found).filter(pk__in=ids)[:A_PAGE])
        if not chosen:
            messages.warning(request, "Nothing was chosen: tick the documents first.")
        done, refused = 0, []
        for staged in chosen:
            try:
                decide(self, staged, request.POST.get("do", ""))
                done += 1
            except NotAcceptableError as refusal:
                refused.append(str(refusal))
        if done:
            messages.success(request, f"{done} decided.")
        for sentence in refused[:MOST_SENTENCES]:
            messages.error(request, sentence)
        return HttpResponseRedirect(request.path)


class TwinView(LoaderView):
    """One document beside what it is like, with the words that differ."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int, document: int) -> HttpResponse:
        """Show both."""
        staged = get_object_or_404(StagedDocument.objects.select_related("run"), run=run, pk=document)
        queue = pairs.undecided(staged.run)
        before = queue.filter(Q(likeness__gt=staged.likeness or 0) | Q(likeness=staged.likeness or 0, pk__lt=staged.pk))
        behind = queue.filter(Q(likeness__lt=staged.likeness or 0) | Q(likeness=staged.likeness or 0, pk__gt=staged.pk))
        context = {
            "title": staged.headline or staged.source,
            "run": staged.run,
            "pair": pairs.pair(staged),
            "is_open": staged.likeness is not None and staged.state in pairs.OPEN,
            "previous": before.last(),
            "next": behind.first(),
            "left": queue.count(),
            "publishes": publishes(staged) and self.may["publish"],
        }
        return self.page("importing/twins/pair.html", context)

    def post(self, request: HttpRequest, run: int, document: int) -> HttpResponse:
        """Take the answer and go on to the next."""
        staged = get_object_or_404(StagedDocument.objects.select_related("run"), run=run, pk=document)
        following = pairs.undecided(staged.run).exclude(pk=staged.pk).first()
        try:
            messages.success(request, decide(self, staged, request.POST.get("do", "")))
        except NotAcceptableError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)
        if following is not None:
            return HttpResponseRedirect(reverse("importing:twin", args=[following.run_id, following.pk]))
        return HttpResponseRedirect(reverse("importing:run", args=[staged.run_id]))


def publishes(staged: StagedDocument) -> bool:
    """Whether the loading that brought a document publishes what needs no editor."""
    return bool(staged.run.options.get("publish"))


def decide(view: LoaderView, staged: StagedDocument, deed: str) -> str:
    """Take one answer as the user may: making a column needs the right to accept."""
    if deed != deciding.OUT and not view.may["accept"]:
        raise PermissionDenied
    if deed == deciding.VERSION:
        view.ask_to_change()
    publish = publishes(staged) and view.may["publish"]
    return deciding.decide(staged, deed, user=view.user, publish=publish)
