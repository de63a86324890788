"""The dates of one article from its date lines: what was read, and what an editor has to settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import lru_cache

from articles.importing.documents import DatedMoment, Notice, Precision, Severity
from articles.importing.readers.lines import Line
from articles.importing.readers.moments import Fault, Reading, read_moment
from articles.importing.readers.textdump.dates import Role, Stamp

SEVERITIES = {"ambiguous_time": Severity.NOTE, "weekday_mismatch": Severity.WARN}
_read_moment = lru_cache(maxsize=64)(read_moment)  # a column that was never changed has one moment twice
NAMES = {Role.PUBLISHED: "date of posting", Role.UPDATED: "date of the last update"}


@dataclass(slots=True)
class Dating:
    """The two moments, the lines that they were read from, and the notices."""

    moments: dict[Role, DatedMoment] = field(default_factory=dict)
    lines: dict[Role, int] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def read_dates(
    lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]], bare: Line | None, zone: tzinfo
) -> Dating:
    """Read the date lines of an article; `bare` is a date without a label that stands in its head."""
    dating = Dating()
    seen: set[Role] = set()
    for line in lines:
        for stamp in stamps.get(line.number, ()):
            seen.add(stamp.role)
            _add(dating, line, stamp, zone)
    if bare is not None and Role.PUBLISHED not in seen:
        seen.add(Role.PUBLISHED)
        _add(dating, bare, Stamp(Role.PUBLISHED, bare.text), zone)
        message = (
            f"Line {bare.number}, “{bare.text}”, does not say what it dates. Confirm that it is the date of posting."
        )
        dating.notices.append(
            Notice(code="date_without_label", message=message, line=bare.number, severity=Severity.HOLD)
        )
    if Role.PUBLISHED not in seen:
        message = "No date of posting was found. Give one before the column is published."
        dating.notices.append(Notice(code="no_date", message=message, severity=Severity.HOLD))
    _compare(dating)
    return dating


def _add(dating: Dating, line: Line, stamp: Stamp, zone: tzinfo) -> None:
    if not stamp.value:
        message = f"Line {line.number}, “{line.text}”, names no date."
        dating.notices.append(Notice(code="no_date", message=message, line=line.number, severity=_severity("", stamp)))
        return
    reading = _read_moment(stamp.value, zone)
    faults = reading.remarks if isinstance(reading, Reading) else (reading,)
    for fault in faults:
        dating.notices.append(_notice(fault, line, stamp))
    if isinstance(reading, Reading):
        _keep(dating, line, stamp, reading.moment)


def _keep(dating: Dating, line: Line, stamp: Stamp, moment: DatedMoment) -> None:
    known = dating.moments.get(stamp.role)
    if known is not None and known.at != moment.at:
        first = dating.lines[stamp.role]
        message = f"Line {line.number}, “{line.text}”, gives another {NAMES[stamp.role]} than line {first}."
        dating.notices.append(
            Notice(code="conflicting_dates", message=message, line=line.number, severity=Severity.HOLD)
        )
    elif known is not None:
        message = f"Line {line.number}, “{line.text}”, gives the {NAMES[stamp.role]} again."
        dating.notices.append(Notice(code="date_repeated", message=message, line=line.number, severity=Severity.NOTE))
    else:
        dating.moments[stamp.role] = moment
        dating.lines[stamp.role] = line.number


def _severity(code: str, stamp: Stamp) -> Severity:
    """An update that is left empty stops nobody; a date of posting does."""
    if not code:
        return Severity.HOLD if stamp.role is Role.PUBLISHED else Severity.WARN
    return SEVERITIES.get(code, Severity.HOLD)


def _notice(fault: Fault, line: Line, stamp: Stamp) -> Notice:
    message = f"Line {line.number}, “{line.text}”, {fault.why}."
    return Notice(code=fault.code, message=message, line=line.number, severity=_severity(fault.code, stamp))


def _compare(dating: Dating) -> None:
    published, updated = dating.moments.get(Role.PUBLISHED), dating.moments.get(Role.UPDATED)
    if published is None or updated is None or not _is_before(updated, published):
        return
    line = dating.lines[Role.UPDATED]
    message = f"Line {line} gives an update that is earlier than the posting. Both are kept as printed."
    dating.notices.append(Notice(code="updated_before_posted", message=message, line=line))


def _is_before(one: DatedMoment, other: DatedMoment) -> bool:
    """Compare as exactly as the less exact of the two allows."""
    coarse = {one.precision, other.precision}
    if Precision.YEAR in coarse:
        return one.at.year < other.at.year
    if Precision.MONTH in coarse:
        return (one.at.year, one.at.month) < (other.at.year, other.at.month)
    if Precision.DAY in coarse:
        return one.at.date() < other.at.date()
    return one.at < other.at
