"""`manage.py stop_import RUN`: pause or cancel a loading that goes on elsewhere; without RUN, say which are open."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing import control, pace, services
from articles.importing.models import ImportRun

WRONG_CALL = 2
STILL_GOES_ON = 1
LOOK = 0.5  # seconds between two looks at whether it has stopped
Status = ImportRun.Status


class Command(BaseCommand):
    """Stops a loading between two documents; see docs/importing.md."""

    help = "Pause a loading that is going on, or cancel it. Without RUN it lists the loadings that are open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the call takes."""
        parser.add_argument("run", type=int, nargs="?", metavar="RUN", help="the number of the loading")
        parser.add_argument("--cancel", action="store_true", help="for good: what it has read stays, to be undone")
        parser.add_argument(
            "--wait", type=int, default=30, metavar="SECONDS", help="how long to wait until it has stopped (30)"
        )

    def handle(self, *args: Any, **given: Any) -> None:
        """Ask it to stop, and say what became of that; exit with 1 where it has not stopped yet."""
        if given["run"] is None:
            self._list(is_wrong=given["cancel"])
            return
        run = ImportRun.objects.filter(pk=given["run"]).first()
        if run is None:
            raise CommandError(f"There is no loading {given['run']}.", returncode=WRONG_CALL)
        wanted = Status.CANCELLED if given["cancel"] else Status.PAUSED
        if run.status == wanted or run.status not in pace.OPEN:
            raise CommandError(f"Loading {run.pk} is {run.get_status_display()} already.", returncode=WRONG_CALL)
        self._stop(run, wanted)
        self._tell(_when_stopped(run, given["wait"]), wanted)

    def _list(self, *, is_wrong: bool) -> None:
        if is_wrong:
            raise CommandError("Say which loading is to be cancelled.", returncode=WRONG_CALL)
        found = ImportRun.objects.filter(status__in=pace.OPEN).order_by("pk")
        for run in found:
            status = "at work" if control.is_at_work(run) else run.get_status_display()
            self.stdout.write(f"{run.pk}  {status}  {pace.of(run).words}  {run.given or 'pasted text'}")
        if not found:
            self.stderr.write("No loading is open.")

    def _stop(self, run: ImportRun, wanted: Status) -> None:
        if wanted == Status.CANCELLED:
            services.cancel(run)
        else:
            control.ask(run, ImportRun.Wish.PAUSE)

    def _tell(self, run: ImportRun, wanted: Status) -> None:
        name, far = f"Loading {run.pk}", pace.of(run).words
        if run.status == wanted:
            on = _how_to_go_on(run) if wanted == Status.PAUSED else f"Take it back with: manage.py undo_import {run.pk}"
            self.stdout.write(f"{name} is {run.get_status_display()}: {far}. {on}")
        elif run.status == Status.RUNNING:
            self.stderr.write(f"{name} is asked to stop and has not yet: {far}. It does between two documents.")
            raise SystemExit(STILL_GOES_ON)
        else:
            self.stderr.write(f"{name} was {run.get_status_display()} before it heard of this.")
            raise SystemExit(STILL_GOES_ON)


def _how_to_go_on(run: ImportRun) -> str:
    at_desk = run.via == ImportRun.Via.DESK
    return "“Go on” on its page goes on with the rest." if at_desk else "The same call goes on with the rest."


def _when_stopped(run: ImportRun, seconds: int) -> ImportRun:
    """Return a loading as it is when it has stopped, or after so many seconds."""
    until = time.monotonic() + seconds
    run.refresh_from_db()
    while run.status == Status.RUNNING and time.monotonic() < until:
        time.sleep(LOOK)
        run.refresh_from_db()
    return run
