"""What each column of a loaded table becomes: shown as it was guessed, changed by an editor, tried, and taught."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.editing.fields import is_id
from articles.importing import column_mapping
from articles.importing.column_mapping import NotReadableAgainError, Taught
from articles.importing.documents import UnreadableError
from articles.importing.models import ImportRun, SourceFile
from articles.importing.readers.tables.reading import Understood
from articles.importing.readers.tables.vocabulary import FIELDS
from articles.importing.views.access import LoaderView


class MappingView(LoaderView):
    """The columns of one table of a run's file."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int, file: int) -> HttpResponse:
        """Show what the columns become."""
        self._load(run, file)
        return self._show()

    def post(self, request: HttpRequest, run: int, file: int) -> HttpResponse:
        """Show the first rows by what an editor says, keep it and read the file again, or go back to the guess."""
        self._load(run, file)
        try:
            if request.POST.get("do") == "forget":
                return self._done(column_mapping.forget(self.run, self.file, self.name, self.found), "Forgotten.")
            fields = column_mapping.chosen(self.found, request.POST)
            proposed = column_mapping.lessons_of(self.found, fields)
            if request.POST.get("do") == "teach":
                done = column_mapping.teach(self.run, self.file, self.name, proposed, user=self.user)
                return self._done(done, "Kept, for this table and for all with the same header.")
            again = column_mapping.tables(self.run, self.file, self.name, proposed)[self.place]
        except (ValueError, NotReadableAgainError) as refusal:
            messages.error(request, str(refusal))
            return self._show(request.POST, status=422)
        return self._show(request.POST, preview=column_mapping.preview(self.run, self.name, again))

    def _load(self, run: int, file: int) -> None:
        """Find the run, its file and the table that is meant; nothing of it that is not there is shown."""
        self.run = get_object_or_404(ImportRun, pk=run)
        self.files = column_mapping.files(self.run)
        self.name = next((each.name for each in self.files if each.file == file), "")
        if not self.name:
            raise Http404
        self.file = get_object_or_404(SourceFile, pk=file)
        try:
            self.tables = column_mapping.tables(self.run, self.file, self.name)
        except UnreadableError as error:
            raise Http404 from error
        asked = self.request.GET.get("table", "")
        self.place = min(int(asked) if is_id(asked) else 1, len(self.tables)) - 1
        self.found: Understood = self.tables[self.place]

    def _show(self, given: Mapping[str, str] | None = None, *, status: int = 200, **more: Any) -> HttpResponse:
        mapping = self.found.mapping
        wanted = {
            column.index: given[name]
            for column in mapping.columns
            if given and (name := column_mapping.control(column.index)) in given
        }
        columns = column_mapping.shown(self.found, wanted)
        context = {
            "title": f"Columns of {self.name}",
            "run": self.run,
            "name": self.name,
            "files": self.files,
            "file": self.file.pk,
            "sheets": [(number, each.table.label) for number, each in enumerate(self.tables, start=1)],
            "place": self.place + 1,
            "table": self.found.table,
            "columns": columns,
            "fields": FIELDS.items(),
            "is_taught": mapping.is_taught,
            "is_recognised": mapping.is_recognised,
            **more,
        }
        return self.page("importing/mapping.html", context, status=status)

    def _done(self, done: Taught, begin: str) -> HttpResponse:
        messages.success(self.request, f"{begin} {_in_words(done)}")
        return HttpResponseRedirect(reverse("importing:run", args=[self.run.pk]))


def _in_words(done: Taught) -> str:
    if done.is_later:
        return "This table is too long to be read again here: load the file once more, and it is read by that."
    said = [f"{done.again:,} document{'' if done.again == 1 else 's'} read again"]
    said += [f"{done.new:,} new"] if done.new else []
    said += [f"{done.settled:,} decided before and left as they are"] if done.settled else []
    return f"{', '.join(said)}."
