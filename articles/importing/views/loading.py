"""The first screen: files, a zip or pasted text go in; below it, what was loaded before."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.importing import review, services, takes
from articles.importing.forms import UploadForm
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.steps import Step
from articles.importing.views.access import LoaderView
from articles.importing.views.streaming import lines, wants_lines

EARLIER = 30
WITHIN_REQUEST = 8.0  # seconds of reading; what is longer goes on in steps of its own
PIECE = 64 * 1024


class UploadView(LoaderView, ABC):
    """Take files and text in, refusing in a sentence what can't be read at all; `take` does the rest."""

    rights = ("importing.add_importrun",)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form and the earlier runs."""
        return self._show(UploadForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Read what was sent; what is too large to be read at all is said in a sentence."""
        refusal = unreadable(request)
        if refusal:
            form = UploadForm({})
            form.has_files = True
            form.add_error(None, refusal)
            return self._refuse(form, status=413)
        checked: Callable[[HttpRequest], HttpResponseBase] = csrf_protect(self._check)
        return checked(request)

    @abstractmethod
    def take(self, request: HttpRequest, form: UploadForm, files: list[UploadedFile]) -> HttpResponseBase:
        """Do something with a valid form and the files that came with it."""

    def _check(self, request: HttpRequest) -> HttpResponseBase:
        files = request.FILES.getlist("files")
        form = UploadForm(request.POST)
        form.has_files = bool(files)
        if not form.is_valid():
            return self._refuse(form, status=422)
        return self.take(request, form, files)

    def _refuse(self, form: UploadForm, *, status: int) -> HttpResponse:
        if wants_lines(self.request):
            sentences = [str(message) for messages in form.errors.values() for message in messages]
            return JsonResponse({"errors": sentences}, status=status)
        return self._show(form, status=status)

    def _show(self, form: UploadForm, *, status: int = 200) -> HttpResponse:
        context = {"title": "Load columns", "form": form, "runs": review.runs(limit=EARLIER)}
        limits = {
            "takes": takes.what_is_taken(),
            "file_limit": _size(settings.IMPORT_MAX_FILE_BYTES),
            "zip_limit": _size(settings.IMPORT_MAX_EXPANDED_BYTES),
        }
        return self.page("importing/load.html", {**context, **limits}, status=status)


@method_decorator(csrf_exempt, name="dispatch")  # checked in `post`, once the request is known to be readable
class LoadView(UploadView):
    """Load columns: they wait for review."""

    def take(self, request: HttpRequest, form: UploadForm, files: list[UploadedFile]) -> HttpResponseBase:
        """Read the files into a run, and go on where an editor goes on."""
        text, tags = form.cleaned_data["text"], form.cleaned_data["tags"]
        given = what_was_given([file.name or "" for file in files], has_text=bool(text.strip()))
        run = services.start_run(via=ImportRun.Via.DESK, user=self.user, given=given)
        names = request.POST.getlist("paths")
        steps = services.stage_each(run, files=files, text=text, tags=tags, names=names, seconds=WITHIN_REQUEST)
        if wants_lines(request):
            return lines(progress(run, steps))
        return HttpResponseRedirect(after(run, list(steps)))


def _size(count: int) -> str:
    """Return “50 MB”, not “50.0 MB”."""
    return filesizeformat(count).replace(".0", "")


def unreadable(request: HttpRequest) -> str:
    """Return why Django can't take a request apart, as a sentence; "" where it can."""
    try:
        request.POST  # noqa: B018 reading it takes the request apart
    except RequestDataTooBig:
        limit = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        sentence = f"The pasted text has more than {limit}, so nothing was read: give it as a file, or in parts."
    except TooManyFilesSent:
        limit = f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES:,}"
        sentence = f"More than {limit} files at once, so nothing was read: put them into a zip."
    except (MultiPartParserError, TooManyFieldsSent):
        sentence = "The upload came through broken, so nothing was read: try it once more."
    else:
        return ""
    drain(request)
    return sentence


def drain(request: HttpRequest) -> None:
    """Read the rest of a refused upload: a browser that is still sending never sees an answer."""
    while request.read(PIECE):
        pass


def what_was_given(names: list[str], *, has_text: bool) -> str:
    """Return the name of a run: the files by name, then the pasted text."""
    parts = [*names[:3], *([f"{len(names) - 3} more files"] if len(names) > 3 else [])]  # noqa: PLR2004 three fit a line
    return ", ".join([*parts, *(["pasted text"] if has_text else [])])


def progress(run: ImportRun, steps: Iterator[Step]) -> Iterator[dict[str, str]]:
    """Yield where the run is found, a line a document, and where to go on."""
    yield {"run": reverse("importing:run", args=[run.pk])}
    read: list[Step] = []
    for step in steps:
        read = [*read[-1:], step]  # two are enough to tell one document from several
        yield {"source": step.document.source, "outcome": step.outcome}
    yield {"next": after(run, read)}


def after(run: ImportRun, steps: Iterable[Step]) -> str:
    """Return where an editor goes on: one column opens straight on its document, several on their list."""
    found = list(steps)
    known = found[-1].staged if found else None
    if run.status == ImportRun.Status.RUNNING:
        return reverse("importing:run", args=[run.pk])  # there is more to read
    if known is not None and len(found) == 1 and known.parsed and not is_settled(known):
        return reverse("importing:document", args=[known.run_id, known.pk])
    if known is not None and not is_settled(known) and not run.documents.exists():
        return reverse("importing:run", args=[known.run_id])  # it waits there already
    return reverse("importing:run", args=[run.pk])


def is_settled(staged: StagedDocument) -> bool:
    """Whether there is nothing left to decide on a document."""
    return staged.state not in {StagedDocument.State.WAITING, StagedDocument.State.HELD}
