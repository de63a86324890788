"""Reading in other processes: the same documents in the same order, and a reader that breaks down stops no other."""

import os
from contextlib import closing

import pytest

from articles.importing import preparing, reading_ahead, reading_process
from articles.importing.options import Options
from articles.importing.sources import Source
from tests.importing.dumps import make_dump


class Deadly(bytes):
    """The bytes of a file over which a reader breaks down hard."""

    def strip(self, *_: object) -> bytes:
        os._exit(9)


class Endless(bytes):
    """The bytes of a file that a reader never comes to the end of."""

    def strip(self, *_: object) -> bytes:
        while True:
            pass


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Let processes read from the third file on, and wait only shortly."""
    monkeypatch.setattr(reading_ahead, "FEW", 2)
    monkeypatch.setattr(reading_ahead, "FILES", 3)
    monkeypatch.setattr(reading_ahead, "SECONDS", 2)


def source(number, content=b""):
    text = make_dump(f"Headline number {number}", paragraphs=[f"What column number {number} has to say is short."])
    return Source(name=f"{number}.txt", content=content or text.encode())


def read(sources, **options):
    with closing(reading_ahead.arrivals(sources, Options(), **options)) as found:
        return list(found)


@pytest.mark.thorough
def test_other_processes_read_the_same_in_the_same_order():
    two = make_dump("One of two") + "\n" + make_dump("The other of two")
    sources = [source(number) for number in range(9)] + [Source(name="two.txt", content=two.encode()), source(10)]

    found = read(sources, processes=2)

    assert found == [arrival for one in sources for arrival in preparing.arrivals(one, Options())]
    assert [arrival.reading.document.source for arrival in found][-3:] == ["two.txt#1", "two.txt#2", "10.txt"]


@pytest.mark.thorough
@pytest.mark.parametrize("kind", [Deadly, Endless])
def test_reader_that_breaks_down_or_never_ends_costs_its_file_alone(kind):
    sources = [source(number) for number in range(8)]
    sources[4] = source(4, kind(b"Posted : 2012-05-06 10:30"))

    found = read(sources, processes=2)

    assert [arrival.reading.document.source for arrival in found] == [f"{number}.txt" for number in range(8)]
    verdicts = [arrival.reading.document.verdict for arrival in found]
    assert verdicts == ["ready"] * 4 + ["rejected"] + ["ready"] * 3
    [notice] = found[4].reading.document.notices
    assert notice.code == "reader_failed"
    assert "4.txt could not be read" in notice.message
    assert found[4].file is not None


@pytest.mark.thorough
def test_stopped_early_it_leaves_no_process_behind(monkeypatch):
    started = []
    begin = reading_ahead._Process.__init__

    def remember(self):
        begin(self)
        started.append(self._process)

    monkeypatch.setattr(reading_ahead._Process, "__init__", remember)
    with closing(reading_ahead.arrivals([source(number) for number in range(30)], Options(), processes=2)) as found:
        first = [next(found).reading.document.source for _ in range(4)]

    assert first == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert started
    assert all(process.poll() is not None for process in started)


@pytest.mark.thorough
def test_who_reads_goes_behind_the_one_that_writes_and_is_out_of_reach_of_its_ctrl_c():
    reader = reading_ahead._Process()
    list(reader.read(Options(), [source(1)]))
    pid = reader._process.pid

    found = os.getpriority(os.PRIO_PROCESS, pid), os.getsid(pid), os.getpgid(pid)

    reader.end()
    behind = min(19, os.getpriority(os.PRIO_PROCESS, 0) + reading_process.BEHIND)
    assert found == (behind, os.getsid(0), pid)


@pytest.mark.parametrize(("files", "here"), [(1, 1), (2, 2), (3, 0), (9, 0)])
def test_a_few_files_are_read_here_and_of_many_none(monkeypatch, files, here):
    read_here = []

    def remember(one, options):
        read_here.append(one)
        return preparing.arrivals(one, options)

    def stand_in(_, chunks):
        return (arrival for some, _ in chunks for one in some for arrival in preparing.arrivals(one, Options()))

    monkeypatch.setattr(reading_ahead.patience, "arrivals", remember)
    monkeypatch.setattr(reading_ahead._Pool, "read", stand_in)
    sources = [source(number) for number in range(files)]

    found = read(sources, processes=2)

    assert [arrival.source for arrival in found] == sources
    assert read_here == sources[:here]


def test_large_files_are_not_all_gathered_before_the_first_is_read(monkeypatch):
    monkeypatch.setattr(reading_ahead, "BYTES_AHEAD", 10)
    opened = []
    sources = (opened.append(number) or source(number) for number in range(2))

    with closing(reading_ahead.arrivals(sources, Options(), processes=2)) as found:
        next(found)

    assert opened == [0]
