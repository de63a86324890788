"""The desk's page of reads, and the same numbers as CSV."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.editing import wording
from articles.editing.reads import tables
from articles.editing.reads.asking import BY, RANKED, STRETCHES, Asked, ScopeForm, ask
from articles.readership import rules

# Who may see the most-read lists at the desk may see what they are made of.
may_see = permission_required("readership.view_mostreadlist", raise_exception=True)


@require_safe
@never_cache
@staff_member_required
@may_see
def page(request: HttpRequest) -> HttpResponse:
    """Show reads as a chart with its table; a column, columnist or subject that nobody knows is said so."""
    form, asked = _asked(request)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Reads",
        "form": form,
        "asked": asked,
        "rules": rules,
        "spans": [
            (stretch.label, asked.address(span=key, by=_grain(asked, key)), key) for key, stretch in STRETCHES.items()
        ],
        "ways": [(BY[key], asked.address(by=key), key) for key in asked.choices],
        "by": BY[asked.by],
        "all_url": asked.address(article="", author="", tag=""),
        "ever_url": asked.address(span="all", by=_grain(asked, "all")),
        "zone": wording.offset(asked.at),
    }
    if form.is_valid():
        found = tables.table(asked)
        drawn = {"bars": tables.bars(found)} if asked.by in RANKED else {"lines": tables.lines(asked, found)}
        context |= {"table": found, **drawn}
    return TemplateResponse(request, "admin/reads/page.html", context)


@require_safe
@never_cache
@staff_member_required
@may_see
def table_as_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Answer with the whole table, line by line; 400 where the page would say what is wrong."""
    form, asked = _asked(request)
    if not form.is_valid():
        said = " ".join(str(message) for messages in form.errors.values() for message in messages)
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    response = StreamingHttpResponse(tables.csv_lines(asked), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{tables.file_name(asked)}"'
    return response


def _asked(request: HttpRequest) -> tuple[ScopeForm, Asked]:
    form = ScopeForm(request.GET)
    form.is_valid()
    return form, ask(request.GET, form.cleaned_data, at=timezone.now())


def _grain(asked: Asked, span: str) -> str:
    """Return what another stretch is told by: the same rank, else its own first grain."""
    return asked.by if asked.by in RANKED else STRETCHES[span].grains[0]
