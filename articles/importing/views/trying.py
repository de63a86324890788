"""A dry run in the desk: what would be made or changed, document by document. Nothing is written, nothing is kept."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from articles.importing import services, trying
from articles.importing.models import StagedDocument
from articles.importing.steps import Step
from articles.importing.views.loading import UploadView
from articles.importing.words_for_tags import Words

MOST = 500  # documents that are told in full


@method_decorator(csrf_exempt, name="dispatch")  # checked in `post`, once the request is known to be readable
class TryView(UploadView):
    """Show what loading these files would do."""

    def take(self, request: HttpRequest, form: Any, files: list[Any]) -> HttpResponse:
        """Read what was sent and say what would become of it."""
        text, tags = form.cleaned_data["text"], form.cleaned_data["tags"]
        return self.page("importing/try.html", report(services.try_each(files=files, text=text, tags=tags)))


def report(steps: Iterable[Step]) -> dict[str, Any]:
    """Return what the page shows: all counted, the first of them told in full."""
    counts: Counter[str] = Counter()

    def counted() -> Iterable[Step]:
        for step in steps:
            counts[str(step.outcome)] += 1
            yield step

    found, words = iter(counted()), Words()
    told = [trying.tell(step, words) for step in islice(found, MOST)]
    left = sum(1 for _ in found)
    labels = dict(StagedDocument.Outcome.choices)
    numbers = [(name, labels[name], counts[name]) for name in StagedDocument.Outcome.values if counts[name]]
    return {"title": "Try a loading", "told": told, "left": left, "counts": numbers, "total": sum(counts.values())}
