"""How well and how fast near-duplicates are found: python bench/near_duplicates.py FOLDER [NUMBER]

FOLDER holds texts, one a file; NUMBER (100,000) is the size of the archive that is searched. Prints how many pairs of
different texts would be compared word by word, how many changed copies are found, and what a text costs.
"""

import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.importing.twins.archive import ENOUGH, Archive
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
    texts = [
        path.read_text("utf-8", errors="replace") for path in sorted(Path(sys.argv[1]).rglob("*")) if path.is_file()
    ]
    known = [(words, mark) for words in map(words_of, texts) if (mark := sketch(words))]
    pairs = [sum(a == b for a, b in zip(one[1], other[1], strict=True)) for one, other in combinations(known, 2)]
    print(f"{len(known)} texts, {len(pairs)} pairs: {sum(equal >= ENOUGH for equal in pairs)} compared word by word")
    for name, change in CHANGES.items():
        again = [sketch(change(words, known[at - 1][0])) for at, (words, _) in enumerate(known)]
        hits = sum(Archive([(0, known[at][1])]).near(mark) == [0] for at, mark in enumerate(again) if mark)
        print(f"{name}: {hits / sum(mark is not None for mark in again):.1%} found")
    cost(known, size)


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
