"""What an export holds, and how it is written."""

import json
import socket
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from articles.editing import services
from tests.importing.site_export.sites import make_site, write

pytestmark = pytest.mark.django_db


def test_a_selection_holds_what_its_columns_lead_to_and_no_other(tmp_path):
    _, second = make_site()

    exported = write(tmp_path / "some.zip", only=[second.pk])

    assert exported.counts["articles"] == 1
    assert exported.counts["authors"] == 2
    assert exported.counts["images"] == 1  # that of its tag
    with zipfile.ZipFile(tmp_path / "some.zip") as archive:
        text = archive.read("articles.jsonl").decode()
    record = json.loads(text)
    assert record["answers"] is None
    assert record["related"] == []
    assert "pier" not in text


def test_the_same_site_gives_the_same_bytes(tmp_path, time_machine):
    make_site()
    time_machine.move_to("2026-01-01T00:00:00Z", tick=False)
    write(tmp_path / "one.zip")
    write(tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_no_account_is_in_an_export(tmp_path, admin_user):
    article, _ = make_site()
    services.publish(article, user=admin_user, note="seen")
    article.headline = "Changed"
    services.save_article(article, user=admin_user)
    write(tmp_path / "site.zip")

    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        record = json.loads(archive.read("articles.jsonl").decode().splitlines()[0])
    assert all("user" not in revision for revision in record["revisions"])
    assert len(record["revisions"]) == 3


def test_the_command_writes_whole_files_only(tmp_path, capsys):
    make_site()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".site.zip.{socket.gethostname()}.{ended.pid}.part").write_bytes(b"of an export that was killed")

    call_command("export_site", str(tmp_path / "site.zip"))

    assert zipfile.is_zipfile(tmp_path / "site.zip")
    assert [path.name for path in tmp_path.iterdir() if path.name != "media"] == ["site.zip"]
    assert "4 articles" in capsys.readouterr().err


def test_the_command_says_where_it_can_not_write(tmp_path):
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_site", str(tmp_path / "nowhere" / "site.zip"))
