"""What is wrong with the held documents, group by group, and the lesson that mends a group; the lessons there are."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from articles.importing import people
from articles.importing.documents import LessonKind
from articles.importing.models import ImportRun, StagedDocument, TaughtLesson
from articles.importing.readers.taught import in_words
from articles.importing.teaching import asking, groups, mending, previewing, proposing
from articles.importing.teaching.lessons import as_lesson
from articles.importing.teaching.marking import DATE_PARTS
from articles.importing.views import going_on
from articles.importing.views.access import LoaderView
from articles.importing.views.numbers import number_in

A_PAGE = 50


class FaultsView(LoaderView):
    """The held documents of a run, or of all runs, by what is wrong with them."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int | None = None) -> HttpResponse:
        """Show the groups, the biggest first."""
        found = get_object_or_404(ImportRun, pk=run) if run else None
        every = groups.groups(found)
        context = {
            "title": "What is wrong",
            "run": found,
            "groups": every,
            "held": sum(group.number for group in every),
            "lessons": TaughtLesson.objects.filter(is_active=True).count(),
        }
        return self.page("importing/teaching/faults.html", context)


class FaultView(LoaderView):
    """One group: an editor says how its lines are to be read, sees what that does, and has it done."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest, run: int | None = None) -> HttpResponse:
        """Show the group with its examples and what its lines may mean."""
        return self._show(self._run(run))

    def post(self, request: HttpRequest, run: int | None = None) -> HttpResponse:
        """Show what the lesson does, or teach it."""
        found = self._run(run)
        fault, shape = _named(request.POST)
        members = groups.members(fault, shape, found)
        if request.POST.get("do") == going_on.TEACH:
            row = get_object_or_404(TaughtLesson, pk=number_in(request.POST, "lesson") or 0)
            return self._worked(mending.go_on(row, members, after=number_in(request.POST, "after") or 0), found)
        try:
            lesson = asking.lesson_of(request.POST, request.POST.get("said", ""), groups.lines(fault, shape, found))
            if request.POST.get("do") == "teach":
                return self._worked(mending.teach(lesson, members, user=self.user, run=found), found)
            effect = previewing.preview(lesson, members, found)
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return self._show(found, status=422)
        return self._show(found, effect=effect, lesson_words=in_words(lesson))

    def _worked(self, step: mending.Mended, run: ImportRun | None) -> HttpResponse:
        """Go on where documents are left, else say what came of it."""
        done = going_on.mending(step, self.request.POST)
        if done.left:
            group = groups.group(*_named(self.request.POST), run)
            return HttpResponseRedirect(f"{group.url}&{done.query}")
        words = f"Taught: {in_words(as_lesson(step.lesson))}. {done.mended:,} can go on"
        words += f", {done.still:,} still held" if done.still else ""
        messages.success(self.request, f"{words}. Later loadings follow it.")
        return HttpResponseRedirect(groups.address(run))

    @staticmethod
    def _run(run: int | None) -> ImportRun | None:
        return get_object_or_404(ImportRun, pk=run) if run else None

    def _show(self, run: ImportRun | None, *, status: int = 200, **more: Any) -> HttpResponse:
        asked = self.request.POST or self.request.GET
        fault, shape = _named(asked)
        group = groups.group(fault, shape, run)
        every = groups.groups(run)
        place = next((at for at, other in enumerate(every) if (other.fault, other.shape) == (fault, shape)), None)
        context = {
            "title": group.words,
            "run": run,
            "group": group,
            "next": every[place + 1] if place is not None and place + 1 < len(every) else None,
            "previous": every[place - 1] if place else None,
            "asked": asked,
            "ways": (asking.MARKED, asking.TYPED),
            "going": going_on.asked(self.request.GET),
            **(self._form(group) if group.examples and group.kinds else {}),
            **more,
        }
        return self.page("importing/teaching/fault.html", context, status=status)

    def _form(self, group: groups.Group) -> dict[str, Any]:
        """Return what the form of a lesson offers: proposals, the parts of the line, or who a name may mean."""
        asked = self.request.POST or self.request.GET
        example, kind = self._example(group), group.kinds[0]
        if asked.get("kind") in {each.value for each in LessonKind}:
            kind = LessonKind(asked["kind"])
        said = asked.get("said", "") or example.said
        form: dict[str, Any] = {"example": example, "kind": kind.value, "said": said, "parts": DATE_PARTS}
        if kind is LessonKind.AUTHOR_NAME:
            return {**form, "candidates": people.authors_for(group.shape)}
        if kind is LessonKind.SITE_RULE:
            address = example.staged.parsed.get("legacy_url", "")
            return {
                **form,
                "host": urlsplit(address).hostname or "",
                "fields": asking.SITE_FIELDS.items(),
                "likely": groups.SITE_FIELDS.get(group.fault, ""),
            }
        lines = groups.lines(group.fault, group.shape, group.run)
        proposals = (
            proposing.proposals(lines or [said], today=timezone.localdate()) if kind is LessonKind.DATE_PATTERN else []
        )
        reads = [proposal.reads for proposal in proposals]
        form["has_favourite"] = (
            reads.count(max(reads, default=0)) == 1
        )  # else nothing says which is meant: no choice is made
        return {**form, "tokens": asking.marked(asked, said), "proposals": proposals}

    def _example(self, group: groups.Group) -> groups.Example:
        """Return the example whose line is taught: the one that was pointed at, else the first."""
        asked = self.request.POST or self.request.GET
        line, document = number_in(asked, "line"), number_in(asked, "document")
        staged = StagedDocument.objects.filter(pk=document or 0).select_related("run", "source_file").first()
        return groups.example(staged, line) if staged and line else group.examples[0]


class LessonsView(LoaderView):
    """The lessons that were taught: where each was used, switched off and on, deleted."""

    rights = ("importing.change_stageddocument",)

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        rows = (
            TaughtLesson.objects.select_related("user", "run")
            .annotate(used=Count("uses"))
            .order_by("-is_active", "-pk")
        )
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
        shown = [(row, in_words(as_lesson(row))) for row in page]
        context = {"title": "Lessons", "page": page, "lessons": shown, "going": going_on.asked(request.GET)}
        return self.page("importing/teaching/lessons.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Switch one off or on, or delete it; documents that it was used in are read without it, in steps."""
        row = get_object_or_404(TaughtLesson, pk=number_in(request.POST, "lesson") or 0)
        words, deed = in_words(as_lesson(row)), request.POST.get("do")
        if deed == "on":
            TaughtLesson.objects.filter(pk=row.pk).update(is_active=True)
            messages.success(request, f"Switched on: {words}. Later loadings follow it.")
        elif deed in {"off", "delete"}:
            done, left = mending.forget(row, deletes=deed == "delete")
            done += number_in(request.POST, "mended") or 0
            if left:
                going = going_on.Going(lesson=row.pk, deed=deed, words="", mended=done, left=left)
                return HttpResponseRedirect(f"{reverse('importing:lessons')}?{going.query}")
            what = "Deleted" if deed == "delete" else "Switched off"
            messages.success(request, f"{what}: {words}. {_number(done)} read without it.")
        return HttpResponseRedirect(reverse("importing:lessons"))


def _named(asked: QueryDict) -> tuple[str, str]:
    """Return the fault and the shape that a request names; PostgreSQL takes no NUL in a question."""
    return asked.get("fault", "").replace("\0", ""), asked.get("shape", "").replace("\0", "")


def _number(count: int) -> str:
    return "1 undecided document was" if count == 1 else f"{count:,} undecided documents were"
