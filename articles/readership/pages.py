"""The pages of most-read lists."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, ListView, TemplateView

from articles.readership import labels, lists, record, rising, rulebook, rules
from articles.readership.days import in_words
from articles.readership.models import MostReadList
from authors.pages import ReaderPageMixin, UncountedPaginator

LISTS_A_PAGE = 60
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLink:
    """A window that a reader may choose."""

    name: str
    url: str
    is_current: bool


class MostReadView(ReaderPageMixin, ListView):
    """The newest list of a window, what rises, and every list that is kept, by day."""

    template_name = "readership/index.html"
    context_object_name = "lists"
    paginate_by = LISTS_A_PAGE
    paginator_class = UncountedPaginator

    def get_queryset(self) -> QuerySet[MostReadList]:
        """Return the lists of known days, or with `?day=unknown` the others; the newest first."""
        return record.days_and_more(has_day=not self._is_undated())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what each kept list is and where, and on the first page what is read now."""
        window = self._window()
        context = super().get_context_data(**kwargs)
        is_first = context["page_obj"].number == 1 and not self._is_undated()
        now = _read_now(window) if is_first else {}
        rows = [
            {
                "day_in_words": in_words(one.day) if one.day else "",
                "title": labels.title_of(one),
                "url": lists.url_of(one),
                "host": one.article,
            }
            for one in context["lists"]
        ]
        return {**context, **now, "rows": rows, "is_undated": self._is_undated(), "canonical": _address(window)}

    def _is_undated(self) -> bool:
        return self.request.GET.get("day") == "unknown"

    def _window(self) -> int:
        """Return the window that is asked for; Http404 for one that is not counted."""
        asked = self.request.GET.get("window")
        windows = {_key(window): window for window in rules.WINDOWS}
        if asked is None:
            return rulebook.standard_window()
        if asked not in windows:
            raise Http404("Nothing is counted over that time.")
        return windows[asked]


def _key(window: int) -> str:
    return str(window) if window else ALL


def _path(window: int) -> str:
    path = reverse("readership:index")
    return path if window == rulebook.standard_window() else f"{path}?window={_key(window)}"


def _address(window: int) -> str:
    return f"{settings.SITE_URL}{_path(window)}"


def _read_now(window: int) -> dict[str, Any]:
    """Return what the page says of the present; what stands beside columns too where that is no list by readers."""
    moment = timezone.now()
    counted = lists.newest_counted(window, at=moment)
    looked_at, rises = rising.shown(at=moment)
    is_old = counted is None or counted.is_stale
    return {
        "is_now": True,
        "counted": counted,
        "standing": lists.beside(at=moment).sidebar if is_old else None,
        "rises": rises,
        "risen_at": looked_at,
        "rules": rules,
        "windows": [
            WindowLink(name=labels.span_of(one), url=_path(one), is_current=one == window) for one in rules.WINDOWS
        ],
    }


class DayView(ReaderPageMixin, TemplateView):
    """The lists of a day, each for itself: the counted ones, the desk's, those found in print."""

    template_name = "readership/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day's lists with the columns beside which they were printed; Http404 for a day without."""
        kept = record.of_day(self.kwargs["day"])
        if kept is None:
            raise Http404("There is no list of that day.")
        return super().get_context_data(title=f"Most read, {in_words(kept.day)}", kept=kept, **kwargs)


class MostReadListView(ReaderPageMixin, DetailView):
    """One list, whatever its kind."""

    template_name = "readership/list.html"
    context_object_name = "source"

    def get_queryset(self) -> QuerySet[MostReadList]:
        """Return what readers may see."""
        return lists.shown().select_related("article")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list as readers see it."""
        day_in_words = in_words(self.object.day) if self.object.day else ""
        [shown] = lists.show([self.object], is_record=True)
        return super().get_context_data(list=shown, day_in_words=day_in_words, **kwargs)


class MethodView(ReaderPageMixin, TemplateView):
    """How the list is counted: the rules that the code obeys."""

    template_name = "readership/method.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers, and the options of the desk."""
        return super().get_context_data(
            rules=rules,
            by=rulebook.of_now(),
            windows=[labels.span_of(window) for window in rules.WINDOWS],
            standard=labels.span_of(rulebook.standard_window()),
            history=sorted(rules.HISTORY.items(), reverse=True),
            **kwargs,
        )
