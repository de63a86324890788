"""How well saved web pages are read, measured on pages with known content, beside trafilatura in the same run.

    .venv/bin/python bench/web_pages_quality.py ../shared/importing/html

Prints one JSON object for each reader with the columns of that folder's README, and how many pages a second it reads as
a share of what plain trafilatura reads. `--misses` names each page that is not right and what was read instead.
"""

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


from trafilatura import bare_extraction

from articles.importing.documents import UnreadableError
from articles.importing.readers.web import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader made of a page, as it is compared."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""
    body: str = ""


@dataclass(slots=True)
class Score:
    """The shares that were right, by column, and what was wrong."""

    columns: dict[str, list[float]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, column: str, share: float, miss: str) -> None:
        """Count one comparison."""
        self.columns.setdefault(column, []).append(share)
        if share < 1:
            self.misses.append(f"{column} {share:.3f} {miss}")

    def figures(self) -> dict[str, Any]:
        """Return for each column the mean and how many were compared."""
        return {column: (round(mean(shares), 4), len(shares)) for column, shares in self.columns.items()}


def bag(text: str) -> Counter[str]:
    """Return the words of a text, counted."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()))


def f1(found: str, expected: str) -> float:
    """Return the harmonic mean of precision and recall of two bags of words."""
    one, other = bag(found), bag(expected)
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


def folded(text: str) -> str:
    """Return a text lower-cased and without punctuation, white space collapsed."""
    plain = re.sub(r"[^\w\s]", "", unicodedata.normalize("NFKC", text).lower())
    return " ".join(plain.split())


def collapsed(text: str) -> str:
    """Return a text with its white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def compare(score: Score, record: dict[str, Any], found: Found) -> None:
    """Count a page in every column that its record knows."""
    name = record["file"]
    if record.get("body_text") is not None:
        score.add("body F1", f1(found.body, record["body_text"]), name)
    body = collapsed(found.body)
    for snippet in record.get("with") or ():
        score.add("kept", float(collapsed(snippet) in body), f"{name}: {snippet!r}")
    for snippet in record.get("without") or ():
        score.add("left out", float(collapsed(snippet) not in body), f"{name}: {snippet!r}")
    if record.get("headline"):
        one, other = folded(found.headline), folded(record["headline"])
        line = f"{name}: {found.headline!r} for {record['headline']!r}"
        score.add("headline exact", float(one == other), line)
        score.add("headline contained", float(bool(one) and (one in other or other in one)), line)
    if record.get("authors"):
        names = [folded(author) for author in found.authors]
        right = all(any(folded(author) in name for name in names) for author in record["authors"])
        score.add("authors", float(right), f"{name}: {found.authors!r} for {record['authors']!r}")
    if record.get("date"):
        score.add("date", float(found.day == record["date"][:10]), f"{name}: {found.day!r} for {record['date']!r}")


def ours(record: dict[str, Any], content: bytes) -> Found:
    """Read a page with the project's reader."""
    try:
        document = reading.read(record["file"].removesuffix(".gz"), content, reading.ReadOptions())[0]
    except UnreadableError:
        return Found()
    return Found(
        headline=document.headline,
        authors=tuple(credit.name for credit in document.credits),
        day=document.published.at.date().isoformat() if document.published else "",
        body="\n".join(document.paragraphs),
    )


def trafilatura(record: dict[str, Any], content: bytes, *, precision: bool = False) -> Found:
    """Read a page with trafilatura and nothing else."""
    document: Any = bare_extraction(
        content, url=record["url"], with_metadata=True, include_comments=False, favor_precision=precision
    )
    if document is None:
        return Found()
    return Found(
        headline=document.title or "",
        authors=tuple(name.strip() for name in (document.author or "").split(";")),
        day=document.date or "",
        body=document.text or "",
    )


def precise(record: dict[str, Any], content: bytes) -> Found:
    """Read a page with trafilatura in its precision mode."""
    return trafilatura(record, content, precision=True)


def pages(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield each record of the folder with the bytes of its page."""
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record, gzip.decompress((folder / record["file"]).read_bytes())


Reader = Callable[[dict[str, Any], bytes], Found]
READERS: dict[str, Reader] = {"ours": ours, "trafilatura": trafilatura, "trafilatura, precision mode": precise}


def measure(given: Iterable[tuple[dict[str, Any], bytes]], reader: Reader) -> tuple[Score, float]:
    """Return how a reader does on pages, and the seconds it took."""
    score, took = Score(), 0.0
    for record, content in given:
        start = time.perf_counter()
        found = reader(record, content)
        took += time.perf_counter() - start
        compare(score, record, found)
    return score, took


def main() -> None:
    """Measure each reader on the pages of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="name what is not right")
    parser.add_argument("--only", choices=READERS, help="measure one reader")
    options = parser.parse_args()
    given = list(pages(options.folder))
    plain = 0.0
    for name, reader in reversed(READERS.items()):
        if options.only and name != options.only:
            continue
        score, took = measure(given, reader)
        plain = took if name == "trafilatura" else plain
        speed = {"speed against plain trafilatura": round(plain / took, 2)} if plain else {}
        print(json.dumps({"reader": name, "pages": len(given), **score.figures(), **speed}))
        for miss in sorted(score.misses) if options.misses else ():
            print("   ", miss)


if __name__ == "__main__":
    main()
