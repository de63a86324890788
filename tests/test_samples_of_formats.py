"""The samples of other formats: each is read as what it is, without a doubt, as the column that was written."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.importing import reading_ahead, sources
from articles.importing.documents import Document, ReadOptions, Severity, Verdict
from articles.importing.readers import FORMATS, read, tell_format
from articles.importing.sources import Source
from articles.models import Article
from tests.test_samples import FOLDER, HANGUL, NEWEST, SEOUL, samples

FORMAT_FOLDER = FOLDER / "formats"
# What an editor is told of a table: which column was taken for what.
SAID = {"columns_guessed"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column as it was written, whatever it lies in."""

    format: str
    posted: str
    headline: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def path(self) -> str:
        """The path of its page."""
        words = self.headline.lower().replace("’", "").split()
        return f"/{self.posted[:10].replace('-', '/')}/{'-'.join(word.strip(',') for word in words)}/"


def column(what: str, posted: str, headline: str, authors: str, tags: str) -> Column:
    """Return a column; several authors or tags are parted by commas."""
    names, subjects = tuple(authors.split(", ")), tuple(tags.split(", "))
    return Column(format=what, posted=posted, headline=headline, authors=names, tags=subjects)


BOTH = "Gu Bon-hee, Sagong Ran"
DECLAN = "Declan Ashworth"
SQUARES = "Thirty squares, one of them asleep"
COLUMNS = {
    "export/broadsheet-export.zip/articles.jsonl": [
        column("broadsheet", "2023-12-14 16:35", "The footnote that ate the page", DECLAN, "Translation, Language"),
    ],
    "feeds/health.atom": [
        column("feed", "2020-06-11 17:20", "What a mask doesn’t hide", "Cheon Mi-rae", "Health, Ageing"),
    ],
    "feeds/schools.json": [
        column("feed", "2020-09-24 16:50", SQUARES, "Tak Jin-young", "Schools, Technology"),
    ],
    "feeds/transport.rss": [
        column("feed", "2020-03-19 16:10", "A timetable for nobody", "Mok Hae-rin", "Transport, Seoul"),
    ],
    "ghost/columns.json": [
        column("ghost", "2019-03-07 17:00", "The form has no box for tired", "Nadira Hoque", "Health, Work"),
        column("ghost", "2019-05-23 16:20", "The day we let the kilogram go", "Seonu Hyeok", "Measurement, Science"),
    ],
    "hugo/content/columns/the-smell-test.md": [
        column("markdown", "2021-02-04 16:40", "The smell test", "Gu Bon-hee", "Fisheries, Sea"),
    ],
    "hugo/content/columns/where-the-eels-turn-round/index.md": [
        column("markdown", "2021-07-15 16:30", "Where the eels turn round", BOTH, "Rivers, Fisheries"),
    ],
    "newswire/drought.newsml.xml": [
        column("newsml", "2023-04-13 16:20", "The drought that stayed polite", "Sagong Ran", "Rivers, Environment"),
    ],
    "newswire/guest-list.nitf.xml": [
        column("nitf", "2023-02-09 16:40", "Read the guest list", "Ottilie Sandelin", "Diplomacy, North Korea"),
    ],
    "newswire/second-try.ninjs.json": [
        column("ninjs", "2023-06-15 16:55", "In praise of the second try", "Tak Jin-young", "Schools, Family"),
    ],
    "tables/columns.csv": [
        column("table", "2022-04-14 17:05", "The box marked Miscellaneous", "Bang Kyu-ri", "Archives, History"),
        column("table", "2022-06-16 16:15", "Who is paid for the walk", "Nadira Hoque", "Work, Transport"),
    ],
    "tables/columns.jsonl": [
        column("table", "2022-11-10 16:30", "The seat nobody takes", "Mok Hae-rin", "Transport, Family"),
    ],
    "tables/columns.xlsx": [
        column("table", "2022-09-15 16:25", "Four kinds of minute", "Seonu Hyeok", "Measurement, Work"),
    ],
    "web/A pause is also a statement.html": [
        column("web", "2021-11-18 16:35", "A pause is also a statement", "Pi Seung-won", "Courts, Language"),
    ],
    "web/The dictionary of one family.mhtml": [
        column("web", "2022-01-20 16:45", "The dictionary of one family", DECLAN, "Language, Family"),
    ],
    "word/A bench is a promise.odt": [
        column("odt", "2023-10-26 16:50", "A bench is a promise", "Ruben Aldecoa", "Seoul, Ageing"),
    ],
    "word/Salt, to taste.docx": [
        column("docx", "2023-08-31 16:30", "Salt, to taste", "Marguerite Oyelaran", "Food, Translation"),
    ],
    "wordpress/columns.xml": [
        column("wxr", "2018-05-10 16:30", "The second refrigerator", "Marguerite Oyelaran", "Food, Housing"),
        column("wxr", "2018-09-13 16:45", "Draw the stairs first", "Ruben Aldecoa", "Housing, Seoul"),
    ],
}  # fmt: skip
PICTURES = {
    "A bench is a promise": "A drawing of a bench before a brick wall, with a cup of coffee on it",
    "A pause is also a statement": "A drawing of a courtroom clock at twelve minutes past eleven",
    "Draw the stairs first": "A drawing of a stair that rises to a landing with a window and a stool",
    "Where the eels turn round": "A drawing of a wall across a river, with eels on its dry side",
}
WRITTEN = [written for columns in COLUMNS.values() for written in columns]
each_column = pytest.mark.parametrize("written", WRITTEN, ids=lambda written: written.headline)


@cache
def files() -> dict[str, Source]:
    """Return the files that are read, by their names below the folder."""
    return {s.name: s for s in sources.from_paths([FORMAT_FOLDER]) if s.verdict is Verdict.READY}


@cache
def documents() -> dict[str, tuple[str, Document]]:
    """Return each document that becomes a column, by its headline, with the format it was read in."""
    found = {}
    for source in files().values():
        given = read(source.name, source.content, ReadOptions(beside=source.beside))
        kept = [document for document in given if document.verdict is not Verdict.LEFT_OUT]
        found |= {document.headline: (tell_format(source.name, source.content), document) for document in kept}
    return found


def test_samples_are_these_and_no_others() -> None:
    assert list(documents()) == [written.headline for written in WRITTEN]
    assert set(COLUMNS) <= set(files())


def test_every_format_has_a_sample() -> None:
    assert {written.format for written in WRITTEN} | {"text"} == set(FORMATS)


@each_column
def test_column_is_read_as_it_was_written(written: Column) -> None:
    what, found = documents()[written.headline]

    assert what == written.format
    assert found.verdict is Verdict.READY
    assert tuple(credit.name for credit in found.credits) == written.authors
    assert found.published
    assert found.published.at == datetime.strptime(written.posted, "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL)
    assert found.tags == written.tags
    assert found.bio or all(credit.bio for credit in found.credits)


@each_column
def test_loader_has_no_doubt(written: Column) -> None:
    _, found = documents()[written.headline]

    assert {notice.code for notice in found.notices if notice.severity is not Severity.NOTE} == set()
    assert {notice.code for notice in found.notices} <= SAID


@each_column
def test_column_is_short_and_set_as_the_others_are(written: Column) -> None:
    _, found = documents()[written.headline]
    text = " ".join(found.paragraphs)

    assert 180 <= len(text.split()) <= 300
    assert not {'"', "'", "—", "``"} & set(text)
    assert written.headline not in {sample.headline for sample in samples()}
    assert not HANGUL.search(text)


def test_authors_and_tags_are_those_of_the_archive() -> None:
    authors = {name for sample in samples() for name in sample.authors}
    tags = {tag for sample in samples() for tag in sample.tags}

    assert {name for written in WRITTEN for name in written.authors} <= authors
    assert {tag for written in WRITTEN for tag in written.tags} <= tags


def test_columns_fill_years_of_which_no_dump_is_left() -> None:
    years = {written.posted[:4] for written in WRITTEN}

    assert years == {"2018", "2019", "2020", "2021", "2022", "2023"}
    assert not years & {str(sample.posted.year) for sample in samples()}
    assert max(written.posted for written in WRITTEN) < f"{NEWEST:%Y-%m-%d}"


def test_pictures_are_small() -> None:
    pictures = sorted(FORMAT_FOLDER.rglob("*.png"))

    assert pictures
    assert all(picture.stat().st_size < 10_000 for picture in pictures)


@pytest.mark.thorough
@pytest.mark.django_db
def test_whole_archive_is_published_as_make_run_loads_it(tmp_path: Path, settings, client, capsys, monkeypatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    # Processes that read ahead would not know of the line above.
    monkeypatch.setattr(reading_ahead, "FEW", 1_000)

    call_command("import_columns", str(FOLDER), publish=True)

    summary = capsys.readouterr().err
    assert f"{len(WRITTEN) + len(samples())} created" in summary
    assert not re.search("held|rejected|duplicate", summary)
    assert {written.path for written in WRITTEN} <= {one.get_absolute_url() for one in Article.objects.published()}
    for written in WRITTEN:
        if written.headline in PICTURES:
            assert f'alt="{PICTURES[written.headline]}"' in client.get(written.path).text
