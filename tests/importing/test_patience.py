"""A reader that does not come to an end, within the process of the loading itself: its file is rejected, no other."""

import re
import signal
import threading
from contextlib import closing

import pytest

from articles.importing import patience, reading_ahead, spool, staging, stepping
from articles.importing.models import ImportRun
from articles.importing.options import Options
from articles.importing.sources import Source
from tests.importing.dumps import make_dump
from tests.importing.test_reading_ahead import Deadly, Endless, source
from tests.importing.test_stepping import begun, heads

STARTS = b"Posted : 2012-05-06 10:30"


class Catastrophic(bytes):
    """The bytes of a file over which a regular expression never comes to an end."""

    def strip(self, *_: object) -> bytes:
        re.fullmatch(r"(a|a)*b", "a" * 60)
        return self


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    list(patience.arrivals(source(0), Options()))  # the readers are imported with the first file
    monkeypatch.setattr(patience, "SECONDS", 0.2)


def some(kind):
    sources = [source(number) for number in range(3)]
    sources[1] = source(1, kind(STARTS))
    return sources


@pytest.mark.parametrize("kind", [Endless, Catastrophic])
def test_file_that_a_reader_never_comes_to_the_end_of_is_rejected_and_the_others_are_read(kind):
    with closing(reading_ahead.arrivals(some(kind), Options())) as arriving:
        found = list(arriving)

    assert [arrival.reading.document.verdict for arrival in found] == ["ready", "rejected", "ready"]
    [notice] = found[1].reading.document.notices
    assert notice.code == "reader_failed"
    assert "1.txt could not be read" in notice.message
    assert found[1].file is not None


@pytest.mark.django_db
def test_dry_run_goes_on_too():
    assert [step.outcome for step in staging.preview(some(Endless), Options())] == ["created", "rejected", "created"]


def test_time_between_two_documents_is_not_counted():
    two = make_dump("One of two") + "\n" + make_dump("The other of two")
    found = patience.arrivals(Source(name="two.txt", content=two.encode()), Options())
    first = next(found)

    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL
    assert [one.reading.document.source for one in (first, *found)] == ["two.txt#1", "two.txt#2"]


def test_in_another_thread_a_file_is_read_without_a_limit():
    found = []
    thread = threading.Thread(target=lambda: found.extend(patience.arrivals(source(1), Options())))
    thread.start()
    thread.join()

    assert [arrival.reading.document.verdict for arrival in found] == ["ready"]


@pytest.mark.django_db
@pytest.mark.thorough
@pytest.mark.parametrize("kind", [Endless, Deadly])
def test_file_over_which_a_step_of_the_desk_died_is_read_apart_and_the_loading_goes_on(kind, monkeypatch):
    run = begun(count=3)
    ImportRun.objects.filter(pk=run.pk).update(progress={**run.progress, stepping.AT_WORK: True})
    given = spool.given

    def with_a_bad_one(run):
        for number, one in enumerate(given(run)):
            yield source(number, kind(STARTS)) if number == 1 else one

    monkeypatch.setattr(reading_ahead, "SECONDS", 1)
    monkeypatch.setattr(spool, "given", with_a_bad_one)
    stepping.go_on(run, seconds=60)

    run.refresh_from_db()
    assert (run.status, run.counts) == ("finished", {"created": 3, "rejected": 1})
    assert stepping.AT_WORK not in run.progress


@pytest.mark.django_db
def test_step_that_dies_is_known_by_its_run(monkeypatch):
    run = begun(count=3)
    monkeypatch.setattr(stepping.control, "release", lambda *_: None)  # as one that was killed
    steps = stepping.steps(run, seconds=60)
    next(steps)

    assert ImportRun.objects.get(pk=run.pk).progress[stepping.AT_WORK]
    assert heads(run)
