"""Exports, undoing, reading again and loadings of the desk that are killed at any moment, and the same again."""

import os
import random
import time
import zipfile

import pytest

from tests.importing.mixed import write_archive
from tests.importing.sites import empty_site, kill_after
from tests.importing.test_killed import UNDO_ALL, assert_same, seed  # noqa: F401 a fixture

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

TIMES = 4
IN_NEW_YORK = """
from articles.importing.models import ImportRun
for run in ImportRun.objects.all():
    ImportRun.objects.filter(pk=run.pk).update(options={**run.options, "timezone": "America/New_York"})
"""
AT_THE_DESK = """
from pathlib import Path
from django.core.files.base import ContentFile
from articles.importing import services
given = Path({given!r})
paths = sorted(path for path in given.rglob("*") if path.is_file())
run = services.start_run(via="desk", user=None, given="files")
files = [ContentFile(path.read_bytes(), name=path.name) for path in paths]
names = ["given/" + path.relative_to(given).as_posix() for path in paths]
list(services.stage_each(run, files=files, names=names, seconds=0))
"""
# What a worker, or a page, does with a loading whose process is gone.
GO_ON = """
from articles.importing import runs, services, stepping
from articles.importing.models import ImportRun
runs.mark_interrupted()
run = ImportRun.objects.get()
services.go_on(run)
run.refresh_from_db()
stepping.go_on(run, seconds=600)
"""


@pytest.fixture
def dice(seed):  # noqa: F811 the fixture that was imported
    return random.Random(seed)  # noqa: S311 no secret


@pytest.fixture
def site(tmp_path):
    """Return an empty site."""
    with empty_site(tmp_path / "site") as site:
        yield site


@pytest.fixture
def archive(tmp_path):
    """Return a small archive of everything."""
    return write_archive(tmp_path / "archive", dumps=24, pages=6, posts=6)


def timed(site, *arguments):
    """Run a command; return how long it took."""
    began = time.monotonic()
    site.run(*arguments)
    return time.monotonic() - began


def kill_often(site, dice, took, *arguments):
    """Begin a command several times and kill it."""
    for _ in range(TIMES):
        began = time.monotonic()
        with site.begin(*arguments) as process:
            if not kill_after(process, dice.uniform(0.2, 1) * took):
                took = min(took, time.monotonic() - began)


def exported(path):
    """Return what an export has, without the moment of its making."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def swept(site):
    """Return the facts of a site whose files are old enough to be swept: what a killed undo had to leave goes then."""
    for path in site.media.rglob("*.*"):
        os.utime(path, (0, 0))
    site.run("sweep_pictures")
    return site.facts()


def test_killed_while_exporting_taking_over_reading_again_and_undoing(site, archive, tmp_path, dice):
    empty = site.facts()
    site.run("import_columns", archive.given, "--publish", "--media", archive.media, codes=(1,))
    [run] = site.facts()["runs"]

    whole, killed = tmp_path / "exports" / "whole.zip", tmp_path / "exports" / "killed.zip"
    whole.parent.mkdir()
    took = timed(site, "export_site", whole)
    kill_often(site, dice, took, "export_site", killed)
    site.run("export_site", killed)
    assert exported(killed) == exported(whole)
    assert sorted(path.name for path in whole.parent.iterdir()) == ["killed.zip", "whole.zip"]

    before = site.facts()
    with empty_site(tmp_path / "other") as other:
        kill_often(other, dice, 2 * took, "import_columns", whole, "--publish")
        other.run("import_columns", whole, "--publish")
        taken = other.facts()
        assert (taken["hash"], taken["files"], taken["lacking"]) == (before["hash"], before["files"], [])
        assert taken["related"] == before["related"]
        other.run("shell", "-c", UNDO_ALL)
        undone = swept(other)
        assert (undone["hash"], undone["files"], undone["runs"]) == (empty["hash"], [], [])

    site.run("shell", "-c", IN_NEW_YORK)
    took = timed(site, "reread_run", run, "--apply")
    reread = site.facts()
    assert reread["hash"] != before["hash"]
    site.run("undo_import", reread["runs"][-1])
    assert site.facts()["hash"] == before["hash"]
    kill_often(site, dice, took, "reread_run", run, "--apply")
    site.run("reread_run", run, "--apply")
    assert_same(site.facts() | {"documents": []}, reread | {"documents": []})
    for later in reversed(site.facts()["runs"][1:]):
        site.run("undo_import", later)
    assert site.facts()["hash"] == before["hash"]

    kill_often(site, dice, took, "undo_import", run)
    site.run("undo_import", run, codes=(0, 1))  # 1: it was killed after its last word
    undone = swept(site)
    assert (undone["hash"], undone["files"], undone["runs"]) == (empty["hash"], [], [])


def test_a_loading_of_the_desk_killed_in_its_steps_ends_as_one_that_was_not(site, archive, tmp_path, dice):
    begin = AT_THE_DESK.format(given=str(archive.given))
    site.run("shell", "-c", begin)
    took = timed(site, "shell", "-c", GO_ON)
    straight = site.facts()
    assert straight["statuses"] == {"finished": 1}

    with empty_site(tmp_path / "killed") as killed:
        killed.run("shell", "-c", begin)
        kill_often(killed, dice, took, "shell", "-c", GO_ON)
        killed.run("shell", "-c", GO_ON)

        facts = killed.facts()
        assert facts["statuses"] == {"finished": 1}
        assert_same(facts, straight)
        assert not any((killed.folder / "uploads").iterdir())


def test_a_loading_of_which_the_worker_is_killed_goes_on_with_the_next_worker(
    site, archive, tmp_path, dice, monkeypatch
):
    monkeypatch.setenv("LOADING_IN_BACKGROUND", "on")
    begin = AT_THE_DESK.format(given=str(archive.given))
    work = ("db_worker", "--batch", "--no-startup-delay", "--no-reload")
    site.run("shell", "-c", begin)
    took = timed(site, *work)
    straight = site.facts()
    assert straight["statuses"] == {"finished": 1}

    with empty_site(tmp_path / "killed") as killed:
        killed.run("shell", "-c", begin)
        kill_often(killed, dice, took, *work)
        killed.run(*work)

        facts = killed.facts()
        assert facts["statuses"] == {"finished": 1}
        assert_same(facts, straight)
