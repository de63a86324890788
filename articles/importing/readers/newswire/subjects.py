"""The subjects of the news agencies' common catalogue, and codes that have no name."""

from __future__ import annotations

import re

# The top of IPTC's subject codes and media topics: the first two figures of eight.
TOP = {
    "01": "arts, culture and entertainment", "02": "crime, law and justice", "03": "disaster and accident",
    "04": "economy, business and finance", "05": "education", "06": "environment", "07": "health",
    "08": "human interest", "09": "labour", "10": "lifestyle and leisure", "11": "politics",
    "12": "religion and belief", "13": "science and technology", "14": "social issue", "15": "sport",
    "16": "conflict, war and peace", "17": "weather",
}  # fmt: skip
EIGHT = re.compile(r"\d{8}")
CODE = re.compile(r"\d{4,}|[A-Za-z][\w.-]*:\S+|https?://\S+")


def name_of(code: str) -> str:
    """Return the name of a subject's code: that of the field that it belongs to; "" where that is not known."""
    scheme, _, digits = code.rpartition(":")
    if not EIGHT.fullmatch(digits):
        return ""
    if scheme.endswith("medtop") and not digits.endswith("000000"):
        return ""  # media topics below the top do not say what they belong to
    return TOP.get(digits[:2], "")


def is_code(name: str) -> bool:
    """Whether a label is only a code, which no reader would follow."""
    return CODE.fullmatch(name) is not None
