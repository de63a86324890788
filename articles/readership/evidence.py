"""What a closed list keeps, so that it can be counted again when its hours have become days and months, and its hash.

For each column that held or contested a place: its permanent id, when it was published, who wrote it, why it was not
public when the list was closed (or nothing), and its readers bucket by bucket. Hours for a list of one day, days for
longer ones; months and the days of the list's own month for all time.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from articles.readership import reads, rules
from articles.readership.days import day_of
from articles.readership.ranking import Candidate, Place
from articles.readership.rulebook import Rules
from articles.readership.spans import Span, month_of

Kept = Sequence[Mapping[str, Any]]


def contested(found: Sequence[Candidate], standing: Sequence[Candidate], by: Rules) -> list[Candidate]:
    """Return those with as many readers as the last place or more, and the next few; of a shorter list, all."""
    if len(standing) < by.places:
        return list(found)
    above = [one for one in found if one.reads >= standing[-1].reads]
    return list(found[: len(above) + rules.RUNNERS_UP])


def collect(candidates: Sequence[Candidate], span: Span, *, day: date, window_days: int) -> list[dict[str, Any]]:
    """Return what is kept of candidates, in their order: two queries or three, one a table of reads."""
    found: dict[int, Counter[str]] = {one.article_id: Counter() for one in candidates}
    for bucket in reads.buckets_of(found, span):
        found[bucket.article_id][_key(bucket, day=day, window_days=window_days)] += bucket.reads
    return [
        {
            "column": one.guid,
            "published_at": one.published_at.astimezone(UTC).isoformat(),
            "published_on": one.published_on.isoformat(),
            "authors": list(one.authors),
            "out": one.out,
            "reads": [[key, count] for key, count in sorted(found[one.article_id].items())],
        }
        for one in candidates
    ]


def candidates(kept: Kept) -> list[Candidate]:
    """Return what a list kept as candidates; ValueError where it is not of that form."""
    try:
        return [
            Candidate(
                guid=one["column"],
                published_at=datetime.fromisoformat(one["published_at"]),
                published_on=date.fromisoformat(one["published_on"]),
                authors=tuple(one["authors"]),
                out=one["out"],
                reads=sum(count for _key, count in one["reads"]),
            )
            for one in kept
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"What the list kept is not of its form: {error!r}.") from error


def canonical(by: Rules, *, day: date, places: Iterable[Place], kept: Kept) -> str:
    """Return the text that the hash of a list is of: one line of JSON, keys in order, no space, no escape."""
    said = {
        "day": day.isoformat(),
        "rules": by.as_json(),
        "places": [list(place) for place in places],
        "buckets": list(kept),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(by: Rules, *, day: date, places: Iterable[Place], kept: Kept) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(by, day=day, places=places, kept=kept).encode()).hexdigest()


def _key(bucket: reads.Bucket, *, day: date, window_days: int) -> str:
    """Return the bucket of a list that stored reads lie in."""
    if isinstance(bucket.begins, datetime):
        if window_days == 1:
            return bucket.begins.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
        begins = day_of(bucket.begins)
    else:
        begins = bucket.begins
    is_month = bucket.grain == "month" or (window_days == rules.ALL_TIME and month_of(begins) < month_of(day))
    return f"{begins:%Y-%m}" if is_month else begins.isoformat()
