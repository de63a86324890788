"""Many at once is as one by one: the same rows everywhere, whatever stands among the plain ones."""

import pytest
from django.apps import apps
from django.db import DataError

from articles.editing.content_hash import content_hash
from articles.importing import loading, runs, together
from articles.importing.models import ImportRun, RunChange, SourceFile, StagedDocument
from articles.importing.options import Options
from articles.importing.sources import Source
from articles.models import Article, SearchText, Series, Tag
from authors.models import Author
from tests.builders import make_author
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db

CLOCK = {"created_at", "modified_at", "first_public_at", "decided_at", "finished_at", "started_at", "seen_at"}
TWO = make_dump("One of two", by="Jo Ferreira") + "\n" + make_dump("The other of two", by="Jo Ferreira")


def dump(number: int, **fields) -> str:
    return make_dump(
        f"Column {number}", **{"paragraphs": [f"Column {number} is about the ferry, and says so."], **fields}
    )


def archive() -> list[Source]:
    """Return an archive with a bit of everything."""
    texts = {
        "00.txt": dump(0, most_read=["Column 1", "Unknown"], bio="Mara Lindqvist is a pilot."),
        "01.txt": dump(1, by="Ada Berg and Jo Ferreira"),
        "02.txt": dump(1, paragraphs=["Another text of the same headline and day, which has an address of its own."]),
        "03.txt": dump(3, by=""),
        "04.txt": dump(4, posted=""),
        "05.txt": "",
        "06.txt": dump(0, most_read=["Column 1", "Unknown"], bio="Mara Lindqvist is a pilot."),
        "07.txt": TWO,
        "08.txt": dump(8) + "\nTags: Harbour, harbour , Ferries\n",
        "09.txt": "[Harbour Notes]\n\n" + dump(9),
        "10.txt": dump(10, by="Min Seo"),
        "11.txt": dump(11, by="MARA LINDQVIST"),
        "12.txt": dump(12) + "\n\nCorrection, 7 May 2012: an earlier version misspelt the name of the ferry.\n",
        "13.txt": dump(13, by="Ada Berg"),
    }
    return [Source(name=name, content=text.encode()) for name, text in texts.items()]


def load(**options) -> list[tuple[str, str]]:
    run = runs.start(via="command", user=None, given="an archive", options={})
    steps = loading.load(run, archive(), Options(publish=True, tags=("Archive",), **options))
    return [(step.document.source, step.outcome) for step in steps]


def make_namesakes() -> None:
    for number in range(2):
        make_author("Min Seo", slug=f"min-seo-{number}")


def rows() -> dict[str, list[dict]]:
    """Return every row of every table but for the time of the clock, and for ids that follow another order."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name not in CLOCK}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in apps.get_models()
        if model._meta.app_label in {"articles", "authors", "importing", "readership", "related"}
    }


def test_many_at_once_make_the_rows_that_one_by_one_makes(monkeypatch):
    make_namesakes()
    together_said, together_rows, together_hash = load(), rows(), content_hash()
    for model in (RunChange, StagedDocument, ImportRun, SourceFile, Article, Author, Tag, Series):
        model.objects.all().delete()

    monkeypatch.setattr(together, "load", lambda *_: [])
    make_namesakes()
    alone_said = load()

    assert alone_said == together_said
    assert content_hash() == together_hash
    assert {name: len(some) for name, some in rows().items()} == {
        name: len(some) for name, some in together_rows.items()
    }
    texts = SearchText.objects.order_by("article__guid").values_list("headline", "names", "text")
    assert len(texts) == Article.objects.count()


def test_one_at_fault_is_told_and_harms_no_other(monkeypatch):
    insert = together.bulk.insert

    def refuse_one(given, **options):
        given = list(given)
        if any(getattr(row, "headline", "") == "Column 3" for row in given):
            raise DataError("value too long")
        insert(given, **options)

    monkeypatch.setattr(together.bulk, "insert", refuse_one)
    whole = [name for name, outcome in load() if outcome == "created"]

    assert "03.txt" in whole
    assert [staged.position for staged in StagedDocument.objects.order_by("position")] == list(
        range(StagedDocument.objects.count())
    )
    assert Article.objects.filter(headline="Column 3").count() == 1
    assert not Article.objects.filter(search_text__isnull=True).exists()


@pytest.mark.thorough
def test_an_archive_takes_a_few_statements_for_each_of_its_documents(django_assert_max_num_queries):
    sources = [Source(name=f"{number}.txt", content=dump(number).encode()) for number in range(255)]
    run = runs.start(via="command", user=None, given="an archive", options={})
    steps = loading.load(run, sources, Options(publish=True))

    with django_assert_max_num_queries(500):  # 256 documents in eight transactions, with the related headlines of none
        for step in steps:
            if step.document.source == "254.txt":
                break

    assert Article.objects.count() == 255
