"""Hours and days in the paper's zone."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day_of(moment: datetime) -> date:
    """Return the day of an aware moment in the paper's zone."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def start_of(day: date) -> datetime:
    """Return the first moment of a day in the paper's zone, aware."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """Return the first moment after a day in the paper's zone, aware."""
    return start_of(day + timedelta(days=1))


def hour_of(moment: datetime) -> datetime:
    """Return the beginning of the hour of an aware moment.

    Hours are the paper's own, so that no hour lies across midnight where the zone is half an hour off.
    """
    return timezone.localtime(moment, timezone.get_default_timezone()).replace(minute=0, second=0, microsecond=0)


def seconds_left(moment: datetime) -> int:
    """Return the whole seconds until the paper's day ends, at least one."""
    return max(1, int((end_of(day_of(moment)) - moment).total_seconds()))


def in_words(day: date) -> str:
    """Return “3 April 2011”."""
    return f"{day.day} {day:%B} {day.year}"
