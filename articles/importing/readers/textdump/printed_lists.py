"""Which numbered list of an article is the page's most-read list, and which belongs to the body."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

from articles.importing.documents import Credit
from articles.importing.readers.lines import Line, is_prose, is_rule
from articles.importing.readers.textdump.bios import is_bio, is_bio_by_surname
from articles.importing.readers.textdump.bylines import read_byline
from articles.importing.readers.textdump.corrections import is_correction
from articles.importing.readers.textdump.dates import Stamp, part_byline
from articles.importing.readers.textdump.ranked_lists import RankedList, Run, looks_like_headlines, read_list

FEW = 3
MANY = 5
HEAD_REACH = 12


class Surroundings:
    """The text lines of an article (no dates, no drawn lines) and which of them are running text."""

    def __init__(
        self, lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]], people: Sequence[Credit]
    ) -> None:
        """Look at every line once, however many lists there are; `people` are those that the head names."""
        self.people = people
        self.texts = [line for line in lines if line.text and line.number not in stamps and not is_rule(line.text)]
        self.numbers = [line.number for line in self.texts]
        prose = [line for line in self.texts if is_prose(line.text)]
        self.first_prose = prose[0].number if prose else None
        self.last_prose = prose[-1].number if prose else None
        self.last_story = next((line.number for line in reversed(prose) if not self.closes(line)), None)

    def closes(self, line: Line) -> bool:
        """Whether a line stands behind a story: a bio, as seen without the rest of the article, or a correction."""
        is_about = is_bio(line.text, self.people) or is_bio_by_surname(line.text, self.people)
        return is_about or is_correction(line.text)

    def before(self, run: Run) -> Line | None:
        """The last text line before a run."""
        at = bisect_left(self.numbers, min(line.number for line in run.lines))
        return self.texts[at - 1] if at else None

    def has_prose_before(self, run: Run) -> bool:
        """Whether running text stands before a run."""
        return self.first_prose is not None and self.first_prose < run.lines[0].number

    def has_prose_behind(self, run: Run) -> bool:
        """Whether running text stands behind a run."""
        return self.last_prose is not None and self.last_prose > run.lines[-1].number

    def has_text_behind(self, run: Run) -> bool:
        """Whether anything at all stands behind a run."""
        return bool(self.numbers) and self.numbers[-1] > run.lines[-1].number

    def has_story_behind(self, run: Run) -> bool:
        """Whether running text that is not about the writer stands behind a run."""
        return self.last_story is not None and self.last_story > run.lines[-1].number


def choose_list(
    lines: Sequence[Line], runs: Sequence[Run], stamps: Mapping[int, tuple[Stamp, ...]]
) -> tuple[RankedList | None, tuple[Run, ...]]:
    """Give the most-read list of an article, and further lists of its kind, which have no place in an article.

    `runs` are those of the whole file in order.
    """
    if not lines:
        return None, ()
    low = bisect_left(runs, lines[0].number, key=_first_number)
    high = bisect_right(runs, lines[-1].number, key=_first_number)
    if low == high:
        return None, ()
    around = Surroundings(lines, stamps, _first_people(lines, runs[low:high]))
    chosen = [(run, rule) for run in runs[low:high] if (rule := _rule(run, around))]
    if not chosen:
        return None, ()
    best, (name, confidence) = max(chosen, key=lambda pair: (pair[1][1], len(pair[0].items)))
    return read_list(best, rule=name, confidence=confidence), tuple(run for run, _ in chosen if run is not best)


def _first_people(lines: Sequence[Line], runs: Sequence[Run]) -> tuple[Credit, ...]:
    """The people of the first byline near the beginning."""
    listed = {line.number for run in runs for line in run.lines}
    for line in islice((line for line in lines if line.text and line.number not in listed), HEAD_REACH):
        byline = read_byline(line.text) or part_byline(line.text)[0]
        if byline is not None:
            return byline.credits
    return ()


def _first_number(run: Run) -> int:
    return run.items[0].lines[0].number


def _rule(run: Run, around: Surroundings) -> tuple[str, float] | None:
    """Say by which rule a run is the most-read list; None for a list of the body."""
    if run.heading is not None:
        return _rule_under_heading(run)
    headlines = looks_like_headlines(run)
    before = around.before(run)
    # A text of short lines alone has no running text on either side: there the place of the list decides.
    if before is None or (around.has_prose_behind(run) and not around.has_prose_before(run)):
        has_rank = run.items[0].bulleted or any(item.rank == 1 for item in run.items)
        fits = headlines and has_rank and around.has_prose_behind(run) and not _is_headline(run, before)
        return ("a numbered list before the article", 0.9) if fits else None
    if around.has_story_behind(run):
        fits = headlines and run.items[0].bulleted and len(run.items) >= FEW  # two points may be the writer's
        return ("a numbered list with bullets", 0.75) if fits else None
    if around.has_text_behind(run) and not run.items[0].bulleted and len(run.items) < MANY:
        return None
    return _rule_at_end(run, before, headlines=headlines, after_bio=around.closes(before))


def _rule_under_heading(run: Run) -> tuple[str, float] | None:
    """Lines without a number and a bullet are a list only where there are several of them."""
    first = run.items[0]
    if first.form == "by place" and not first.bulleted and len(run.items) < FEW:
        return None
    return ("lines under a heading", 0.8) if first.form == "by place" else ("a numbered list under its heading", 0.98)


def _is_headline(run: Run, before: Line | None) -> bool:
    """A single numbered line above a column may be its headline ("1. The first of three")."""
    return len(run.items) == 1 and not run.items[0].bulleted and before is None


def _rule_at_end(run: Run, before: Line, *, headlines: bool, after_bio: bool) -> tuple[str, float] | None:
    has_first = any(item.rank == 1 for item in run.items)
    if after_bio and (has_first or run.items[0].bulleted):
        return "a numbered list after the bio", 0.97
    if before.text.endswith((":", "：")):
        return None
    if run.items[0].bulleted or run.items[0].form == "위":
        return "a numbered list with bullets at the end", 0.95 if headlines else 0.7
    if headlines and has_first and len(run.items) > 1:
        return "a numbered list of headlines at the end", 0.8
    return None
