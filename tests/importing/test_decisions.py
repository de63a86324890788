"""What the loader says besides the outcome: doubts about a new column, and why a known one stays as it is."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.editing.content_hash import content_hash
from articles.importing import loading, report, runs, services, staging
from articles.importing.documents import DatedMoment, Precision
from articles.importing.models import ImportRun
from articles.importing.options import Options
from articles.importing.sources import Source
from articles.importing.steps import Step
from articles.models import Article, Tag
from tests.importing.dumps import make_dump
from tests.importing.sourced import as_bytes, exported, make_document, ranked

pytestmark = pytest.mark.django_db
__all__ = ["exported"]


def load(*texts: str, **options) -> list[Step]:
    """Load texts as the files `0.txt`, `1.txt`; return a step a document."""
    run = runs.start(via="command", user=None, given="texts", options={})
    return list(loading.load(run, sources(*texts), Options(**options)))


def preview(*texts: str, **options) -> list[Step]:
    return list(staging.preview(sources(*texts), Options(**options)))


def sources(*texts: str) -> list[Source]:
    return [Source(name=f"{number}.txt", content=text.encode()) for number, text in enumerate(texts)]


def codes(steps: list[Step]) -> list[list[str]]:
    return [[notice.code for notice in step.notices] for step in steps]


def outcomes(steps: list[Step]) -> list[str]:
    return [str(step.outcome) for step in steps]


def test_another_text_of_the_same_headline_and_day_is_doubted_but_made():
    texts = make_dump(), make_dump(paragraphs=["The council met again, and what it said was not what it had said."])

    said = codes(preview(*texts))
    steps = load(*texts)

    assert outcomes(steps) == ["created", "created"]
    assert codes(steps) == said == [[], ["same_headline_and_day"]]


def test_a_changed_dump_is_doubted_when_it_comes_again():
    load(make_dump())

    steps = load(make_dump().replace("midnight", "noon"))

    assert (outcomes(steps), codes(steps)) == (["created"], [["same_headline_and_day"]])


def test_a_column_of_a_day_to_come_is_doubted():
    day = timezone.localdate() + timedelta(days=3)

    steps = load(make_dump(posted=f"{day} 09:00"), publish=True)

    assert codes(steps) == [["posted_in_future"]]
    assert not Article.objects.published().exists()


def test_a_file_read_otherwise_than_before_says_so_and_changes_nothing():
    load(make_dump())
    before = content_hash()

    steps = load(make_dump(), timezone="Europe/Oslo")

    assert (outcomes(steps), codes(steps)) == (["unchanged"], [["read_otherwise"]])
    assert content_hash() == before


def test_publishing_a_draft_gives_it_the_tags_of_the_call_and_undo_takes_them():
    [first] = load(make_dump(), tags=("Harbour",))
    before = content_hash()

    [step] = load(make_dump(), publish=True, tags=("Bridges", "harbour"))

    assert step.article == first.article
    assert sorted(tag.name for tag in Article.objects.get().tags.all()) == ["Bridges", "Harbour"]
    services.undo(ImportRun.objects.latest("id"), user=None)
    assert content_hash() == before
    assert not Tag.objects.filter(name="Bridges").exists()


def test_a_tag_that_a_known_column_is_not_given_is_named():
    load(make_dump(), tags=("Harbour",))

    [step] = load(make_dump(), tags=("Bridges", "harbour"))

    assert step.outcome == "unchanged"
    assert [notice.code for notice in step.notices] == ["tag_not_given"]
    assert "“Bridges”" in step.notices[0].message
    assert step.tags == ("harbour",)


def test_a_moment_of_local_mean_time_is_written_as_iso_8601_can():
    [step] = load(make_dump(posted="1900-01-01 12:00"))

    assert report.line(step, None)["published_at"] == "1900-01-01T03:32:08+00:00"


@pytest.mark.usefixtures("exported")
@pytest.mark.parametrize(
    "given",
    [
        {"published": DatedMoment(at=datetime.fromisoformat("0001-01-01T00:00+09:00"), precision=Precision.DAY)},
        {"updated": DatedMoment(at=datetime.fromisoformat("9999-12-31T23:59-05:00"), precision=Precision.DAY)},
        {"most_read": ranked(*(f"Headline {number}" for number in range(11)))},
        {"most_read": ranked("m" * 600)},
    ],
    ids=["first year", "last year", "eleven places", "long line"],
)
def test_a_value_that_no_column_can_have_holds_it_and_harms_no_other(given):
    content = as_bytes(make_document(**given), make_document(legacy_id="8", headline="The other one"))
    files = [Source(name="export.json", content=content)]

    said = list(staging.preview(files, Options(publish=True)))
    run = runs.start(via="command", user=None, given="export.json", options={})
    steps = list(loading.load(run, files, Options(publish=True)))

    assert outcomes(steps) == outcomes(said) == ["held", "created"]
    assert codes(steps) == codes(said) == [["value_not_usable"], []]
