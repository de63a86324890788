"""An invented archive of text dumps, the same at every call: people, thirty years, subjects, words by Zipf's law."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

VOCABULARY, SUBJECTS, SUBJECT_WORDS = 60_000, 2_000, 40
AUTHORS, TAGS, BATCH, A_FOLDER = 400, 600, 500, 1_000
FIRST_DAY, YEARS = datetime(1994, 1, 3, 6, 0), 30  # noqa: DTZ001 as a dump prints it, without a zone
COMMON = """
    the of and to in that a is was for it with as on be by at this have from they not but he his which or are we an
    had were one their has been who would will there more when can so said no if out up into than them only some
    could time these two may then do any like now over such our even most made after also did many must before
    through years where much your way well down should because each just those people how too little state good very
    make world still own see men work long get here between both life being under never day same another know year
    while last might us great old off come since against go came right used take three
""".split()  # noqa: SIM905 a vocabulary reads better as text
CONSONANTS, VOWELS = "bdfgklmnprtv", "aeiou"
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]


def word(number: int) -> str:
    """Return an invented word; no two numbers give the same one."""
    number, syllables = number + len(SYLLABLES), []
    while number:
        number, at = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[at])
    return "".join(syllables)


class Archive:
    """Texts by their number."""

    def __init__(self, columns: int, *, words: int = 700) -> None:
        """Draw the vocabulary and the people."""
        draw = np.random.default_rng(19_940_103)
        self.columns, self.words = columns, words
        self.vocabulary = [*COMMON, *(word(number) for number in range(VOCABULARY - len(COMMON)))]
        weights = 1 / np.arange(1, VOCABULARY + 1) ** 1.05
        self.cumulative = np.cumsum(weights / weights.sum())
        self.subjects = draw.integers(500, VOCABULARY, (SUBJECTS, SUBJECT_WORDS))
        self.people = [
            f"{word(int(one)).capitalize()} {word(int(other)).capitalize()}"
            for one, other in zip(draw.permutation(3000)[:AUTHORS], draw.permutation(3000)[:AUTHORS], strict=True)
        ]
        self.tags = [word(20_000 + number) for number in range(TAGS)]
        self.step = timedelta(days=365.25 * YEARS) / max(1, columns)

    def texts(self, start: int, end: int) -> Iterator[str]:
        """Yield the texts of some numbers, each the same whatever else is drawn."""
        for number in range(start, end):
            yield self.text(number)

    def headline(self, number: int) -> str:
        """Return the headline of a text; a few hundred come twice."""
        draw = np.random.default_rng([7, number])
        about = self.subjects[number % SUBJECTS][draw.integers(0, SUBJECT_WORDS, 3)]
        own = word(70_000 + number)
        return f"{self.vocabulary[about[0]].capitalize()} and the {self.vocabulary[about[1]]} of {own}"

    def text(self, number: int) -> str:
        """Return one dump: dates, headline, byline, some nine paragraphs, a bio, now and then tags and a list."""
        draw = np.random.default_rng([11, number])
        author = self.people[int(draw.zipf(1.2)) % AUTHORS]
        posted = FIRST_DAY + self.step * number + timedelta(minutes=int(draw.integers(0, 600)))
        stamp = posted.strftime("%Y-%m-%d %H:%M")
        parts = [f"Posted : {stamp}\nUpdated : {stamp}", self.headline(number), f"By {author}"]
        parts += self._paragraphs(draw, number % SUBJECTS)
        bio = f"{author} is a columnist and writes about {self.tags[hash_of(author) % TAGS]} for this newspaper."
        parts.append(f"{bio} He can be reached at {author.split()[0].lower()}@example.org.")
        if number % 3:
            chosen = sorted(
                {self.tags[(number % SUBJECTS) % TAGS], *(self.tags[at] for at in draw.zipf(1.3, 2) % TAGS)}
            )
            parts.append(f"Tags: {', '.join(chosen)}")
        if number % 10 == 0:
            others = draw.integers(0, self.columns, 5).tolist()
            lines = [f"  • {rank}. {self.headline(other)}" for rank, other in enumerate(others, start=1)]
            parts.append("\n".join(lines))
        return "\n\n".join(parts) + "\n"

    def _paragraphs(self, draw: Any, subject: int) -> Iterator[str]:
        most = np.searchsorted(self.cumulative, draw.random(self.words * 4 // 5))
        mine = self.subjects[subject][draw.integers(0, SUBJECT_WORDS, self.words // 5)]
        numbers = draw.permutation(np.concatenate([np.minimum(most, VOCABULARY - 1), mine])).tolist()
        words = [self.vocabulary[at] for at in numbers]
        for start in range(0, len(words), 80):
            sentences = [
                " ".join(words[at : at + 20]).capitalize() for at in range(start, min(start + 80, len(words)), 20)
            ]
            yield ". ".join(sentences) + "."


def hash_of(text: str) -> int:
    """Return a number that is the same in every process."""
    return sum(ord(char) * place for place, char in enumerate(text, start=1))


def write(folder: Path, columns: int) -> Path:
    """Write the texts into a folder, a thousand a folder below it; what is there already is not written again."""
    done = folder / f"complete-{columns}"
    if done.exists():
        return folder / "dumps"
    archive = Archive(columns)
    for number, text in enumerate(archive.texts(0, columns)):
        path = folder / "dumps" / f"{number // A_FOLDER:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done.touch()
    return folder / "dumps"
