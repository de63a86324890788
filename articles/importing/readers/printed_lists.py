"""Which numbered list of an article is the page's most-read list, and which belongs to the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.importing.readers.bios import is_bio
from articles.importing.readers.dates import Stamp
from articles.importing.readers.lines import Line, is_prose, is_rule
from articles.importing.readers.ranked_lists import RankedList, Run, looks_like_headlines, read_list

FEW = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text lines (no dates, no drawn lines) of the article before and behind a run."""

    before: Sequence[Line]
    behind: Sequence[Line]


def choose_list(
    lines: Sequence[Line], runs: Sequence[Run], stamps: Mapping[int, tuple[Stamp, ...]]
) -> tuple[RankedList | None, tuple[Run, ...]]:
    """Give the most-read list of an article, and further lists of its kind, which have no place in an article."""
    inside = {line.number for line in lines}
    chosen: list[tuple[Run, RankedList]] = []
    for run in runs:
        if run.items[0].lines[0].number in inside:
            rule = _rule(run, _surroundings(run, lines, stamps))
            if rule:
                chosen.append((run, read_list(run, rule=rule[0], confidence=rule[1])))
    best = max((found for _, found in chosen), key=lambda found: (found.confidence, len(found.entries)), default=None)
    others = tuple(run for run, found in chosen if found is not best)
    return best, others


def _surroundings(run: Run, lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]]) -> Surroundings:
    own = {line.number for line in run.lines}
    first, last = min(own), max(own)
    texts = [line for line in lines if line.text and line.number not in stamps and not is_rule(line.text)]
    return Surroundings(
        before=[line for line in texts if line.number < first],
        behind=[line for line in texts if line.number > last],
    )


def _rule(run: Run, around: Surroundings) -> tuple[str, float] | None:
    """Say by which rule a run is the most-read list; None for a list of the body."""
    if run.heading is not None:
        return _rule_under_heading(run)
    headlines = looks_like_headlines(run)
    has_first = any(item.rank == 1 for item in run.items)
    if not any(is_prose(line.text) for line in around.before):
        fits = headlines and (has_first or run.items[0].bulleted) and any(is_prose(line.text) for line in around.behind)
        return ("a numbered list before the article", 0.9) if fits and not _is_headline(run, around) else None
    after_bio = is_bio(around.before[-1].text, ())
    if any(is_prose(line.text) and not is_bio(line.text, ()) for line in around.behind):
        fits = headlines and run.items[0].bulleted and len(run.items) > 2  # noqa: PLR2004 - two points may be the writer's
        return ("a numbered list with bullets", 0.75) if fits else None
    return _rule_at_end(run, around.before[-1], headlines=headlines, after_bio=after_bio)


def _rule_under_heading(run: Run) -> tuple[str, float] | None:
    """Lines without a number and a bullet are a list only where there are several of them."""
    first = run.items[0]
    if first.form == "by place" and not first.bulleted and len(run.items) < FEW:
        return None
    return ("lines under a heading", 0.8) if first.form == "by place" else ("a numbered list under its heading", 0.98)


def _is_headline(run: Run, around: Surroundings) -> bool:
    """A single numbered line above a column may be its headline ("1. The first of three")."""
    return len(run.items) == 1 and not run.items[0].bulleted and not around.before


def _rule_at_end(run: Run, before: Line, *, headlines: bool, after_bio: bool) -> tuple[str, float] | None:
    has_first = any(item.rank == 1 for item in run.items)
    if after_bio and (has_first or run.items[0].bulleted):
        return "a numbered list after the bio", 0.97
    if not headlines or before.text.endswith((":", "：")):
        return None
    if run.items[0].bulleted or run.items[0].form == "위":
        return "a numbered list with bullets at the end", 0.95
    if has_first and len(run.items) > 1:
        return "a numbered list of headlines at the end", 0.8
    return None
