"""A run: the list of its documents, decisions on many at once, and its report."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from articles.importing import listing, pace, reporting
from articles.importing.forms import BulkForm
from articles.importing.in_bulk import Bulk, Said
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.views.access import LoaderView
from articles.importing.views.streaming import lines, wants_lines

A_PAGE = 50
TABLE = "table"
SAID = "loader_said"


class RunView(LoaderView):
    """Review a run: what needs an editor at the top."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        """Show a page of the list."""
        self._tell()
        return self._show(get_object_or_404(ImportRun.objects.select_related("user"), pk=run))

    def post(self, request: HttpRequest, run: int) -> HttpResponseBase:
        """Do one thing with all that were chosen; each that can't be done is reported in its own sentence."""
        ids = list(listing.listed(get_object_or_404(ImportRun, pk=run), self._state).values_list("pk", flat=True))
        form = BulkForm(request.POST)
        form.is_valid()
        ticked = set(request.POST.getlist("chosen"))
        chosen = [pk for pk in ids if form.cleaned_data["every"] or str(pk) in ticked]
        bulk = Bulk(user=self.user, deed=request.POST.get("do", ""), tags=form.cleaned_data.get("tags", ()))
        if refusal := self._refusal(form, bulk, chosen):
            bulk.said.append(Said(level=messages.WARNING, text=refusal))
            chosen = []
        work = self._progress(bulk, chosen)
        if wants_lines(request):
            return lines(work)
        for _ in work:
            pass
        return HttpResponseRedirect(request.get_full_path())

    def _refusal(self, form: BulkForm, bulk: Bulk, chosen: Sequence[int]) -> str:
        if not form.is_valid():
            return " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
        try:
            refusal = bulk.refusal(self.may)
        except PermissionError as error:
            raise PermissionDenied from error
        return refusal or ("" if chosen else "Nothing was chosen: tick the documents first.")

    def _progress(self, bulk: Bulk, chosen: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Yield how far it has come; what is to be said waits in the session, as no cookie can follow a long answer."""
        if chosen:
            for done in bulk.work(chosen):
                yield {"done": done, "of": len(chosen)}
        self.request.session[SAID] = [said.plain() for said in bulk.said]
        self.request.session.save()
        yield {"next": self.request.get_full_path()}

    @property
    def _state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in {key for key, _ in listing.FILTERS} else ""

    def _tell(self) -> None:
        for said in self.request.session.pop(SAID, []):
            messages.add_message(self.request, said["level"], Said(**said).html())

    def _show(self, run: ImportRun) -> HttpResponse:
        ids = listing.listed(run, self._state).values_list("pk", flat=True)
        filters = listing.counted(run)
        page = Paginator(ids, A_PAGE).get_page(self.request.GET.get("page"))
        shown = listing.rows(list(page))
        context: dict[str, Any] = {
            "title": f"Loading {run.pk}",
            "run": run,
            "pace": pace.of(run),
            "is_undone": run.status == ImportRun.Status.UNDONE,
            "state": self._state,
            "filters": filters,
            "open": next(number for key, _, number in filters if key == "open"),
            "page": page,
            "rows": shown,
            "repeats": listing.repeats(run),
            "elsewhere": listing.known_elsewhere(run, filters[0][2]),
            "form": BulkForm(),
            "table": next(
                (row.staged for row in shown if row.staged.format == "table" and row.staged.source_file_id), None
            ),
            "first": next((row.staged for row in shown if row.staged.state in listing.OPEN), None),
        }
        return self.page("importing/run.html", context)


def is_of_table(staged: StagedDocument) -> bool:
    """Whether a document is a row of a table whose columns can be looked at."""
    return staged.format == TABLE and staged.source_file_id is not None


class ReportView(LoaderView):
    """What became of each document (`?only=stopped`: of those held or not readable), as a table to keep."""

    rights = ("importing.view_stageddocument",)

    def get(self, request: HttpRequest, run: int) -> StreamingHttpResponse:
        """Answer with CSV, line by line."""
        found = get_object_or_404(ImportRun, pk=run)
        stopped = request.GET.get("only") == "stopped"
        lines_of = reporting.report(found, stopped=stopped)
        response = StreamingHttpResponse(lines_of, content_type="text/csv; charset=utf-8")
        name = f"loading-{found.pk}{'-held' if stopped else ''}"
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
