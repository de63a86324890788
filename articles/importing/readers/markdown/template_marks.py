"""Calls of templates in a text (`{{< figure >}}`, `{% include %}`, `{: .class}`): made HTML, or taken out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from articles.importing.documents import Notice, Severity
from articles.importing.readers.markdown.embeds import embed, read_arguments
from articles.importing.readers.markdown.front_matter import plain

# Nothing between the braces may open others: so no mark is looked for further than the next one.
INNER = r"((?:[^{}]|\{(?![{%])[^{}]{0,80}\}){0,1500}?)"
HUGO_COMMENT = re.compile(r"\{\{[<%]?\s*/\*.{0,2000}?\*/\s*[>%]?\}\}", re.DOTALL)
HUGO = re.compile(r"\{\{[<%]" + INNER + r"[>%]\}\}")
LIQUID = re.compile(r"\{%" + INNER + r"%\}")
OUTPUT = re.compile(r"\{\{" + INNER + r"\}\}")
COMMENTS = re.compile(
    r"\{%-?\s*comment\s*-?%\}.{0,3000}?\{%-?\s*endcomment\s*-?%\}|\{::comment\}.{0,3000}?\{:/(?:comment)?\}", re.DOTALL
)
RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}|\{::?/?(?:nomarkdown|options)[^{}\n]*\}")
CODE_OPENS = re.compile(
    r"\{\{[<%]\s*highlight\s+([\w+-]+)[^{}\n]*[>%]\}\}\n?|\{%-?\s*highlight\s+([\w+-]+)[^{}\n]*%\}\n?"
)
CODE_CLOSES = re.compile(r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}|\{%-?\s*endhighlight\s*-?%\}")
CONTENTS = re.compile(
    r"^[ \t]*(?:[*+-]|\d+\.)[ \t]+\S[^\n]*\n[ \t]*\{:\s*toc\s*\}[ \t]*$|^\[\[?_?toc_?\]?\][ \t]*$", re.I | re.M
)
ATTRIBUTES = re.compile(
    r"[ \t]{0,20}\{:[^{}\n]{0,300}\}|(?<=\S)[ \t]{0,20}\{[#.][\w#. =\"'-]{1,200}\}[ \t]*$", re.MULTILINE
)
REFERENCES = frozenset({"ref", "relref", "post_url", "link"})
QUOTES = frozenset({"blockquote", "pullquote", "quote"})
SITE_ADDRESS = re.compile(r"(?:site|config)\.(?:baseurl|url|base_url|github\.url)\b", re.IGNORECASE)
PATH_FILTER = re.compile(r"""["']([^"']*)["']\s*(?:\|.*)?$""")
OWN_VALUE = re.compile(r"(?:page\.|\.|\$\.)?(?:params\.)?(\w+)\s*(?:\|.*)?$", re.IGNORECASE)
LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|\{:")
SHOWN = 160


class TemplateMarks:
    """Takes the marks out of one text; `notices` says what was not understood."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Keep the page's own values, which its text may name."""
        self.values = values
        self.unknown: dict[str, str] = {}

    def resolve(self, text: str) -> str:
        """Return a text without marks of templates, with HTML in the place of those that are known."""
        if not LEFT.search(text) and "[toc" not in text.lower() and not ATTRIBUTES.search(text):
            return text
        steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
            (COMMENTS, _nothing), (HUGO_COMMENT, _nothing), (CODE_OPENS, _code_opens), (CODE_CLOSES, _code_closes),
            (RAW, _nothing), (CONTENTS, _nothing), (HUGO, self._hugo), (LIQUID, self._liquid), (OUTPUT, self._output),
            (ATTRIBUTES, _nothing),
        )  # fmt: skip
        for pattern, replaced in steps:
            text = pattern.sub(replaced, text)
        return text

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was taken out of the text without anything in its place, each kind once."""
        return tuple(
            Notice(
                code="template_mark_removed",
                message=f"“{mark[:SHOWN]}” calls a template ({name}) that is not known here; it was taken out.",
                severity=Severity.WARN,
            )
            for name, mark in self.unknown.items()
        )

    def _hugo(self, match: re.Match[str]) -> str:
        said = match[1].strip("- \n\t")
        name, arguments = _called(said.strip("/ "))
        return self._call(name, arguments, match[0], closes=said.startswith("/"))

    def _liquid(self, match: re.Match[str]) -> str:
        name, arguments = _called(match[1].strip("- \n\t"))
        closes = name.startswith("end")
        name = name.removeprefix("end")
        if name.lower() in {"include", "include_relative", "include_cached", "render", "partial"}:
            name, arguments = _called(arguments)
            name = name.strip("\"',") or "include"
        return self._call(name, arguments, match[0], closes=closes)

    def _call(self, name: str, arguments: str, mark: str, *, closes: bool) -> str:
        low = name.lower()
        if low in REFERENCES:
            words, named = read_arguments(arguments)
            return (words or list(named.values()) or [""])[0]
        if low in QUOTES:
            return "\n\n</blockquote>\n\n" if closes else "\n\n<blockquote>\n\n"
        if closes:
            return ""
        if low == "param" and (said := plain(self.values.get(arguments.strip(" \"'").lower()))):
            return said
        made = embed(name, arguments)
        if made is not None:
            return f"\n\n{made}\n\n"
        self.unknown.setdefault(name or "?", " ".join(mark.split()))
        return ""

    def _output(self, match: re.Match[str]) -> str:
        said = match[1].strip("- \n\t")
        path = PATH_FILTER.match(said)
        if path:
            return path[1]
        if SITE_ADDRESS.match(said):
            return ""
        own = OWN_VALUE.match(said)
        value = plain(self.values.get(own[1].lower())) if own else ""
        if not value:
            self.unknown.setdefault(said[:40] or "{{ }}", match[0])
        return value


def left_marks(text: str) -> Notice | None:
    """Return the notice on marks that still stand in the text; None where there are none."""
    found = LEFT.search(text)
    if found is None:
        return None
    shown = " ".join(text[max(found.start() - 30, 0) : found.end() + 60].split())
    message = f"There may be a mark of a template left in the text: “{shown}”."
    return Notice(code="template_mark_left", message=message)


def _nothing(_: re.Match[str]) -> str:
    return ""


def _code_opens(match: re.Match[str]) -> str:
    return f"\n\n```{match[1] or match[2]}\n"


def _code_closes(_: re.Match[str]) -> str:
    return "```\n"


def _called(said: str) -> tuple[str, str]:
    """Part the name of what is called from what it is given."""
    name, _, arguments = said.replace("\n", " ").partition(" ")
    return name, arguments.strip()
