"""The tags of a whole loading: what the labels of its source become, and suggested tags above a confidence."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from articles.editing.models import LearntTags
from articles.importing import labels, suggesting
from articles.importing.models import ImportRun
from articles.importing.views.access import LoaderView

LEVELS = (95, 90, 80, 70, 50)
MOST = 500


class LabelsView(LoaderView):
    """Labels of this source, and suggested tags for all of its documents."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int) -> HttpResponse:
        """Show the labels; with `sure`, what suggestions would be given."""
        return self._show(get_object_or_404(ImportRun, pk=run))

    def post(self, request: HttpRequest, run: int) -> HttpResponse:
        """Teach what labels become, or give suggested tags."""
        found = get_object_or_404(ImportRun, pk=run)
        try:
            if found.status == ImportRun.Status.UNDONE:
                messages.error(request, "This loading was undone; load the file again.")
            elif request.POST.get("do") == "give":
                self._give(found)
            else:
                self._relabel(found)
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return self._show(found, status=422)
        return HttpResponseRedirect(request.path)

    def _give(self, run: ImportRun) -> None:
        self.ask_to_change()
        documents, columns = suggesting.give(run, least=self._level / 100, user=self.user)
        messages.success(
            self.request,
            f"Suggested tags were given to {_number(documents, 'document')} still to decide and to "
            f"{_number(columns, 'column')} made of this loading. Undoing the loading takes them back.",
        )

    def _relabel(self, run: ImportRun) -> None:
        changed, documents = labels.relabel(run, self._typed, user=self.user)
        messages.success(
            self.request,
            f"{_number(changed, 'label')} changed, and the tags of {_number(documents, 'document')} with "
            f"{'it' if changed == 1 else 'them'}. Later loadings follow.",
        )

    @property
    def _typed(self) -> dict[str, str]:
        fields = [name for name in self.request.POST if name.startswith("tag:")]
        return {name: self.request.POST.get(name, "").replace("\0", "") for name in fields}

    @property
    def _level(self) -> int:
        asked = (self.request.POST if self.request.method == "POST" else self.request.GET).get("sure", "")
        return next((level for level in LEVELS if str(level) == asked), LEVELS[1])

    def _show(self, run: ImportRun, *, status: int = 200) -> HttpResponse:
        learnt, typed = LearntTags.objects.first(), self._typed
        every = [replace(label, becomes=typed.get(label.field, label.becomes)) for label in labels.labels(run)]
        context: dict[str, Any] = {
            "title": f"Tags of loading {run.pk}",
            "run": run,
            "is_undone": run.status == ImportRun.Status.UNDONE,
            "labels": every[:MOST],
            "more": max(0, len(every) - MOST),
            "levels": LEVELS,
            "level": self._level,
            "learnt": learnt,
            "right": _right(learnt, self._level),
        }
        if "sure" in self.request.GET:
            context["outlook"] = suggesting.outlook(run, least=self._level / 100)
        return self.page("importing/labels.html", context, status=status)


def _right(learnt: LearntTags | None, level: int) -> int | None:
    """Return how many in a hundred suggestions above a level were right on the archive's own columns held out."""
    share = learnt.figures.get(f"right_above_{level / 100}") if learnt else None
    return round(share * 100) if share else None


def _number(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"
