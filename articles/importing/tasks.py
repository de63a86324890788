"""Work that a worker does, on a site that has one: `manage.py db_worker`, with LOADING_IN_BACKGROUND=on."""

from django_tasks import task

from articles.importing import control, stepping
from articles.importing.models import ImportRun

STEP = 30.0  # seconds between two looks at whether the run is still to be worked on


@task()
def go_on_loading(run_id: int) -> None:
    """Work on a loading until it is done, or stopped, or somebody else works on it."""
    run = ImportRun.objects.get(pk=run_id)
    while run.status == ImportRun.Status.RUNNING and not control.is_at_work(run):
        stepping.go_on(run, seconds=STEP)
