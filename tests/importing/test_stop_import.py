"""`manage.py stop_import`: a loading that goes on elsewhere is paused or cancelled between two documents."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.importing import control, printed, report, runs, stepping
from articles.importing.management.commands import stop_import
from articles.importing.models import ImportRun, StagedDocument
from articles.models import Article
from tests.importing.at_desk import desk, run_of
from tests.importing.dumps import make_dump, write_dumps
from tests.importing.test_stepping import begun

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
Status = ImportRun.Status


@pytest.fixture
def at_work(db) -> ImportRun:
    """Return a loading of the command on which somebody works."""
    return ImportRun.objects.create(
        via="command", given="archive.zip", process="host 1", seen_at=timezone.now(),
        progress={"what": "Reading", "done": 12, "total": 40, "seconds": 6.0},
    )  # fmt: skip


def stop(*given: str) -> int:
    """Call the command and return its exit code."""
    try:
        call_command("stop_import", *given)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def load_and_stop(folder: Path, monkeypatch: pytest.MonkeyPatch, *given: str) -> int:
    """Load a folder, asked to stop from elsewhere after its first document; return the exit code."""
    real, seen = report.line, []

    def asked(step, run, words):
        seen.append(step)
        if len(seen) == 1:
            assert stop(str(run.pk), *given, "--wait", "0") == 1
        return real(step, run, words)

    monkeypatch.setattr(control, "EVERY", 0.0)
    monkeypatch.setattr(report, "line", asked)
    with pytest.raises(SystemExit) as end:
        call_command("import_columns", str(folder), json=True)
    monkeypatch.setattr(report, "line", real)
    return int(end.value.code)


def test_running_load_is_paused_and_the_same_call_goes_on(tmp_path, monkeypatch, capsys) -> None:
    write_dumps(tmp_path, 4)

    assert load_and_stop(tmp_path, monkeypatch) == 130

    assert ImportRun.objects.get().status == Status.PAUSED
    assert "It was paused, as somebody asked. The same call goes on" in capsys.readouterr().err
    assert 0 < Article.objects.count() < 4
    call_command("import_columns", str(tmp_path))
    assert Article.objects.count() == 4


def test_running_load_is_cancelled_and_what_it_made_can_be_undone(tmp_path, monkeypatch) -> None:
    write_dumps(tmp_path, 4)

    assert load_and_stop(tmp_path, monkeypatch, "--cancel") == 130

    run = ImportRun.objects.get()
    assert run.status == Status.CANCELLED
    call_command("undo_import", str(run.pk))
    assert Article.objects.count() == 0


def test_work_after_the_last_document_is_stopped_too_and_done_by_the_next_call(tmp_path, monkeypatch, capsys) -> None:
    write_dumps(tmp_path, 4)
    real = printed.days_of

    def asked(batch):
        stop(str(ImportRun.objects.get().pk), "--wait", "0")
        return real(batch)

    monkeypatch.setattr(control, "EVERY", 0.0)
    monkeypatch.setattr(printed, "days_of", asked)
    with pytest.raises(SystemExit) as end:
        call_command("import_columns", str(tmp_path), publish=True)
    monkeypatch.setattr(printed, "days_of", real)

    assert end.value.code == 130
    assert ImportRun.objects.get().status == Status.PAUSED
    assert Article.objects.count() == 4
    assert StagedDocument.objects.filter(awaits_related=True).count() == 4
    call_command("import_columns", str(tmp_path), publish=True)
    assert ImportRun.objects.latest("pk").counts == {"unchanged": 4}
    assert not StagedDocument.objects.filter(awaits_related=True).exists()


def test_work_after_the_last_document_of_the_desk_is_stopped_too_and_goes_on(monkeypatch) -> None:
    run = begun(count=2, seconds=0.0)
    real = runs.derive

    def asked(progress=None):
        control.ask(run, ImportRun.Wish.PAUSE)
        progress("Comparing", 1, 2)
        return real(progress)

    monkeypatch.setattr(control, "EVERY", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(runs, "derive", asked)
        stepping.go_on(run, seconds=60)

    run.refresh_from_db()
    assert (run.status, run.counts) == (Status.PAUSED, {"created": 3})
    stepping.go_on(run, seconds=60)
    run.refresh_from_db()
    assert (run.status, run.counts) == (Status.FINISHED, {"created": 3})


@pytest.mark.parametrize(("options", "becomes"), [([], Status.PAUSED), (["--cancel"], Status.CANCELLED)])
def test_it_waits_until_the_load_has_heard(at_work, monkeypatch, capsys, options, becomes) -> None:
    def hears(seconds: float) -> None:
        with pytest.raises(control.AskedToStopError) as asked:
            control.hear(at_work)
        control.stop(at_work, asked.value.status)

    monkeypatch.setattr(stop_import.time, "sleep", hears)

    assert stop(str(at_work.pk), *options) == 0
    assert f"Loading {at_work.pk} is {becomes.label}: 12 of" in capsys.readouterr().out


def test_load_that_has_not_heard_yet_is_said(at_work, capsys) -> None:
    assert stop(str(at_work.pk), "--wait", "0") == 1

    assert "is asked to stop and has not yet: 12 of about 40" in capsys.readouterr().err
    assert ImportRun.objects.get().wish == "pause"


def test_load_that_ended_meanwhile_is_said(at_work, monkeypatch, capsys) -> None:
    monkeypatch.setattr(stop_import.time, "sleep", lambda _: control.stop(at_work, Status.FINISHED))

    assert stop(str(at_work.pk)) == 1
    assert "was finished before it heard" in capsys.readouterr().err


def test_load_on_which_nobody_works_stops_at_once(at_work, capsys) -> None:
    ImportRun.objects.update(process="")

    assert stop(str(at_work.pk)) == 0

    assert ImportRun.objects.get().status == Status.PAUSED
    assert "The same call goes on" in capsys.readouterr().out


def test_load_that_only_seemed_to_be_gone_hears_it_when_it_comes_back(at_work) -> None:
    ImportRun.objects.update(seen_at=timezone.now() - 2 * control.SILENCE)

    assert stop(str(at_work.pk)) == 0

    with pytest.raises(control.AskedToStopError):
        control.hear(at_work)


def test_load_of_the_desk_goes_on_there(at_work, capsys) -> None:
    ImportRun.objects.update(process="", via="desk")

    stop(str(at_work.pk))

    assert "“Go on” on its page" in capsys.readouterr().out


def test_paused_load_can_be_cancelled(at_work) -> None:
    ImportRun.objects.update(process="", status=Status.PAUSED)

    assert stop(str(at_work.pk), "--cancel") == 0
    assert ImportRun.objects.get().status == Status.CANCELLED


@pytest.mark.parametrize("status", [Status.PAUSED, Status.FINISHED, Status.CANCELLED])
def test_load_that_can_t_be_paused_is_refused(at_work, status) -> None:
    ImportRun.objects.update(status=status)

    with pytest.raises(CommandError, match=f"is {status.label} already") as refusal:
        stop(str(at_work.pk))
    assert refusal.value.returncode == 2


@pytest.mark.parametrize("given", [["4711"], ["--cancel"]])
def test_wrong_call_is_refused(db, given) -> None:
    with pytest.raises(CommandError) as refusal:
        stop(*given)
    assert refusal.value.returncode == 2


def test_open_loads_are_listed(at_work, capsys) -> None:
    finished = run_of(desk(), make_dump())
    paused = ImportRun.objects.create(via="desk", status=Status.PAUSED)

    stop()

    first, second = capsys.readouterr().out.splitlines()
    assert first.split("  ")[:2] == [str(at_work.pk), "at work"]
    assert "12 of about 40" in first
    assert first.endswith("archive.zip")
    assert second.split("  ")[:2] == [str(paused.pk), "paused"]
    assert finished.status == Status.FINISHED


def test_no_open_load_is_said(db, capsys) -> None:
    stop()

    assert "No loading is open." in capsys.readouterr().err
