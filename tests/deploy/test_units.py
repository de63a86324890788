"""The units and the Containerfile name only what the tree has, and the hardening of all services is one."""

import json
import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

from articles.importing.tasks import STEP
from tests.deploy.tree import DEPLOY, ROOT, copied

SITE, DAILY, TIMER = "broadsheet.service", "broadsheet-daily.service", "broadsheet-daily.timer"
WORKER = "broadsheet-worker.service"
HOME = "/srv/broadsheet/"


def values(unit: str, name: str) -> list[str]:
    """Return each value of a directive."""
    return re.findall(rf"^{name}=(.*)$", (DEPLOY / unit).read_text(), re.MULTILINE)


def container_command() -> list[str]:
    """Return what the image runs."""
    found = re.search(r"^CMD (.*)$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert found is not None
    return list(json.loads(found[1]))


def hardening(unit: str) -> list[str]:
    """Return the lines that say what a service may do."""
    return (
        (DEPLOY / unit).read_text().partition("# It writes its own state")[2].partition("\n\n")[0].strip().split("\n")
    )


def test_site_runs_the_gunicorn_that_is_required() -> None:
    (line,) = values(SITE, "ExecStart")

    program, *arguments = line.removeprefix(f"{HOME}.venv/bin/").split()

    assert program in {script.name for script in distribution("gunicorn").entry_points}
    assert [program, *arguments] == container_command()


def test_site_names_files_of_the_tree() -> None:
    _, option, config, application = container_command()

    assert option == "--config"
    assert (ROOT / config).is_file()
    assert (ROOT / application.replace(".", "/")).with_suffix(".py").is_file()


@pytest.mark.parametrize("unit", [SITE, DAILY, WORKER])
def test_service_lives_where_its_programs_are(unit: str) -> None:
    assert values(unit, "WorkingDirectory") == [HOME.rstrip("/")]
    assert values(unit, "EnvironmentFile") == ["/etc/broadsheet.env"]
    assert all(line.startswith(f"{HOME}.venv/bin/") for line in values(unit, "ExecStart"))


def daily_commands() -> list[str]:
    """Return the commands of the day's work, in their order."""
    lines = [line.removeprefix(f"{HOME}.venv/bin/").split() for line in values(DAILY, "ExecStart")]
    assert all(line[:2] == ["python", "manage.py"] for line in lines)
    return [line[2] for line in lines]


def test_daily_work_is_all_that_has_to_be_done_daily() -> None:
    assert set(daily_commands()) == {
        "refresh_most_read",
        "lead_links",
        "catch_up_related",
        "rebuild_related",
        "learn_tags",
        "prune_reads",
        "clearsessions",
        "prune_uploads",
        "sweep_pictures",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("command", daily_commands())
def test_daily_work_can_be_done_twice_on_an_empty_site_without_a_worker(command: str, tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = settings.IMPORT_SPOOL = tmp_path

    for _ in range(2):
        call_command(command)


def test_timer_starts_a_service_that_is_here() -> None:
    assert values(TIMER, "OnCalendar")
    assert (DEPLOY / TIMER).with_suffix(".service").is_file()


def test_all_services_may_do_the_same() -> None:
    assert "NoNewPrivileges=yes" in hardening(SITE)
    assert hardening(SITE) == hardening(DAILY) == hardening(WORKER)


def test_worker_runs_a_command_that_exists_and_is_given_the_time_of_a_step() -> None:
    (line,) = values(WORKER, "ExecStart")

    assert line.split()[1:] == ["manage.py", "db_worker"]
    assert "db_worker" in get_commands()
    assert float(values(WORKER, "TimeoutStopSec")[0]) > STEP


def test_stopping_waits_longer_than_gunicorn_does() -> None:
    found = re.search(r"^graceful_timeout = (\d+)$", (ROOT / "config/gunicorn.conf.py").read_text(), re.MULTILINE)
    assert found is not None

    (wait,) = values(SITE, "TimeoutStopSec")

    assert int(wait) > int(found[1])


def test_container_copies_what_is_here_and_no_whole_tree() -> None:
    assert copied()
    assert all((ROOT / name).exists() for name in copied())
    assert "." not in copied()


def test_container_installs_by_hash_and_runs_without_root() -> None:
    text = (DEPLOY / "Containerfile").read_text()

    assert "--require-hashes" in text
    assert "--hash=sha256:" in (ROOT / "requirements.txt").read_text()
    assert re.search(r"^USER [1-9]\d*$", text, re.MULTILINE)


def test_container_keeps_no_secret() -> None:
    text = (DEPLOY / "Containerfile").read_text()

    assert not re.search(r"^(ENV|ARG) .*SECRET", text, re.MULTILINE)
    assert re.search(r"^RUN SECRET_KEY=\$\(.*\) python manage\.py collectstatic", text, re.MULTILINE)
