"""Many documents at once: one deed, part by part, each that can't be done with its own sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.messages import ERROR, SUCCESS, WARNING
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.importing import listing, screens, services, suggesting
from articles.importing.models import StagedDocument
from authors.models import User

PART = 25  # documents that are accepted before what is derived from them is made
MOST_SENTENCES = 30
NEEDS = {"draft": "accept", "publish": "publish"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence for the editor; `label` and `url` name the document that it is about."""

    level: int
    text: str
    label: str = ""
    url: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as a session can keep it."""
        return asdict(self)

    def html(self) -> SafeString | str:
        """Return it as a page shows it."""
        return format_html('<a href="{}">{}</a>: {}', self.url, self.label, self.text) if self.url else self.text


@dataclass(slots=True, kw_only=True)
class Bulk:
    """A deed of one editor on many documents; `said` fills while it goes on."""

    user: User
    deed: str
    tags: Sequence[str] = ()
    said: list[Said] = field(default_factory=list)
    _done: int = 0
    _failures: list[services.Failure] = field(default_factory=list)

    def refusal(self, may: Mapping[str, bool]) -> str:
        """Return why the deed makes no sense, as a sentence; "" where it does. PermissionError where it may not be."""
        if self.deed not in self._deeds:
            return "Nothing was done: choose what to do with them."
        if self.deed in NEEDS and not may[NEEDS[self.deed]]:
            raise PermissionError(self.deed)
        return "No tag was given." if self.deed == "tags" and not self.tags else ""

    def work(self, ids: Sequence[int]) -> Iterator[int]:
        """Do it; yields how many documents it has gone through so far."""
        for start in range(0, len(ids), PART):
            part = ids[start : start + PART]
            found = StagedDocument.objects.select_related("run", "source_file").in_bulk(part)
            self._deeds[self.deed]([found[pk] for pk in part if pk in found])
            yield start + len(part)
        self._tell()

    @property
    def _deeds(self) -> dict[str, Callable[[list[StagedDocument]], None]]:
        return {
            "tags": self._tag,
            "suggested": self._suggested,
            "leave_out": self._leave_out,
            "draft": lambda part: self._accept(part, publish=False),
            "publish": lambda part: self._accept(part, publish=True),
        }

    def _tag(self, part: list[StagedDocument]) -> None:
        self._done += services.set_tags(part, self.tags, add=True)

    def _suggested(self, part: list[StagedDocument]) -> None:
        undecided = [staged for staged in part if staged.state in listing.OPEN]
        self._done += suggesting.give_to(suggesting.likely(undecided, least=suggesting.LIKELY))

    def _accept(self, part: list[StagedDocument], *, publish: bool) -> None:
        made, refused = services.accept_many(part, user=self.user, publish=publish)
        self._done += len(made)
        self._failures += refused

    def _leave_out(self, part: list[StagedDocument]) -> None:
        for staged in part:
            try:
                services.reject(staged, user=self.user)
            except services.NotAcceptableError as refusal:
                self._failures.append(services.Failure(staged, str(refusal)))
            else:
                self._done += 1

    def _tell(self) -> None:
        number = "1 document" if self._done == 1 else f"{self._done:,} documents"
        words = {
            "tags": f"{', '.join(self.tags)}: added to {number}.",
            "suggested": f"Suggested tags were given to {number}.",
            "leave_out": f"{number} left out. What was read stays here.",
            "draft": f"{number} accepted, now {'a draft' if self._done == 1 else 'drafts'}.",
            "publish": f"{number} accepted, now on the site or waiting for their date.",
        }
        if self._done or not self._failures:
            self.said.append(Said(level=SUCCESS, text=words[self.deed]))
        for failure in self._failures[:MOST_SENTENCES]:
            link = screens.address(failure.staged)
            self.said.append(Said(level=ERROR, text=failure.message, label=str(failure.staged), url=link))
        if len(self._failures) > MOST_SENTENCES:
            more = f"And {len(self._failures) - MOST_SENTENCES:,} more, which are still to be decided."
            self.said.append(Said(level=WARNING, text=more))
