"""What becomes of an item: a post is a column, held where its site held it back; all else is left out by a rule."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importing.documents import Notice, Severity, Standing, Verdict
from articles.importing.readers.wordpress.elements import Element, Fields

RULES = {
    "page": ("wordpress_page", "is a page of the site, not a post"),
    "attachment": ("wordpress_attachment", "is a file of the media library; posts that show it have it"),
    "nav_menu_item": ("wordpress_menu_item", "is an entry of a menu"),
    "revision": ("wordpress_revision", "is an earlier version of a post"),
    "guest-author": ("wordpress_author_profile", "is the profile of a guest author; posts have the name"),
    "guest_author": ("wordpress_author_profile", "is the profile of a guest author; posts have the name"),
    "wp_block": ("wordpress_reusable_block", "is a reusable block; posts that show it have its text"),
}
OF_THE_SITE = frozenset({
    "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face",
    "custom_css", "customize_changeset", "oembed_cache", "user_request", "feedback", "jetpack_migration",
})  # fmt: skip
OF_STATUS = {
    "trash": ("wordpress_trash", "was in the bin of the old site"),
    "auto-draft": ("wordpress_auto_draft", "is an empty draft that the editor made by itself"),
    "inherit": RULES["revision"],
}
UNFINISHED = frozenset({"draft", "pending", "future"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What the reader makes of an item, how the site has it, and why."""

    verdict: Verdict
    standing: Standing
    notices: tuple[Notice, ...]


def fate_of(fields: Fields) -> Fate:
    """Say what becomes of an item, by its type, status and password."""
    kind, status = fields.value("wp:post_type").lower(), fields.value("wp:status").lower()
    rule = _rule(kind, status)
    if rule is not None:
        return Fate(verdict=Verdict.LEFT_OUT, standing=_standing(status), notices=(rule,))
    notices = [*_by_kind(kind), *_by_status(status, fields), *_by_password(fields)]
    is_held = any(notice.severity is Severity.HOLD for notice in notices)
    return Fate(verdict=Verdict.HELD if is_held else Verdict.READY, standing=_standing(status), notices=tuple(notices))


def _rule(kind: str, status: str) -> Notice | None:
    """Return the rule that leaves an item out; None for a post."""
    found = RULES.get(kind)
    if found is None and kind in OF_THE_SITE:
        found = ("wordpress_site_part", f"is a part of the site's own making (“{kind}”)")
    if found is None and kind not in {"post", ""}:
        found = ("wordpress_custom_type", f"is of the type “{kind}”, which is no post")
    found = found or OF_STATUS.get(status)
    return _left_out(*found) if found else None


def _left_out(rule: str, what: str) -> Notice:
    return Notice(code=rule, message=f"It {what}. (rule: {rule})", severity=Severity.NOTE)


def _standing(status: str) -> Standing:
    return Standing.PUBLIC if status in {"publish", "private", ""} else Standing.DRAFT


def _by_kind(kind: str) -> list[Notice]:
    if kind:
        return []
    message = "The export does not say what type of item this is; it was read as a post."
    return [Notice(code="no_post_type", message=message, severity=Severity.HOLD)]


def _by_status(status: str, fields: Fields) -> list[Notice]:
    line = _line(fields.first("wp:status"))
    if status == "publish":
        return []
    if not status:
        message = "The export does not say whether the old site had published it."
        return [Notice(code="no_status", message=message, severity=Severity.HOLD)]
    if status == "private":
        message = "The old site showed it to its staff only (private)."
        return [Notice(code="private", message=message, line=line, severity=Severity.HOLD)]
    known = status in UNFINISHED
    message = {
        "future": "The old site had scheduled it and not yet published it; it stays a draft.",
        "pending": "It waited for review on the old site; it stays a draft.",
        "draft": "It was a draft on the old site and stays one.",
    }.get(status, f"Its status on the old site was “{status}”, which is not “published”; it stays a draft.")
    severity = Severity.NOTE if known else Severity.WARN
    return [Notice(code="scheduled" if status == "future" else "draft", message=message, line=line, severity=severity)]


def _by_password(fields: Fields) -> list[Notice]:
    element = fields.first("wp:post_password")
    if element is None or not element.value.strip():
        return []
    message = "The old site showed it only to readers with a password."
    return [Notice(code="password_protected", message=message, line=_line(element), severity=Severity.HOLD)]


def _line(element: Element | None) -> int | None:
    return element.lines[0] if element else None
