"""Text dumps for tests, as a page of the old site looked when it was saved."""

from collections.abc import Iterable
from pathlib import Path

SUBJECTS = ("ferry", "orchard", "signal box", "quarry", "library", "bakery", "lock keeper", "weather station")

NAMES = (
    "Ada Berg", "Jo Ferreira", "Mara Lindqvist", "Ines Varga", "Tom Okafor", "Lena Novak", "Piet de Vries", "Min Seo",
)  # fmt: skip


def make_dump(
    headline: str = "A bridge too dear",
    *,
    by: str = "Mara Lindqvist",
    posted: str = "2012-05-06 10:30",
    paragraphs: Iterable[str] = (),
    bio: str = "",
    most_read: Iterable[str] = (),
) -> str:
    """Return the text of one page; every part that matters to a test can be named."""
    text = paragraphs or (
        f"The council has decided on {headline.lower()}, and it did so at midnight, with the doors closed.",
        "The second paragraph says why the river was never the problem in the first place, whatever was said.",
    )
    parts = [f"Posted : {posted}\nUpdated : {posted}"] if posted else []
    parts += [headline] + ([f"By {by}"] if by else []) + list(text)
    if bio:
        parts.append(bio)
    dump = "\n\n".join(parts)
    lines = [f"  • {rank}. {line}" for rank, line in enumerate(most_read, start=1)]
    return "\n".join([dump, *lines]) + "\n"


def write_dumps(folder: Path, number: int) -> Path:
    """Write so many different dumps by eight columnists into a folder; some share a headline, all a list."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(number):
        subject = SUBJECTS[index % len(SUBJECTS)]
        text = make_dump(
            f"The {subject} and the {SUBJECTS[index // 8 % len(SUBJECTS)]}",
            by=NAMES[index % len(NAMES)],
            posted=f"2013-{index % 12 + 1:02}-{index % 27 + 1:02} 09:{index % 60:02}",
            paragraphs=(
                f"This is column number {index}, and it concerns the {subject} at the end of the northern road.",
                f"Nobody who has seen the {subject} in winter would say that number {index} tells the whole of it.",
            ),
            most_read=["The ferry and the ferry", f"Item {index} of the day"],
        )
        (folder / f"{index:03}.txt").write_text(text, encoding="utf-8")
    return folder
