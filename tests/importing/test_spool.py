"""Uploads on the disk go with their loading."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from articles.importing import spool
from articles.importing.models import ImportRun
from tests.importing.dumps import make_dump

pytestmark = pytest.mark.django_db


def kept(status: str) -> ImportRun:
    """Return a loading of this status whose upload is still on the disk."""
    run = ImportRun.objects.create(via=ImportRun.Via.DESK, status=status)
    spool.keep(run, [SimpleUploadedFile("a.txt", make_dump("The ferry").encode())], [], "")
    return run


def test_uploads_of_loadings_that_are_over_are_removed(settings, tmp_path, capsys):
    settings.IMPORT_SPOOL = tmp_path
    waiting = [kept(status) for status in ("running", "paused", "interrupted")]
    over = [kept(status) for status in ("finished", "cancelled")]
    gone = kept("running")
    (tmp_path / "notes").mkdir()
    ImportRun.objects.filter(pk=gone.pk).delete()

    call_command("prune_uploads")

    assert capsys.readouterr().out == "Removed the uploads of 3 loadings.\n"
    assert [spool.is_there(run) for run in (*waiting, *over, gone)] == [True] * 3 + [False] * 3
    assert (tmp_path / "notes").is_dir()


def test_nothing_is_removed_where_nothing_was_ever_kept(settings, tmp_path):
    settings.IMPORT_SPOOL = tmp_path / "none"

    assert spool.prune() == 0


def test_notes_of_a_worker_go_too_where_there_is_one(settings, tmp_path, monkeypatch):
    settings.IMPORT_SPOOL, settings.LOADING_IN_BACKGROUND, called = tmp_path, True, []
    monkeypatch.setattr("articles.importing.management.commands.prune_uploads.call_command", called.append)

    call_command("prune_uploads")

    assert called == ["prune_db_task_results"]
