"""A save that came too late: somebody else saved in between. Both texts are shown, and nothing is lost."""

from typing import Any

from django.http import HttpRequest

from articles import markup
from articles.editing.fields import is_id
from articles.models import Article, Revision

COMPARED = (("headline", "Headline"), ("standfirst", "Standfirst"), ("body", "Text"), ("bio_as_printed", "Bio"))
NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken", "opened_version"})


def overtaken(request: HttpRequest, pk: int) -> Article | None:
    """Return the article as it is now where the form that is being sent was opened on an older version."""
    sent = request.POST.get("opened_version", "")
    if not is_id(sent):
        return None
    return Article.objects.filter(pk=pk).exclude(version=int(sent)).first()


def context(request: HttpRequest, current: Article) -> dict[str, Any]:
    """Return what the page shows: field by field theirs and yours, and everything that was sent, to send it again."""
    last = Revision.objects.filter(article=current).select_related("user").first()
    return {
        "title": "Somebody else has saved this column",
        "current": current,
        "last": last,
        "differences": [
            {"label": label, "theirs": getattr(current, name), "yours": _sent(request, name), "is_text": name == "body"}
            for name, label in COMPARED
            if getattr(current, name) != _sent(request, name)
        ],
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_SENT_AGAIN and not name.startswith("_")
            for value in values
        ],
    }


def _sent(request: HttpRequest, name: str) -> str:
    value = markup.printable(request.POST.get(name, ""))
    return markup.clean(value) if name == "body" else value
