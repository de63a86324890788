"""The head of an article: dates, rubric, headline, standfirst and byline, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.importing.documents import Credit
from articles.importing.readers.lines import (
    CLOSERS,
    Line,
    collapse,
    ends_sentence,
    has_several_sentences,
    is_prose,
    is_rule,
    is_titlish,
    phrases,
    width,
)
from articles.importing.readers.textdump.bios import is_bio, tells_of_writer
from articles.importing.readers.textdump.bylines import (
    Byline,
    is_address,
    is_title_line,
    names_only,
    read_byline,
    with_title,
)
from articles.importing.readers.textdump.dates import Stamp, part_byline
from articles.importing.readers.textdump.decks import LONGEST_DECK, continues_as_sentence, is_deck
from articles.importing.readers.textdump.furniture import (
    ADDRESS_LINE,
    HEADLINE_LABEL,
    MASTHEAD,
    is_kicker,
    is_path,
    read_section,
    read_tags,
    split_rubric,
)
from articles.importing.readers.textdump.korean_bylines import is_korean_name

LONGEST_HEADLINE = 240
LONGEST_STANDFIRST = 400
SHORT_SENTENCE = 60
KOREAN_NAME = "a Korean name alone on its line"
REACH = 4
TITLE_LINE_WORDS = 8  # of a title under the byline
HEADLINE_LINES = 2  # and one more
WRITERS = phrases("the writer|the author|the columnist|the contributor")
BODY_REACH = 12


@dataclass(slots=True)
class Head:
    """What was found; each value with its lines. `rest` is where the body begins."""

    headline: list[Line] = field(default_factory=list)
    headline_rule: tuple[str, float] = ("", 0.0)
    standfirst: list[Line] = field(default_factory=list)
    standfirst_rule: tuple[str, float] = ("", 0.0)
    byline: Byline | None = None
    byline_lines: list[Line] = field(default_factory=list)
    series: str = ""
    series_line: Line | None = None
    tag_lines: list[Line] = field(default_factory=list)
    bio: list[Line] = field(default_factory=list)
    uncertain: bool = False
    rest: int = 0


def read_head(
    lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]], names: Callable[[], frozenset[str]]
) -> Head:
    """Read the head from the lines of an article (without its list), blank ones included.

    `names` gives the beginnings of later lines, folded: a line of bare names is a byline when a bio begins with it.
    """
    return _HeadReader(lines, stamps, names).read()


class _HeadReader:
    """Goes down the lines as long as each has a place in a head."""

    def __init__(
        self, lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]], names: Callable[[], frozenset[str]]
    ) -> None:
        self.lines = lines
        self.stamps = stamps
        self.names = names
        self.head = Head()
        self.shown = [at for at, line in enumerate(lines) if line.text]
        self.next = 0

    def read(self) -> Head:
        steps = (
            self._plain,
            self._rubric,
            self._byline,
            self._byline_more,
            self._bio,
            self._headline,
            self._standfirst,
        )
        while self.next < len(self.shown) and any(step(self._line()) for step in steps):
            self.next += 1
        self._headline_by_light()
        self._deck()
        self.head.rest = self.shown[self.next] if self.next < len(self.shown) else len(self.lines)
        return self.head

    def _headline_by_light(self) -> None:
        """A headline may read like a byline ("By Lamp Light"): there is no other, and its words are of the text."""
        head = self.head
        if head.headline or head.byline is None or len(head.byline_lines) != 1:
            return
        words = re.findall(r"[a-z]+", " ".join(person.name for person in head.byline.credits).casefold())
        text = " ".join(line.text for line in self.lines if line.number != head.byline_lines[0].number)
        if words and all(re.search(rf"(?<![^\W\d_]){word}", text) for word in words):
            head.headline, head.headline_rule = head.byline_lines, ("the only line above the text", 0.5)
            head.byline, head.byline_lines, head.uncertain = None, [], True

    def _line(self, ahead: int = 0) -> Line:
        return self.lines[self.shown[self.next + ahead]]

    def _ahead(self, count: int) -> list[Line]:
        return [self.lines[at] for at in self.shown[self.next + 1 : self.next + 1 + count]]

    def _plain(self, line: Line) -> bool:
        """Dates, drawn lines, tags and breadcrumbs, which stand for themselves."""
        if line.number in self.stamps:
            self._byline_before_dates(line)
            return True
        if is_rule(line.text):
            return True
        if read_tags(line.text):
            self.head.tag_lines.append(line)
            return True
        return self._is_furniture(line)

    def _byline_before_dates(self, line: Line) -> None:
        """The byline may share its line with the dates."""
        byline = part_byline(line.text)[0] if self.head.byline is None and self.stamps[line.number] else None
        if byline is not None:
            self.head.byline, self.head.byline_lines = byline, [line]

    def _is_furniture(self, line: Line) -> bool:
        """The paper's name, a path through its site, an address: they get no place, and that is said at the end."""
        text = line.text
        if ADDRESS_LINE.fullmatch(text):
            return True
        if self.head.headline or not self._ahead(1):
            return False
        return is_path(text) or (MASTHEAD.fullmatch(text) is not None and not self._byline_follows(1))

    def _rubric(self, line: Line) -> bool:
        """A rubric alone on its line, in brackets or a known word, above the headline."""
        section = read_section(line.text)
        if section and not self.head.series:
            self.head.series, self.head.series_line = section, line
            return True
        rubric, rest = split_rubric(line.text)
        if self.head.headline or self.head.series or (rest and not is_kicker(line.text)):
            return False
        if not rubric and not (self._ahead(1) and is_titlish(self._ahead(1)[0].text)):
            return False
        self.head.series, self.head.series_line = rubric or collapse(line.text), line
        return True

    def _byline(self, line: Line) -> bool:
        if self.head.byline is not None:
            return False
        byline = read_byline(line.text) or self._confirmed_names(line)
        if byline is None or (not self.head.headline and not self._may_lead(byline)):
            return False
        self.head.byline, self.head.byline_lines = byline, [line]
        return True

    def _may_lead(self, byline: Byline) -> bool:
        """Above the headline only a "By" line is taken, and not where a byline follows: then it is the headline."""
        followed = any(read_byline(other.text) for other in self._ahead(2))
        return not followed and byline.confidence > 0.8  # noqa: PLR2004 - forms that begin with By or end with a title

    def _confirmed_names(self, line: Line) -> Byline | None:
        if not self.head.headline or not line.text or ends_sentence(line.text):
            return None
        named = names_only(line.text) or self._korean_name(line)
        if named is not None and named.rule == KOREAN_NAME:
            return named
        sure = named is not None and all(person.name.casefold() in self.names() for person in named.credits)
        return named if sure or (named is not None and self._is_told_of_writer(line)) else None

    def _is_told_of_writer(self, line: Line) -> bool:
        """Whether "The writer is …" stands right below, or at the end of an article that has no other byline."""
        ahead = self._ahead(REACH) if line is self._line() else []
        if ahead and ahead[0].number == line.number + 1 and tells_of_writer(ahead[0].text):
            return True
        return not WRITERS.isdisjoint(self.names()) and not any(read_byline(other.text) for other in ahead)

    def _bio(self, line: Line) -> bool:
        """Who the author is, right under the byline or above the dates, and parted from the text."""
        byline, lines = self.head.byline, self.head.byline_lines
        if byline is None or not self.head.headline or not lines or not self._ahead(1):
            return False
        following = self._ahead(1)[0]
        dated = following.number in self.stamps
        close = line.number == lines[-1].number + 1 and following.number > line.number + 1
        if not (close or dated) or not is_bio(line.text, byline.credits):
            return False
        self.head.bio.append(line)
        return True

    def _korean_name(self, line: Line) -> Byline | None:
        """A Korean name of three syllables alone between headline and text."""
        ahead = self._ahead(1) if line is self._line() else []
        alone = bool(ahead) and ahead[0].number > line.number + 1 and is_prose(ahead[0].text)
        return (
            Byline(line.text, (Credit(name=line.text),), KOREAN_NAME, 0.6)
            if alone and is_korean_name(line.text)
            else None
        )

    def _byline_more(self, line: Line) -> bool:
        """A title or an address on the line under the byline."""
        byline, lines = self.head.byline, self.head.byline_lines
        if byline is None or not lines or line.number != lines[-1].number + 1 or not self._ahead(1):
            return False
        if is_address(line.text):
            self.head.byline = Byline(
                f"{byline.printed} {collapse(line.text)}", byline.credits, byline.rule, byline.confidence
            )
        elif self.head.headline and is_title_line(line.text) and len(line.text.split()) <= TITLE_LINE_WORDS:
            self.head.byline = with_title(byline, collapse(line.text))
        else:
            return False
        lines.append(line)
        return True

    def _headline(self, line: Line) -> bool:
        head = self.head
        if head.headline:
            return self._headline_more(line)
        if not self._fits_headline(line):
            return False
        rubric, rest = split_rubric(line.text)
        if rubric and rest and not head.series:
            head.series, head.series_line = rubric, line
        head.headline = [line]
        head.headline_rule = ("first line of the head", 0.7) if head.byline else ("first line of the head", 0.95)
        sentence = line.text.endswith(".") and not re.search(r"\b[A-Z]\.$", line.text)
        head.uncertain = sentence and not self._byline_follows(2)
        return True

    def _headline_more(self, line: Line) -> bool:
        """The second line of a headline that was broken."""
        last = self.head.headline[-1]
        if (
            self.head.standfirst
            or self.head.byline
            or line.number != last.number + 1
            or len(self.head.headline) > HEADLINE_LINES
        ):
            return False
        broken = last.text.endswith((":", ",", "-", "–", "—", "&")) or (
            line.text[0].islower() and width(line.text) <= LONGEST_DECK
        )
        if not broken or is_prose(line.text) or not is_titlish(line.text):
            return False
        self.head.headline.append(line)
        return True

    def _fits_headline(self, line: Line) -> bool:
        wide, text = width(line.text), line.text
        if self._byline_follows(1):
            return wide <= LONGEST_HEADLINE
        if HEADLINE_LABEL.match(text):
            return wide <= LONGEST_HEADLINE
        if has_several_sentences(text) and ends_sentence(text):
            return False
        if text.rstrip(CLOSERS).endswith((".", "。")):
            limit = 0 if self.head.byline else SHORT_SENTENCE
            return wide <= limit and not continues_as_sentence(text) and bool(self._ahead(1))
        return wide <= (LONGEST_DECK if not self.head.byline else 120)

    def _byline_follows(self, reach: int) -> bool:
        if self.head.byline is not None:
            return False
        return any(read_byline(other.text) for other in self._ahead(reach))

    def _standfirst(self, line: Line) -> bool:
        """Between the headline and the byline, or the dates, stands the standfirst."""
        head = self.head
        if not head.headline or width(line.text) > LONGEST_STANDFIRST:
            return False
        closing = self._closing_line()
        if closing is None:
            return False
        head.standfirst.append(line)
        head.standfirst_rule = (f"between the headline and the {closing}", 0.9)
        return True

    def _closing_line(self) -> str | None:
        """What shows that this line is still in the head: the byline or a date that follows, and a body behind that."""
        before, later = self._line(), self._ahead(REACH)
        for place, other in enumerate(later):
            closing = self._closes_head(other)
            if closing:
                return closing if self._has_body_behind(place + 1) else None
            if other.number != before.number + 1 and (is_prose(before.text) or is_prose(other.text)):
                return None
            if is_rule(other.text):
                return None
            before = other
        return None

    def _closes_head(self, line: Line) -> str:
        if line.number in self.stamps:
            return "dates"
        unsigned = self.head.byline is None
        return "byline" if unsigned and (read_byline(line.text) or self._confirmed_names(line)) else ""

    def _has_body_behind(self, ahead: int) -> bool:
        behind = self.shown[self.next + ahead + 1 : self.next + ahead + 1 + BODY_REACH]
        return any(ends_sentence(self.lines[at].text) or is_prose(self.lines[at].text) for at in behind)

    def _deck(self) -> None:
        """A short line without a full stop between the head and the first long paragraph."""
        head = self.head
        if not head.headline or head.standfirst or self.next + 1 >= len(self.shown):
            return
        line, after = self._line(), self._ahead(1)[0]
        parted = after.number > line.number + 1
        if parted and is_deck(line.text) and is_prose(after.text):
            head.standfirst = [line]
            head.standfirst_rule = ("a short line before the first paragraph", 0.6)
            self.next += 1
