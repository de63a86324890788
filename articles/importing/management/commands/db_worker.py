"""`manage.py db_worker`: the worker of django-tasks, which first takes up what one that was killed has left."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from articles.importing import services


class Command(db_worker.Command):
    """Works off what waits for a worker; see docs/operating.md."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue the loadings that nobody works on any more, and work."""
        for run in services.take_up():
            self.stderr.write(f"Loading {run.pk} goes on where it was left.")
        super().handle(*args, **options)
