"""What becomes of a post of Ghost: published ones are columns, those for members are held, pages are left out."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importing.documents import Notice, Severity, Standing, Verdict
from articles.importing.readers.ghost.export import Row, flag, text

OPEN_TO_ALL = frozenset({"", "public"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What the reader makes of a post, how the site has it, and why."""

    verdict: Verdict
    standing: Standing
    notices: tuple[Notice, ...]


def fate_of(row: Row) -> Fate:
    """Say what becomes of a post, by its type, status and visibility."""
    status = text(row, "status").lower()
    standing = Standing.PUBLIC if status in {"published", "", "sent"} else Standing.DRAFT
    rule = _rule(row, status)
    if rule is not None:
        return Fate(verdict=Verdict.LEFT_OUT, standing=standing, notices=(rule,))
    notices = (*_by_status(status), *_by_visibility(text(row, "visibility").lower()))
    is_held = any(notice.severity is Severity.HOLD for notice in notices)
    return Fate(verdict=Verdict.HELD if is_held else Verdict.READY, standing=standing, notices=notices)


def _rule(row: Row, status: str) -> Notice | None:
    """Return the rule that leaves a row out; None for a post."""
    kind = text(row, "type").lower()
    if kind == "page" or (not kind and flag(row, "page")):
        return _left_out("ghost_page", "is a page of the site, not a post")
    if kind not in {"", "post"}:
        return _left_out("ghost_other_type", f"is of the type “{kind}”, which is no post")
    if status == "sent" or flag(row, "email_only"):
        return _left_out("ghost_email_only", "was sent by e-mail only and never stood on the site")
    return None


def _left_out(rule: str, what: str) -> Notice:
    return Notice(code=rule, message=f"It {what}. (rule: {rule})", severity=Severity.NOTE)


def _by_status(status: str) -> list[Notice]:
    if status == "published":
        return []
    if not status:
        message = "The export does not say whether the old site had published it."
        return [Notice(code="no_status", message=message, severity=Severity.HOLD)]
    if status == "scheduled":
        message = "The old site had scheduled it and not yet published it; it stays a draft."
        return [Notice(code="scheduled", message=message, severity=Severity.NOTE)]
    message = f"Its status on the old site was “{status}”; it stays a draft."
    return [Notice(code="draft", message=message, severity=Severity.NOTE if status == "draft" else Severity.WARN)]


def _by_visibility(visibility: str) -> list[Notice]:
    if visibility in OPEN_TO_ALL:
        return []
    message = f"The old site did not show it to everybody (“{visibility}”)."
    return [Notice(code="members_only", message=message, severity=Severity.HOLD)]
