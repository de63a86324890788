"""Pages of the desk for subjects as a whole: what there is to tidy, merging two with a preview, and taking it back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.editing.fields import SubjectField, is_id
from articles.editing.models import KeptTag, LearntTags, TagChange
from articles.editing.subjects import lookalikes, merging
from articles.editing.subjects.changes import NotUndoableError
from articles.editing.subjects.merging import NotMergeableError
from articles.models import Tag

SHOWN = 100
CHANGES = 50
may_tidy = permission_required("articles.change_tag", raise_exception=True)


class MergeForm(forms.Form):
    """Which subject goes, and into which."""

    merged = SubjectField(label="Subject that goes")
    into = SubjectField(label="Subject that stays")

    def clean(self) -> dict[str, Any]:
        """Refuse a merge that makes no sense, or of nothing."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("merged", "into"):
            if name in values and values[name] is None:
                self.add_error(name, "Choose a subject.")
        if not self.errors:
            try:
                merging.check(values["merged"], values["into"])
            except NotMergeableError as refusal:
                self.add_error(None, str(refusal))
        return values


@require_safe
@never_cache
@staff_member_required
@may_tidy
def tidy(request: HttpRequest) -> HttpResponse:
    """Show what there is to tidy, with the fix beside each, and the last changes with the way back."""
    found = lookalikes.untidy()
    made = TagChange.objects.select_related("user", "undone_by").defer("columns", "moved")
    context = {
        "title": "Tidy subjects",
        "untidy": found,
        "alike": found.alike[:SHOWN],
        "unused": found.unused[:SHOWN],
        "once": found.once[:SHOWN],
        "changes": made[:CHANGES],
        "learnt": LearntTags.objects.first(),
        "may_delete": request.user.has_perm("articles.delete_tag"),
    }
    return _page(request, "admin/articles/tag/tidy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_member_required
@may_tidy
def merge(request: HttpRequest) -> HttpResponse:
    """Ask which two, show what would move, merge."""
    asked = request.POST if request.method == "POST" else request.GET
    form = MergeForm(asked if "into" in asked else None, initial={"merged": _asked(request.GET.get("merged", ""))})
    if not form.is_valid():
        return _page(request, "admin/articles/tag/merge.html", {"title": "Merge two subjects", "form": form})
    merged, into = form.cleaned_data["merged"], form.cleaned_data["into"]
    if request.method == "POST":
        made = merging.merge(merged, into, user=request.user)  # type: ignore[arg-type] # staff alone come here
        _say(request, made, f"“{merged.name}” is merged into “{into.name}”: {_columns(len(made.columns))} changed.")
        return redirect("admin:articles_tag_change", into.pk)
    context = {
        "title": f"Merge “{merged.name}” into “{into.name}”?", "form": form, "preview": merging.preview(merged, into)
    }  # fmt: skip
    return _page(request, "admin/articles/tag/merge.html", context)


def _asked(pk: str) -> Tag | None:
    return Tag.objects.filter(pk=pk, merged_into=None).first() if is_id(pk) else None


@require_POST
@never_cache
@staff_member_required
@permission_required("articles.change_tag", raise_exception=True)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge or a change of many columns back, and say which columns stayed."""
    get_object_or_404(TagChange, pk=pk)
    try:
        made = merging.undo(pk, user=request.user)  # type: ignore[arg-type] # staff alone come here
    except NotUndoableError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _undone(made))
    return HttpResponseRedirect(reverse("editing:tidy_tags") + "#changes")


def _undone(made: TagChange) -> str:
    if not made.kept:
        return format_html("Undone: {}. Everything is as it was.", made.says)
    some = ", ".join(f"“{line['headline']}”" for line in made.kept[:10])
    more = f" and {len(made.kept) - 10} more" if len(made.kept) > 10 else ""  # noqa: PLR2004 ten fit a message
    return format_html("Undone: {}. Changed since by somebody and left as they are: {}{}.", made.says, some, more)


@require_POST
@never_cache
@staff_member_required
@may_tidy
def settle(request: HttpRequest, deed: str, pk: int) -> HttpResponse:
    """Keep a tag as it is, delete one that nothing uses, or say that two are not the same."""
    tag = get_object_or_404(Tag.objects.annotate(uses=Count("tagged_items")), pk=pk)
    user: Any = request.user
    if deed == "keep":
        KeptTag.objects.get_or_create(tag=tag, defaults={"user": user})
        messages.success(request, f"“{tag.name}” stays, and is not listed here again.")
    elif deed == "delete":
        _delete(request, tag)
    else:
        other = get_object_or_404(Tag, pk=int(other_id) if is_id(other_id := request.POST.get("other", "")) else 0)
        lookalikes.tell_apart([(tag.pk, other.pk)], user=user)
        messages.success(request, f"“{tag.name}” and “{other.name}” are two subjects, and are not listed here again.")
    return HttpResponseRedirect(reverse("editing:tidy_tags") + f"#{request.POST.get('list', 'alike')}")


def _delete(request: HttpRequest, tag: Any) -> None:
    if not request.user.has_perm("articles.delete_tag"):
        messages.error(request, "You may not delete subjects.")
    elif tag.uses or tag.children.exists() or tag.merged.exists():
        messages.error(request, f"“{tag.name}” is in use, so it was not deleted.")
    else:
        tag.delete()
        messages.success(request, f"“{tag.name}” is deleted.")


def said(made: TagChange, sentence: str) -> str:
    """Return a sentence with the way to take a change back."""
    link = reverse("editing:tidy_tags") + f"#change-{made.pk}"
    return format_html('{} <a href="{}">Undo…</a>', sentence, link)


def _say(request: HttpRequest, made: TagChange, sentence: str) -> None:
    messages.success(request, said(made, sentence))


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count:,} columns"
