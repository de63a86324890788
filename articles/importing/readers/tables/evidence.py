"""What the values of a column look like, whatever stands over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from articles.importing.readers.tables.grids import Value, as_text, is_filled

SAMPLE = 300
LONG = 200
NEARLY_ALL = 0.8  # of the filled cells
SENTENCE = re.compile(r"[.!?。다]['\"”’)]*\s+\S")
HTML = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|img|a|em|strong|i|b|span|table|section)\b", re.IGNORECASE
)
URL = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
PATH = re.compile(r"/[^\s/][^\s]*$|[\w.-]+\.[a-z]{2,}/\S+$", re.IGNORECASE)
PICTURE = re.compile(r"[^\s?]+\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)(?:\?\S*)?$", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?$")
FLAGS = frozenset({"true", "false", "yes", "no", "y", "n", "0", "1", "t", "f", "예", "아니오", "o", "x"})
DATE = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?(?:"
    r"(?:18|19|20)\d{2}\s*[-./년]\s*\d{1,2}(?:\s*[-./월]\s*\d{1,2})?|"
    r"(?:18|19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?!\d{1,5}$)|"
    r"\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*(?:\d{4}|\d{2})\b|"
    r"\d{1,2}(?:st|nd|rd|th)?[\s-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s,.-]+'?(?:\d{4}|\d{2})\b|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+'?(?:\d{4}|\d{2})\b|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}\b)",
    re.IGNORECASE,
)
LONGEST_DATE = 60
EPOCH = re.compile(r"(?:1[0-9]{9}|[1-9]\d{8})(?:\d{3}|\d{6})?(?:\.0+)?$")
NAME = re.compile(
    r"(?:by\s+)?(?:[^\W\d_][\w'’.-]*\s+){1,4}[^\W\d_][\w'’.-]*$|[가-힣]{2,4}(?:\s*(?:기자|특파원|논설위원|칼럼니스트|교수))?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a column holds, in shares of its filled cells (looked at: the first few hundred)."""

    rows: int
    filled: int
    unique: float
    mean_length: float
    longest: int
    dates: float
    real_dates: float
    urls: float
    paths: float
    pictures: float
    numbers: float
    epochs: float
    flags: float
    names: float
    html: float
    sentences: float
    distinct: int

    @property
    def kind(self) -> str:
        """What the column looks like, in a word; of a table without a header it stands for the column's name."""
        for word, share in (
            ("date", self.dates),
            ("picture", self.pictures),
            ("address", self.urls),
            ("number", self.numbers),
        ):
            if share > NEARLY_ALL:
                return word
        if not self.filled:
            return "empty"
        return "text" if self.mean_length >= LONG else "name" if self.names > NEARLY_ALL else "line"


def profile(values: Sequence[Value], rows: int) -> Profile:
    """Look at the values of a column; `rows` is how many rows the table has."""
    filled = list(islice((value for value in values if is_filled(value)), SAMPLE))
    texts = [as_text(value).strip() for value in filled]
    count = len(texts) or 1

    def share(pattern: re.Pattern[str], *, search: bool = False) -> float:
        return sum(1 for text in texts if (pattern.search(text) if search else pattern.match(text))) / count

    return Profile(
        rows=rows,
        filled=len(values),
        unique=len(set(texts)) / count,
        mean_length=sum(map(len, texts)) / count,
        longest=max(map(len, texts), default=0),
        dates=sum(1 for value in filled if looks_like_date(value)) / count,
        real_dates=sum(1 for value in filled if isinstance(value, datetime)) / count,
        urls=share(URL),
        paths=share(PATH),
        pictures=share(PICTURE),
        numbers=share(NUMBER),
        epochs=share(EPOCH),
        flags=sum(1 for text in texts if text.casefold() in FLAGS) / count,
        names=share(NAME),
        html=share(HTML, search=True),
        sentences=share(SENTENCE, search=True),
        distinct=len({text.casefold() for text in texts}),
    )


def looks_like_date(value: Value) -> bool:
    """Whether a cell begins as a date does and holds little more."""
    if isinstance(value, datetime):
        return True
    text = as_text(value).strip()
    return len(text) <= LONGEST_DATE and DATE.match(text) is not None
