"""The sample archive keeps its promises, and the loader reads each of its files without a doubt."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from articles.importing.documents import Document, Severity, Verdict
from articles.importing.readers import read

FOLDER = Path(__file__).resolve().parents[1] / "samples"
FILES = sorted(FOLDER.glob("*/*.txt"))
SEOUL = ZoneInfo("Asia/Seoul")
NEWEST = datetime(2026, 11, 20, tzinfo=SEOUL)
HANGUL = re.compile("[가-힣]")
DATES = re.compile(r"(?:Posted|입력) : (\S+ \S+)\n(?:Updated|수정) : (\S+ \S+)\n(?:Tags|태그) : (.+)\n\n")
BYLINE = re.compile(r"(?:By|글) (.+)")
BIO = re.compile(r"\w[\w -]+? (?:is|was|teaches|has|translates|writes|drew|taught|cooks)\b|[가-힣]{2,4}[은는] ")
LIST_ITEM = re.compile(r"  • (\d+)\. (\S.*)")
CUT_OFF = "2009-11-12-the-smallest-public-building.txt"
TEX_QUOTES = "2010-02-11-what-the-record-leaves-out.txt"
ANSWER = "2012-10-25-send-the-bill-upstairs.txt"
EDITORIAL = "2026-11-19-the-whole-archive-mistakes-included.txt"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sample file, taken apart by its position only, so that it can judge what the loader makes of it."""

    path: Path
    posted: datetime
    updated: datetime
    tags: tuple[str, ...]
    rubric: str
    headline: str
    standfirst: str
    byline: str
    body: tuple[str, ...]
    bio: str
    most_read: tuple[tuple[int, str], ...]

    @property
    def is_korean(self) -> bool:
        return bool(HANGUL.search(self.headline))

    @property
    def authors(self) -> tuple[str, ...]:
        if self.is_korean:
            return (self.byline.split()[0],)
        return tuple(self.byline.split(" and ")) if self.byline else ()

    @property
    def corrections(self) -> tuple[str, ...]:
        return tuple(paragraph for paragraph in self.body if paragraph.startswith("Correction: "))


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL)


def _head(blocks: list[str]) -> tuple[str, str, str, str, list[str]]:
    """Part rubric, headline, standfirst and byline from the rest; what has no byline has no standfirst either."""
    rubric = blocks.pop(0).strip("[]") if blocks[0].startswith("[") else ""
    headline = blocks.pop(0)
    place = next((place for place in (0, 1) if BYLINE.fullmatch(blocks[place])), None)
    if place is None:
        return rubric, headline, "", "", blocks
    return rubric, headline, "".join(blocks[:place]), blocks[place].split(" ", 1)[1], blocks[place + 1 :]


def _sample(path: Path) -> Sample:
    text = path.read_text(encoding="utf-8")
    match = DATES.match(text)
    assert match, f"{path.name} does not begin with its dates and tags"
    *blocks, tail = text[match.end() :].rstrip("\n").split("\n\n")
    last, *items = tail.split("\n")
    rubric, headline, standfirst, byline, body = _head([*blocks, last])
    bio = body.pop() if byline and BIO.match(body[-1]) else ""
    found = [LIST_ITEM.fullmatch(item) for item in items]
    return Sample(
        path=path,
        posted=_moment(match[1]),
        updated=_moment(match[2]),
        tags=tuple(match[3].split(", ")),
        rubric=rubric,
        headline=headline,
        standfirst=standfirst,
        byline=byline,
        body=tuple(body),
        bio=bio,
        most_read=tuple((int(item[1]), item[2]) for item in found if item),
    )


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(_sample(path) for path in FILES)


@cache
def document(path: Path) -> Document:
    (only,) = read(path.name, path.read_bytes())
    return only


def named(name: str) -> Sample:
    return next(sample for sample in samples() if sample.path.name == name)


every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_archive_is_large_and_varied() -> None:
    authors = Counter(author for sample in samples() for author in sample.authors)
    tags = Counter(tag for sample in samples() for tag in sample.tags)

    assert len(samples()) >= 32
    assert len(authors) >= 9
    assert len({sample.posted.year for sample in samples()}) >= 7
    assert sum(number >= 3 for number in tags.values()) >= 8
    assert sum(not HANGUL.search(tag) for tag in tags) <= 30


def test_archive_has_every_kind_of_column() -> None:
    series = [sample.headline for sample in samples() if sample.rubric == "The River Files"]

    assert sum(len(sample.authors) == 2 for sample in samples()) == 2
    assert sum(sample.is_korean for sample in samples()) == 3
    assert sum(bool(sample.corrections) for sample in samples()) == 2
    assert len(series) == 4
    assert [sample.path.name for sample in samples() if not sample.authors] == [EDITORIAL]


def test_front_page_is_recent() -> None:
    recent = [sample for sample in samples() if sample.posted >= datetime(2026, 10, 1, tzinfo=SEOUL)]

    assert len(recent) >= 4
    assert max(sample.updated for sample in samples()) < NEWEST


def test_one_column_answers_another_by_name() -> None:
    answer = " ".join(named(ANSWER).body)

    answered = [s for s in samples() if s.authors and s.headline in answer and s.authors[0] in answer]

    assert [sample.headline for sample in answered] == ["What a free ticket buys"]


def test_headlines_of_other_columns_stand_in_most_read_lists() -> None:
    headlines = {sample.headline for sample in samples()}

    matched = {line for sample in samples() for _, line in sample.most_read if line in headlines - {sample.headline}}

    assert len(matched) >= 20


def test_no_list_foretells_a_headline() -> None:
    posted = {sample.headline: sample.posted for sample in samples()}

    early = [(s.path.name, line) for s in samples() for _, line in s.most_read if posted.get(line, s.posted) > s.posted]

    assert early == []


def test_no_sentence_stands_in_two_files() -> None:
    sentences = Counter(
        sentence
        for sample in samples()
        for sentence in {s for paragraph in sample.body for s in re.split(r"(?<=[.?!])[”’]?\s", paragraph)}
        if len(sentence.split()) > 3
    )

    assert [sentence for sentence, number in sentences.items() if number > 1] == []


@every_file
def test_file_is_clean_text(path: Path) -> None:
    content = path.read_bytes().decode("utf-8")

    assert "\r" not in content
    assert "\ufeff" not in content
    assert content.endswith("\n")
    assert not content.endswith("\n\n")
    assert "\n\n\n" not in content
    assert not re.search(r"[ \t]\n", content)
    assert ("``" in content) == (path.name == TEX_QUOTES)
    assert not re.search(r"[\"\u2014]|(?<!')'(?!')", content)


@every_file
def test_file_is_named_by_its_day(path: Path) -> None:
    sample = named(path.name)

    assert path.name.startswith(f"{sample.posted:%Y-%m-%d}-")
    assert path.parent.name == f"{sample.posted:%Y}"
    assert path.name.isascii()


@every_file
def test_body_has_the_length_of_a_column(path: Path) -> None:
    sample = named(path.name)
    words = sum(len(paragraph.split()) for paragraph in sample.body if paragraph not in sample.corrections)

    assert (450 if sample.is_korean else 500) <= words <= 900


@every_file
def test_file_ends_with_bio_and_ranked_list(path: Path) -> None:
    sample = named(path.name)

    assert bool(sample.bio) == (path.name != EDITORIAL)
    assert sample.bio.endswith("reached at") == (path.name == CUT_OFF)
    assert [rank for rank, _ in sample.most_read] == list(range(1, len(sample.most_read) + 1))
    assert 5 <= len(sample.most_read) <= 10


@every_file
def test_correction_is_last_and_later(path: Path) -> None:
    sample = named(path.name)

    assert sample.updated >= sample.posted
    for correction in sample.corrections:
        assert correction == sample.body[-1]
        assert sample.updated.date() > sample.posted.date()


@every_file
def test_tags_are_two_to_five(path: Path) -> None:
    sample = named(path.name)

    assert 2 <= len(sample.tags) <= 5
    assert any(HANGUL.search(tag) for tag in sample.tags) == sample.is_korean
    assert any(tag.isascii() for tag in sample.tags)


@every_file
def test_loader_reads_file_as_it_was_meant(path: Path) -> None:
    sample, found = named(path.name), document(path)

    assert found.verdict is Verdict.READY
    assert (found.headline, found.standfirst, found.series) == (sample.headline, sample.standfirst, sample.rubric)
    assert tuple(credit.name for credit in found.credits) == sample.authors
    assert (found.published and found.published.at) == sample.posted
    assert (found.updated and found.updated.at) == sample.updated
    assert found.tags == sample.tags
    assert found.language == ("ko" if sample.is_korean else "en")
    assert [(line.rank, line.headline) for line in found.most_read] == list(sample.most_read)


@every_file
def test_loader_parts_body_from_bio(path: Path) -> None:
    sample, found = named(path.name), document(path)

    printed = [text.replace("``", "“").replace("''", "”") for text in sample.body if text not in sample.corrections]
    assert list(found.paragraphs) == printed
    assert found.bio == sample.bio


@every_file
def test_loader_dates_corrections_by_the_update(path: Path) -> None:
    sample, found = named(path.name), document(path)

    assert [(notice.text, notice.on) for notice in found.corrections] == [
        (text, sample.updated.date()) for text in sample.corrections
    ]


@every_file
def test_loader_warns_only_of_known_defects(path: Path) -> None:
    codes = {notice.code for notice in document(path).notices if notice.severity is not Severity.NOTE}

    expected = {CUT_OFF: {"bio_cut_off"}, TEX_QUOTES: {"tex_quotes"}}
    assert codes == expected.get(path.name, set())
