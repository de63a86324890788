"""A document in the making: where each value was found, what an editor should know, and what has no place yet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.importing.documents import Notice, Provenance, Severity
from articles.importing.readers.lines import Line, is_rule, visible
from articles.importing.readers.textdump import repairs
from articles.importing.readers.textdump.quotes import requote
from articles.importing.readers.textdump.sources import Source

QUOTED_LENGTH = 200


@dataclass(slots=True)
class Draft:
    """What is gathered on the way from the lines of one article to its document."""

    source: Source
    lines: Sequence[Line]
    notices: list[Notice] = field(default_factory=list)
    provenance: dict[str, tuple[Provenance, ...]] = field(default_factory=dict)
    quoted: list[int] = field(default_factory=list)
    half_quoted: list[int] = field(default_factory=list)

    def note(self, code: str, message: str, line: int | None = None, severity: Severity = Severity.WARN) -> None:
        """Say something to the editor."""
        self.notices.append(Notice(code=code, message=message, line=line, severity=severity))

    def place(self, key: str, numbers: Iterable[int], rule: str, confidence: float) -> None:
        """Say which lines a value was taken from, and by which rule."""
        found = tuple(Provenance(lines=span, rule=rule, confidence=confidence) for span in self.source.spans(numbers))
        if found:
            self.provenance[key] = (*self.provenance.get(key, ()), *found)

    def requoted(self, text: str, line: int) -> str:
        """Repair the quotation marks of one field, unless that was refused."""
        result = requote(text)
        self.quoted += [line] if result.made else []
        self.half_quoted += [line] if result.unmatched else []
        return text if repairs.TEX_QUOTES in self.source.refused else result.text

    def close(self) -> tuple[Notice, ...]:
        """Give all notices by line, after those of the repairs, of the file, and of every line without a place."""
        self._note_repairs()
        self._note_file()
        self._account_for_all()
        return tuple(sorted(self.notices, key=lambda notice: notice.line or 0))

    def _note_repairs(self) -> None:
        first, last = (self.lines[0].number, self.lines[-1].number) if self.lines else (1, 0)
        made = {
            code: list(lines[bisect_left(lines, first) : bisect_right(lines, last)])
            for code, lines in self.source.repaired.items()
        }
        made[repairs.TEX_QUOTES] = sorted(set(self.quoted))
        self.notices += [
            repairs.repair_notice(code, tuple(lines), self.source.refused) for code, lines in made.items() if lines
        ]
        for line in sorted(set(self.half_quoted)):
            message = f"Back-quotes in line {line} are not closed by their own kind: see where the quotation ends."
            self.note("tex_quotes_unmatched", message, line)

    def _note_file(self) -> None:
        """What concerns the whole file is said in each document, what concerns a line where the damage is."""
        damaged = bool(self.source.notices) and any("\ufffd" in line.text for line in self.lines)
        self.notices += [notice for notice in self.source.notices if notice.line is None or damaged]

    def _account_for_all(self) -> None:
        known = {notice.line for notice in self.notices}
        for places in self.provenance.values():
            for place in places:
                known.update(range(place.lines[0], place.lines[1] + 1) if place.lines else ())
        for line in visible(self.lines):
            if line.number not in known:
                self._note_unplaced(line)

    def _note_unplaced(self, line: Line) -> None:
        if is_rule(line.text):
            self.note("rule_line", f"Line {line.number} is only a drawn line.", line.number, Severity.NOTE)
            return
        shown = line.text[:QUOTED_LENGTH]
        message = f"Line {line.number}, “{shown}”, has no place in the article and was left out."
        self.note("unplaced_text", message, line.number)
