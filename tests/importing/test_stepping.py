import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from articles.importing import control, services, spool, stepping, tasks
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.undoing import NotUndoableError
from articles.models import Article
from tests.importing.at_desk import desk
from tests.importing.dumps import make_dump
from tests.importing.test_views_loading import upload, zipped

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def begun(count=5, seconds=0.0):
    """Return a run of so many files of which one step has been made."""
    run = services.start_run(via="desk", user=None, given="files")
    files = [upload(f"{number}.txt", make_dump(f"Column number {number}")) for number in range(count)]
    list(services.stage_each(run, files=files, text=make_dump("The pasted one"), seconds=seconds))
    return ImportRun.objects.get(pk=run.pk)


def work(run, do, client=None):
    answer = (client or desk()).post(
        reverse("importing:work", args=[run.pk]), {"do": do}, headers={"accept": "application/json"}
    )
    return json.loads(answer.content)


def heads(run):
    return list(run.documents.order_by("position").values_list("headline", flat=True))


def test_a_step_that_is_over_leaves_the_rest_to_the_next():
    run = begun()
    assert (run.status, run.documents.count(), run.progress["done"], run.progress["total"]) == ("running", 1, 1, 6)
    assert run.process == ""

    stepping.go_on(run, seconds=60)

    run.refresh_from_db()
    assert heads(run) == [*(f"Column number {number}" for number in range(5)), "The pasted one"]
    assert (run.status, run.counts) == ("finished", {"created": 6})
    assert not spool.folder_of(run).exists()


def test_steps_give_what_one_go_gives():
    whole = begun(seconds=60)
    services.undo(whole, user=None)
    run = begun()
    while run.status == Status.RUNNING:
        stepping.go_on(run, seconds=0)

    assert heads(run) == heads(whole)
    assert run.counts == whole.counts
    assert len(run.repeats) == 0


def test_document_that_could_not_be_kept_is_read_again_by_the_next_step(monkeypatch):
    run = begun()
    stand = stepping._stand

    def full(*given):
        stand(*given)
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(stepping, "_stand", full)
    with pytest.raises(OperationalError):
        stepping.go_on(run, seconds=60)
    monkeypatch.setattr(stepping, "_stand", stand)
    run = ImportRun.objects.get()
    assert (run.status, run.counts, run.documents.count()) == ("interrupted", {"created": 1}, 1)

    stepping.go_on(run, seconds=60)

    assert (run.counts, run.documents.count()) == ({"created": 6}, 6)


def test_full_disk_is_said_on_the_page_and_going_on_reads_the_rest(monkeypatch):
    run, client = begun(), desk()
    stand = stepping._stand

    def full(*_):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(stepping, "_stand", full)
    assert work(run, "step", client)["status"] == "interrupted"
    assert (
        "It stopped: database or disk is full. Once that is mended"
        in client.get(reverse("importing:run", args=[run.pk])).text
    )
    monkeypatch.setattr(stepping, "_stand", stand)

    assert work(run, "go_on", client)["status"] == "finished"
    assert run.documents.count() == 6


def test_a_text_that_came_in_an_earlier_step_is_a_duplicate():
    run = services.start_run(via="desk", user=None, given="files")
    files = [upload("a.txt", make_dump("One")), upload("b.txt", make_dump("One"))]
    list(services.stage_each(run, files=files, seconds=0))

    stepping.go_on(run, seconds=60)

    assert run.counts == {"created": 1, "duplicate": 1}


def test_a_file_of_several_documents_is_gone_on_with_in_its_middle():
    run = services.start_run(via="desk", user=None, given="zip")
    text = "\n\n".join(make_dump(f"Part {number}", posted=f"201{number}-01-01 09:00") for number in range(4))
    list(services.stage_each(run, files=[upload("a.zip", zipped(**{"all.txt": text}))], seconds=0))
    assert run.documents.count() == 1

    stepping.go_on(run, seconds=60)

    assert heads(run) == [f"Part {number}" for number in range(4)]


def test_a_step_that_dies_is_gone_on_with_where_it_stopped(monkeypatch):
    run = begun()
    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.stepping._stand", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            stepping.go_on(run, seconds=60)
    run.refresh_from_db()
    assert (run.status, run.documents.count()) == ("interrupted", 1)

    work(run, "go_on")

    assert len(heads(run)) == 6


def test_nobody_works_on_a_run_that_somebody_works_on():
    run = begun()
    assert control.claim(run)

    assert list(stepping.steps(run, seconds=60)) == []
    assert run.documents.count() == 1


def test_who_has_gone_silent_does_not_keep_a_run_for_ever():
    run = begun()
    control.claim(run)
    ImportRun.objects.update(seen_at=timezone.now() - 2 * control.SILENCE)

    stepping.go_on(run, seconds=60)

    assert len(heads(run)) == 6


def test_a_page_asks_for_steps_and_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr("articles.importing.views.working.STEP", 0)
    run, client = begun(), desk()

    told = work(run, "step", client)

    assert (told["done"], told["total"], told["is_over"]) == (2, 6, False)
    assert "2 of about 6" in told["words"]
    while not told["is_over"]:
        told = work(run, "step", client)
    assert told["counts"] == "6 created"


def test_paused_it_rests_until_it_may_go_on():
    run, client = begun(), desk()
    assert work(run, "pause", client)["status"] == "paused"
    assert work(run, "step", client)["done"] == 1

    told = work(run, "go_on", client)

    assert (told["status"], told["is_over"]) == ("finished", True)


def test_one_that_is_at_work_hears_the_wish(monkeypatch):
    monkeypatch.setattr(stepping, "EVERY", -1)
    run = begun()
    going = stepping.steps(run, seconds=60)
    next(going)
    assert control.ask(ImportRun.objects.get(pk=run.pk), ImportRun.Wish.PAUSE) == "running"

    assert list(going) == []

    run.refresh_from_db()
    assert (run.status, run.documents.count(), run.wish, run.process) == ("paused", 2, "", "")


def test_cancelled_it_keeps_what_it_has_read():
    run, client = begun(), desk()

    assert work(run, "cancel", client)["status"] == "cancelled"

    assert run.documents.count() == 1
    assert not spool.folder_of(run).exists()
    assert work(run, "go_on", client)["status"] == "cancelled"


def test_the_page_of_a_run_says_how_far_it_is_and_offers_what_can_be_done():
    run, client = begun(), desk()
    address = reverse("importing:run", args=[run.pk])

    page = client.get(address).content.decode()
    assert "1 of about 6" in page
    assert all(f'value="{deed}"' in page for deed in ("pause", "cancel", "step"))

    work(run, "pause", client)
    page = client.get(address).content.decode()
    assert "Paused" in page
    assert 'value="go_on"' in page

    work(run, "go_on", client)
    assert "data-work" not in client.get(address).content.decode()


def test_without_scripts_a_button_reads_on_and_comes_back():
    run, client = begun(), desk()

    answer = client.post(reverse("importing:work", args=[run.pk]), {"do": "step"})

    assert answer["Location"] == reverse("importing:run", args=[run.pk])
    assert run.documents.count() == 6


def test_an_upload_that_takes_long_opens_its_run(monkeypatch):
    monkeypatch.setattr("articles.importing.views.loading.WITHIN_REQUEST", 0)
    files = [upload(f"{number}.txt", make_dump(f"Column number {number}")) for number in range(3)]

    answer = desk().post("/admin/load/", {"files": files, "text": ""})

    run = ImportRun.objects.get()
    assert answer["Location"] == reverse("importing:run", args=[run.pk])
    assert run.status == "running"


def test_a_waiting_run_can_be_undone_but_one_at_work_can_not():
    run = begun()
    control.claim(run)
    with pytest.raises(NotUndoableError):
        services.undo(run, user=None)
    control.release(run)

    services.undo(run, user=None)

    assert run.status == "undone"
    assert work(run, "step")["status"] == "undone"


def test_the_command_says_how_far_it_is_and_hears_the_desk(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(control, "EVERY", -1)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(make_dump(f"Column number {number}"))
    monkeypatch.setattr(control, "hear", lambda run: (_ for _ in ()).throw(control.AskedToStopError("paused")))

    with pytest.raises(SystemExit) as stopped:
        call_command("import_columns", str(tmp_path))

    run = ImportRun.objects.get()
    assert stopped.value.code == 130
    assert (run.status, run.progress["done"], run.progress["total"]) == ("paused", 1, 3)
    assert "It was paused, as somebody asked." in capsys.readouterr().err


def test_a_stopped_command_counts_all_that_it_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(control, "EVERY", -1)
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(make_dump(f"Column number {number}"))
    heard = iter([None, control.AskedToStopError("paused")])

    def hear(run):
        if asked := next(heard):
            raise asked

    monkeypatch.setattr(control, "hear", hear)

    with pytest.raises(SystemExit):
        call_command("import_columns", str(tmp_path))

    made = Article.objects.count()
    assert 1 < made < 8
    assert f"{made} created" in capsys.readouterr().err


def test_what_is_gone_can_not_be_gone_on_with_and_says_so():
    run = begun()
    spool.clear(run)
    work(run, "pause")

    page = desk("otto").get(reverse("importing:run", args=[run.pk])).content.decode()

    assert "load the same again" in page


def test_who_may_not_load_may_not_work_on_a_run(client):
    run = begun()
    address = reverse("importing:work", args=[run.pk])

    assert client.post(address, {"do": "step"}).status_code == 302
    assert desk("wes", group="Writers").post(address, {"do": "step"}).status_code == 403
    assert desk("ed").post(address, {"do": "dance"}).status_code == 404


def test_a_silence_is_longer_than_a_step():
    assert timedelta(seconds=tasks.STEP) < control.SILENCE
    assert StagedDocument.objects.count() == 0
