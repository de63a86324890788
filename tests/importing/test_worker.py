"""A loading in the background: what a worker goes on with, what it takes up after another died, and what it leaves."""

import os
import socket

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.importing import services, stepping
from articles.importing.models import ImportRun
from tests.importing.test_stepping import Status, begun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loads_in_the_background(settings, monkeypatch):
    """Let a worker do what is to be done; the connection is the test's own."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    settings.LOADING_IN_BACKGROUND = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.SETTINGS_MODULE = os.environ["DJANGO_SETTINGS_MODULE"]  # for the process that reads apart


def work_off():
    """Do all that waits for a worker."""
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)


@pytest.fixture
def taken_up(django_capture_on_commit_callbacks):
    """Return what lets a worker take up what another left, and returns these runs."""

    def take_up():
        with django_capture_on_commit_callbacks(execute=True):
            left = services.take_up()
        work_off()
        return left

    return take_up


def test_a_worker_goes_on_with_a_run(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = begun()
    assert run.documents.count() == 1

    work_off()

    run.refresh_from_db()
    assert (run.status, run.documents.count()) == ("finished", 6)


@pytest.mark.thorough
@pytest.mark.parametrize("status", [Status.RUNNING, Status.INTERRUPTED])
def test_worker_takes_up_a_loading_over_which_another_was_killed(status, taken_up):
    run = begun()
    died = {"process": f"{socket.gethostname()}:4194305"} if status == Status.RUNNING else {}
    ImportRun.objects.update(status=status, progress={**run.progress, stepping.AT_WORK: True}, **died)

    assert taken_up() == [run]

    run.refresh_from_db()
    assert (run.status, run.documents.count()) == ("finished", 6)


def test_worker_takes_up_nothing_that_is_paused_stopped_or_at_work(taken_up):
    paused, stopped, at_work = begun(), begun(), begun()
    ImportRun.objects.filter(pk=paused.pk).update(status=Status.PAUSED)
    ImportRun.objects.filter(pk=stopped.pk).update(status=Status.INTERRUPTED)
    ImportRun.objects.filter(pk=at_work.pk).update(process="another-host:1", seen_at=timezone.now())

    assert taken_up() == []
