"""No columns of the shared sets are taken for one another that are two."""

from dataclasses import replace
from pathlib import Path

import pytest

from articles.importing.readers import read
from articles.importing.twins.archive import Archive
from articles.importing.twins.finding import Finder
from articles.importing.twins.sketching import sketch_of

pytestmark = pytest.mark.shared

SHARED = Path(__file__).resolve().parents[3] / "shared" / "importing"
COLUMNS = sorted((SHARED / "markdown" / "content" / "articles").glob("*.md"))
DUMPS = sorted((SHARED / "textdumps").glob("*.txt"))


@pytest.mark.django_db
def test_no_column_is_held_as_nearly_the_same_as_another() -> None:
    finder = Finder()
    documents = [document for path in (*COLUMNS, *DUMPS) for document in read(path.name, path.read_bytes())]

    found = [document.source for document in documents if finder.look(document, sketch_of(document)).notices]

    assert len(documents) > 150
    assert found == []


@pytest.mark.django_db
def test_each_column_run_again_without_its_last_part_is_found() -> None:
    documents = [document for path in COLUMNS for document in read(path.name, path.read_bytes())]
    marks = {place: mark for place, document in enumerate(documents) if (mark := sketch_of(document))}
    archive = Archive(marks.items())

    cut = {place: documents[place].paragraphs[: max(1, len(documents[place].paragraphs) * 4 // 5)] for place in marks}
    again = {place: replace(documents[place], paragraphs=text) for place, text in cut.items()}
    found = [
        place for place, document in again.items() if (mark := sketch_of(document)) and place in archive.near(mark)
    ]

    assert len(found) >= len(marks) * 0.95
