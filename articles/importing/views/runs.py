"""A run: the list of its documents, decisions on many at once, and its report."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from articles.importing import screens, services
from articles.importing.forms import BulkForm
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.views.access import LoaderView

A_PAGE = 50
AT_ONCE = 500  # documents that one request works on: some seconds
MOST_SENTENCES = 30
PART = 50  # documents that are accepted before what is derived from them is made
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class RunView(LoaderView):
    """Review a run: what needs an editor at the top."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        """Show a page of the list."""
        return self._show(get_object_or_404(ImportRun.objects.select_related("user"), pk=run))

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        """Do one thing with all that were chosen; each that can't be done is reported in its own sentence."""
        ids = list(screens.listed(get_object_or_404(ImportRun, pk=run), self._state).values_list("pk", flat=True))
        form = BulkForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(sentence) for errors in form.errors.values() for sentence in errors))
            return self._back()
        ticked = set(request.POST.getlist("chosen"))
        chosen = [pk for pk in ids if form.cleaned_data["every"] or str(pk) in ticked]
        if not chosen:
            messages.warning(request, "Nothing was chosen: tick the documents first.")
            return self._back()
        self._do(request.POST.get("do", ""), chosen[:AT_ONCE], form.cleaned_data["tags"])
        if len(chosen) > AT_ONCE:
            messages.warning(request, f"{len(chosen) - AT_ONCE:,} were not reached yet: press the same button again.")
        return self._back()

    def _do(self, deed: str, chosen: Sequence[int], tags: list[str]) -> None:
        deeds: dict[str, Callable[[Iterable[list[StagedDocument]]], None]] = {
            "tags": lambda parts: self._tag(parts, tags),
            "draft": lambda parts: self._accept(parts, publish=False),
            "publish": lambda parts: self._accept(parts, publish=True),
            "leave_out": self._leave_out,
        }
        if deed not in deeds:
            messages.warning(self.request, "Nothing was done: choose what to do with them.")
            return
        deeds[deed](in_parts(chosen))

    def _tag(self, parts: Iterable[list[StagedDocument]], tags: list[str]) -> None:
        if not tags:
            messages.warning(self.request, "No tag was given.")
            return
        number = sum(services.set_tags(part, tags, add=True) for part in parts)
        messages.success(self.request, f"{', '.join(tags)}: added to {counted(number)}.")

    def _accept(self, parts: Iterable[list[StagedDocument]], *, publish: bool) -> None:
        if not self.may["publish" if publish else "accept"]:
            raise PermissionDenied
        number = 0
        failures: list[services.Failure] = []
        for part in parts:
            made, refused = services.accept_many(part, user=self.user, publish=publish)
            number, failures = number + len(made), failures + refused
        if number:
            became = "on the site" if publish else ("drafts" if number > 1 else "a draft")
            messages.success(self.request, f"{counted(number)} accepted, now {became}.")
        self._report(failures)

    def _leave_out(self, parts: Iterable[list[StagedDocument]]) -> None:
        number = 0
        failures: list[services.Failure] = []
        for staged in (staged for part in parts for staged in part):
            try:
                services.reject(staged, user=self.user)
                number += 1
            except services.NotAcceptableError as refusal:
                failures.append(services.Failure(staged, str(refusal)))
        messages.success(self.request, f"{counted(number)} left out. What was read stays here.")
        self._report(failures)

    def _report(self, failures: list[services.Failure]) -> None:
        for failure in failures[:MOST_SENTENCES]:
            link = screens.address(failure.staged)
            sentence = format_html('<a href="{}">{}</a>: {}', link, failure.staged, failure.message)
            messages.error(self.request, sentence)
        if len(failures) > MOST_SENTENCES:
            messages.error(self.request, f"And {len(failures) - MOST_SENTENCES} more, which are still to be decided.")

    @property
    def _state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in {key for key, _ in screens.FILTERS} else ""

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(self.request.get_full_path())

    def _show(self, run: ImportRun) -> HttpResponse:
        ids = screens.listed(run, self._state).values_list("pk", flat=True)
        filters = screens.counted(run)
        page = Paginator(ids, A_PAGE).get_page(self.request.GET.get("page"))
        shown = screens.rows(list(page))
        context: dict[str, Any] = {
            "title": f"Loading {run.pk}",
            "run": run,
            "is_undone": run.status == ImportRun.Status.UNDONE,
            "state": self._state,
            "filters": filters,
            "open": next(number for key, _, number in filters if key == "open"),
            "page": page,
            "rows": shown,
            "repeats": screens.repeats(run),
            "elsewhere": screens.known_elsewhere(run, filters[0][2]),
            "form": BulkForm(),
            "first": next((row.staged for row in shown if row.staged.state in screens.OPEN), None),
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
        for row in screens.rows(ids):
            yield from (writer.writerow([harmless(cell) for cell in cells]) for cells in report_cells(row))
    for known in screens.repeats(run):
        article = known["article"]
        cells = (known["source"], known["outcome"], "", str(article or ""), "", "", address_of(article), "", "", "", "")
        yield writer.writerow([harmless(cell) for cell in cells])


def report_cells(row: screens.Row) -> Iterator[tuple[Any, ...]]:
    """Yield a line for each warning of a document, and one where it has none."""
    staged = row.staged
    begin = (staged.source, staged.outcome, row.state[1], staged.headline, row.authors, row.posted)
    begin = (*begin, address_of(staged.article))
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
    for start in range(0, len(ids), PART):
        yield ids[start : start + PART]


def in_parts(ids: Sequence[int]) -> Iterator[list[StagedDocument]]:
    """Yield the documents part by part, in the order given."""
    for part in batches(ids):
        found = StagedDocument.objects.select_related("run", "source_file").in_bulk(part)
        yield [found[pk] for pk in part if pk in found]


def counted(number: int) -> str:
    """Return how many documents, in words."""
    return "1 document" if number == 1 else f"{number} documents"
