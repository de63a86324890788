"""One document: its source on the left, what was understood on the right, and one decision on it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from js_asset import Media

from articles.importing import deciding, drawing, listing, screens
from articles.importing.forms import DocumentForm, state_of
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.services import NotAcceptableError
from articles.importing.views.access import LoaderView
from articles.models import Series

State = StagedDocument.State
MOST_SERIES = 300


class DocumentView(LoaderView):
    """Review one document and decide on it; what stands in the form is saved with the decision."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int, document: int) -> HttpResponse:
        """Show it."""
        return self._show(screens.Screen(self._document(run, document)))

    @transaction.atomic
    def post(self, request: HttpRequest, run: int, document: int) -> HttpResponse:
        """Save what was typed and do what was asked, one editor after the other."""
        get_object_or_404(StagedDocument.objects.select_for_update(), run=run, pk=document)
        staged = self._document(run, document)
        if settled := deciding.settled(staged):
            messages.warning(request, settled)
            return self._next(staged)
        screen = screens.Screen(staged)
        if screen.view.values is None:
            return self._decide(deciding.Desk(staged=staged, form=None, user=self.user, may=self.may))
        form = self._form(screen, request.POST)
        if not form.is_valid():
            return self._show(screen, form, status=422)
        if form.cleaned_data["seen"] != state_of(staged):
            form.add_error(None, deciding.overtaken(staged))
            return self._show(screen, form, status=409)
        return self._decide(deciding.Desk(staged=staged, form=form, user=self.user, may=self.may), screen)

    def _decide(self, desk: deciding.Desk, screen: screens.Screen | None = None) -> HttpResponse:
        try:
            desk.save()
        except (NotAcceptableError, ValueError) as refusal:
            if screen is None or desk.form is None:
                messages.error(self.request, str(refusal))
                return HttpResponseRedirect(self.request.path)
            desk.form.add_error(None, str(refusal))
            return self._show(screen, desk.form, status=422)
        try:
            done = desk.do(self.request.POST.get("do", "save"))
        except (NotAcceptableError, ValueError) as refusal:
            messages.error(self.request, str(refusal))
            return HttpResponseRedirect(self.request.path)
        return self._answer(desk.staged, done)

    def _answer(self, staged: StagedDocument, done: deciding.Done) -> HttpResponse:
        if done.sentence:
            messages.success(self.request, done.sentence)
        if done.goes_to:
            return HttpResponseRedirect(done.goes_to)
        return self._next(staged) if done.is_decision else HttpResponseRedirect(self.request.path + done.anchor)

    def _next(self, staged: StagedDocument) -> HttpResponse:
        following = screens.next_undecided(staged)
        if following is not None:
            return HttpResponseRedirect(screens.address(following))
        return HttpResponseRedirect(reverse("importing:run", args=[staged.run_id]))

    def _document(self, run: int, document: int) -> StagedDocument:
        found = StagedDocument.objects.select_related("run", "source_file", "article", "decided_by")
        return get_object_or_404(found, run=run, pk=document)

    def _form(self, screen: screens.Screen, data: Any = None) -> DocumentForm:
        assert screen.view.values is not None  # noqa: S101 the callers have looked
        return DocumentForm(data, staged=screen.staged, values=screen.view.values, people=screen.view.people)

    def _show(self, screen: screens.Screen, form: DocumentForm | None = None, *, status: int = 200) -> HttpResponse:
        staged = screen.staged
        is_undone = staged.run.status == ImportRun.Status.UNDONE
        context: dict[str, Any] = {
            "title": staged.headline or staged.source,
            "staged": staged,
            "run": staged.run,
            "screen": screen,
            "state": listing.state_in_words(staged),
            "is_settled": bool(deciding.settled(staged)),
            "is_undone": is_undone,
            "has_next": screens.next_undecided(staged) is not None,
        }
        if screen.view.values is not None:
            form = form or self._form(screen)
            context |= {
                "form": form,
                "media": Media.from_media(form.media, nonce=self.request.csp_nonce),  # type: ignore[attr-defined] # of django-csp
                "page": drawing.Fields(screen, form),
                "every_series": Series.objects.order_by("name").values_list("name", flat=True)[:MOST_SERIES],
            }
        return self.page("importing/document.html", context, status=status)


class SourceView(LoaderView):
    """The bytes as they came, to keep or to look at with another program."""

    rights = ("importing.view_stageddocument",)

    def get(self, request: HttpRequest, run: int, document: int) -> HttpResponse:
        """Answer with the file; a browser is never asked to show it."""
        found = StagedDocument.objects.select_related("source_file")
        staged = get_object_or_404(found, run=run, pk=document)
        if staged.source_file is None:
            raise Http404("The bytes of this file were refused, so they are not kept.")
        response = HttpResponse(staged.source_file.raw, content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="document-{staged.pk}.bin"'
        return response
