"""A load that is killed at any moment, and the same command again: the same content as without the killing."""

import os
import random
import time

import pytest
from django.core.management import call_command

from articles.editing.content_hash import content_hash
from articles.importing.models import StagedDocument
from articles.models import Article
from articles.related.models import RelatedHeadline
from tests.importing.dumps import write_dumps
from tests.importing.mixed import write_archive
from tests.importing.sites import empty_site, kill, kill_after

SHORT = 24
TIMES = 10


@pytest.fixture
def killed(tmp_path):
    """Return an empty site whose processes are killed."""
    with empty_site(tmp_path / "killed") as site:
        yield site


@pytest.fixture
def straight(tmp_path):
    """Return an empty site whose processes are not."""
    with empty_site(tmp_path / "straight") as site:
        yield site


@pytest.fixture
def seed():
    """Return what the moments follow from: KILL_SEED, or another one each time. It is printed where the test fails."""
    given = int(os.environ.get("KILL_SEED") or time.time_ns() % 1_000_000)
    print(f"KILL_SEED={given}")  # noqa: T201 to have the same again
    return given


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_killed_twice_and_resumed_is_as_loaded_at_once(killed, tmp_path, capsys):
    folder = write_dumps(tmp_path / "dumps", SHORT)
    arguments = ("import_columns", str(folder), "--json", "--publish", "--tag", "Archive")
    call_command(*arguments)
    capsys.readouterr()

    for lines in (3, SHORT):
        with killed.begin(*arguments) as process:
            for _ in range(lines):
                process.stdout.readline()
            kill(process)

    facts = killed.facts(*arguments)
    assert facts["hash"] == content_hash()
    assert facts["rows"]["articles.article"] == Article.objects.count() == SHORT
    assert facts["rows"]["related.relatedheadline"] == RelatedHeadline.objects.count()
    assert not any(awaits for *_, awaits in facts["documents"])
    assert len(facts["documents"]) == StagedDocument.objects.count()
    assert facts["statuses"] == {"interrupted": 2, "finished": 1}


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_killed_at_ten_random_moments_is_as_loaded_at_once(straight, killed, tmp_path, seed):
    dice = random.Random(seed)  # noqa: S311 no secret
    archive = write_archive(tmp_path / "archive", dumps=70, pages=14, posts=14)
    load = ("import_columns", archive.given, "--publish", "--tag", "Archive", "--media", archive.media)
    empty = killed.facts()
    began = time.monotonic()
    straight.run(*load, codes=(1,))
    took = time.monotonic() - began

    # A process that is done before its moment has nothing left to be killed in: others take its place.
    times = 0
    for attempt in range(3 * TIMES):
        with killed.begin(*load) as process:
            # The later it is, the more is done already, and the sooner a process comes to what follows the last file.
            moment = dice.uniform(0.1, 1) * took * (0.5 if attempt < TIMES // 2 else 0.9)
            began, was_killed = time.monotonic(), kill_after(process, moment)
        times += was_killed
        if not was_killed:
            took = min(took, time.monotonic() - began)
        if times == TIMES:
            break
    killed.run(*load, codes=(1,))

    assert times >= TIMES // 2, f"Only {times} processes were killed."
    assert_same(killed.facts(), straight.facts())

    killed.run("shell", "-c", UNDO_ALL)
    undone = killed.facts()
    assert (undone["hash"], undone["files"]) == (empty["hash"], [])
    assert {**undone["rows"], **KEPT_AT_UNDO} == {**empty["rows"], **KEPT_AT_UNDO}


UNDO_ALL = """
from django.core.management import call_command
from articles.importing.models import ImportRun
for run in ImportRun.objects.exclude(status="undone"):
    call_command("undo_import", run.pk)
"""
# The bytes of the sources, and what was learnt of all texts at the last look, stay after an undo; so does the row that
# counts the texts of which words are counted.
KEPT_AT_UNDO = dict.fromkeys(
    ("importing.sourcefile", "editing.learnttags", "editing.learntword", "related.wordcount"), 0
)


def assert_same(killed, straight):
    """Compare what two sites have, each thing by itself; what a killed site left half done would be here."""
    assert killed["lacking"] == killed["unused"] == []
    for name in ("rows", "documents", "pictures", "related", "files", "hash", "without a revision"):
        assert killed[name] == straight[name], name
