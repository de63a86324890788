"""What an editor taught about the pages of a site: where a field stands, and what does not belong to the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cssselect import HTMLTranslator, SelectorError
from lxml.html import HtmlElement

from articles.importing.documents import Lesson, LessonKind, Notice
from articles.importing.readers.web.claims import plain

LEAVE_OUT, BODY = "leave_out", "body"
# Each of these goes through all that stands behind an element: two of them on a long page never come to an end.
SIBLINGS = "following-sibling::"
ATTRIBUTES = ("datetime", "content")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The selectors for the pages of one host by field, and what is to be said of them."""

    selectors: dict[str, list[str]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def elements(self, name: str, tree: HtmlElement) -> list[HtmlElement]:
        """Return the elements that the rules for a field choose; a rule that chooses nothing or is none is noted."""
        found: list[HtmlElement] = []
        for selector in self.selectors.get(name, ()):
            chosen = self._choose(selector, tree)
            if not chosen and name != LEAVE_OUT:
                self._note(
                    "site_rule_missed",
                    f"The rule for {name.replace('_', ' ')} finds nothing on this page: “{selector}”.",
                )
            found += [each for each in chosen if each not in found]
        return found

    def text(self, name: str, tree: HtmlElement) -> tuple[str, str]:
        """Return the text that the rules for a field choose and the selector that did; "" where none does.

        The `datetime` or `content` of an element comes before what it shows.
        """
        for element in self.elements(name, tree):
            given = next((value for attribute in ATTRIBUTES if (value := element.get(attribute))), "")
            if given or plain(element):
                return given.strip() or plain(element), self.selectors[name][0]
        return "", ""

    def _choose(self, selector: str, tree: HtmlElement) -> list[HtmlElement]:
        try:
            path = HTMLTranslator().css_to_xpath(selector)
        except (SelectorError, ValueError):
            self._note("site_rule_broken", f"“{selector}” is no CSS selector; the rule was passed over.")
            return []
        if path.count(SIBLINGS) > 1:
            self._note("site_rule_broken", f"“{selector}” compares what stands side by side twice; it was passed over.")
            return []
        return [each for each in tree.xpath(path) if isinstance(each.tag, str)]

    def _note(self, code: str, message: str) -> None:
        if not any(known.message == message for known in self.notices):
            self.notices.append(Notice(code=code, message=message))


def rules_for(host: str, lessons: Iterable[Lesson]) -> SiteRules:
    """Return the rules that were taught for a host; "www." makes no difference."""
    rules = SiteRules()
    for lesson in lessons:
        if (
            lesson.kind is LessonKind.SITE_RULE
            and host
            and lesson.scope.lower().removeprefix("www.") == host
            and lesson.value
        ):
            rules.selectors.setdefault(lesson.pattern, []).append(lesson.value)
    return rules


def leave_out(rules: SiteRules, tree: HtmlElement) -> None:
    """Take out of a tree what the rules leave out."""
    for element in rules.elements(LEAVE_OUT, tree):
        if element.getparent() is not None:
            element.drop_tree()
