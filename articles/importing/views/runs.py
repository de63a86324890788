"""A run: the list of its documents, decisions on many at once, and its report."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.importing import listing
from articles.importing.forms import BulkForm
from articles.importing.in_bulk import Bulk, Said
from articles.importing.models import ImportRun
from articles.importing.views.access import LoaderView
from articles.importing.views.streaming import lines, wants_lines

A_PAGE = 50
A_BATCH = 100
SAID = "loader_said"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
            "is_undone": run.status == ImportRun.Status.UNDONE,
            "state": self._state,
            "filters": filters,
            "open": next(number for key, _, number in filters if key == "open"),
            "page": page,
            "rows": shown,
            "repeats": listing.repeats(run),
            "elsewhere": listing.known_elsewhere(run, filters[0][2]),
            "form": BulkForm(),
            "first": next((row.staged for row in shown if row.staged.state in listing.OPEN), None),
        }
        return self.page("importing/run.html", context)


class ReportView(LoaderView):
    """What became of each document, as a table to keep: a line for each warning."""

    rights = ("importing.view_stageddocument",)

    def get(self, request: HttpRequest, run: int) -> StreamingHttpResponse:
        """Answer with CSV, line by line."""
        found = get_object_or_404(ImportRun, pk=run)
        response = StreamingHttpResponse(report(found), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="loading-{found.pk}.csv"'
        return response


class Echo:
    """A file that gives back what is written to it, for `csv` to write a line at a time."""

    def write(self, value: str) -> str:
        """Return the line."""
        return value


def report(run: ImportRun) -> Iterator[str]:
    """Yield the lines of a run's report."""
    writer = csv.writer(Echo())
    heads = ("source", "outcome", "state", "headline", "by", "posted", "column", "line", "code", "severity", "message")
    yield "\ufeff" + writer.writerow(heads)
    for ids in batches(list(run.documents.order_by("position").values_list("pk", flat=True))):
        for row in listing.rows(ids):
            yield from (writer.writerow([harmless(cell) for cell in cells]) for cells in report_cells(row))
    for known in listing.repeats(run):
        article = known["article"]
        cells = (known["source"], known["outcome"], "", str(article or ""), "", "", address_of(article), "", "", "", "")
        yield writer.writerow([harmless(cell) for cell in cells])


def report_cells(row: listing.Row) -> Iterator[tuple[Any, ...]]:
    """Yield a line for each warning of a document, and one where it has none."""
    staged = row.staged
    known = (staged.source, staged.outcome, row.state[1], staged.headline, row.authors, row.posted)
    begin = (*known, address_of(staged.article))
    for notice in row.notices:
        yield (*begin, notice.line or "", notice.code, notice.severity.value, notice.message)
    if not row.notices:
        yield (*begin, "", "", "", "")


def address_of(article: Any) -> str:
    """Return where a column is edited."""
    return reverse("admin:articles_article_change", args=[article.pk]) if article else ""


def harmless(cell: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids in parts that fit into one query."""
    for start in range(0, len(ids), A_BATCH):
        yield ids[start : start + A_BATCH]
