"""How well and how fast near-duplicates are found: python bench/near_duplicates.py TEXTS [NUMBER]

TEXTS is a folder of texts, one a file, or a file of JSON Lines (also in gzip) whose objects have a "text"; NUMBER
(100,000) is the size of the archive that is searched. Prints how many pairs of different texts would be compared word
by word, how many of them would be held and how many are let go as two reports of one kind, how many changed copies
are found, and what a text costs.
"""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.importing.twins.archive import ENOUGH, Archive
from articles.importing.twins.likeness import is_next_report, is_twin, percent
from articles.importing.twins.sketching import BYTES, sketch, words_of

Words = list[str]
CHANGES: dict[str, Callable[[Words, Words], Words]] = {
    "another ending, a quarter": lambda one, other: one[: len(one) * 3 // 4] + other[: len(one) // 4],
    "another ending, a third": lambda one, other: one[: len(one) * 2 // 3] + other[: len(one) // 3],
    "cut by a third": lambda one, other: one[: len(one) * 2 // 3],
    "every twentieth word": lambda one, other: [f"x{word}" if at % 20 == 0 else word for at, word in enumerate(one)],
    "every tenth word": lambda one, other: [f"x{word}" if at % 10 == 0 else word for at, word in enumerate(one)],
}


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000  # noqa: PLR2004 an argument
    texts = texts_of(Path(sys.argv[1]))
    known = [(words, mark) for words in map(words_of, texts) if (mark := sketch(words))]
    long = [text for text in texts if sketch(words_of(text))]
    marks = np.frombuffer(b"".join(mark for _, mark in known), dtype=np.uint8).reshape(-1, BYTES)
    alike = [
        (at, int(other))
        for at, mark in enumerate(marks)
        for other in np.nonzero((marks[:at] == mark).sum(axis=1) >= ENOUGH)[0]
    ]
    print(f"{len(known)} texts, {len(known) * (len(known) - 1) // 2} pairs: {len(alike)} compared word by word")
    held = [pair for pair in alike if would_be_held(*(known[at][0] for at in pair))]
    let_go = sum(is_next_report(long[one], long[other]) for one, other in held)
    print(f"{len(held) - let_go} of them held, {let_go} more but for their figures")
    for name, change in CHANGES.items():
        again = [sketch(change(words, known[at - 1][0])) for at, (words, _) in enumerate(known)]
        hits = sum(Archive([(0, known[at][1])]).near(mark) == [0] for at, mark in enumerate(again) if mark)
        print(f"{name}: {hits / sum(mark is not None for mark in again):.1%} found")
    cost(known, size)


def texts_of(path: Path) -> list[str]:
    """Return the texts of a folder, or of a file of JSON Lines."""
    if path.is_dir():
        return [file.read_text("utf-8", errors="replace") for file in sorted(path.rglob("*")) if file.is_file()]
    content = path.read_bytes()
    lines = (gzip.decompress(content) if path.suffix == ".gz" else content).decode().splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def would_be_held(one: Words, other: Words) -> bool:
    """Whether two texts of one columnist are alike enough, whatever their figures are."""
    return is_twin(percent(one, other), words=min(len(one), len(other)), is_same_author=True)


def cost(known: list[tuple[Words, bytes]], size: int) -> None:
    """Print what a text costs in an archive of some size, against what its sketch costs alone."""
    rows = np.random.default_rng(1).integers(0, 256, size=(size, BYTES), dtype=np.uint8)
    archive = Archive((at, row.tobytes()) for at, row in enumerate(rows))
    began = process_time()
    for words, _ in known:
        sketch(words)
    sketched = process_time()
    for _, mark in known:
        archive.near(mark)
    looked = process_time()
    one, other = (sketched - began) / len(known) * 1000, (looked - sketched) / len(known) * 1000
    room = size * (BYTES + 8) / 1e6
    print(f"a sketch {one:.2f} ms, a look through {size:,} {other:.2f} ms of processor time; {room:.1f} MB")


if __name__ == "__main__":
    main()
