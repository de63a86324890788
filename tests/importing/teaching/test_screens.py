import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.importing import services
from articles.importing.models import LessonUse, StagedDocument, TaughtLesson
from articles.importing.teaching import groups, mending
from tests.builders import make_author, make_user
from tests.importing.at_desk import address, desk, load, sentences
from tests.importing.dumps import make_dump
from tests.importing.teaching.test_taught import undated
from tests.importing.twins.prose import prose

pytestmark = pytest.mark.django_db
LINES = ("03.04.05", "13.04.05", "31.02.05")
DOTTED = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2})"


@pytest.fixture
def held(vera: Client) -> list[StagedDocument]:
    """Three documents with dotted dates, one of which names a day that does not exist; and one that is fine."""
    for number, line in enumerate(LINES):
        load(vera, undated(line).replace("A bridge too dear", f"Bridge {number}"))
    load(vera, make_dump("A quiet quarry"))
    found = list(StagedDocument.objects.filter(state="held").order_by("pk"))
    StagedDocument.objects.filter(state="waiting").update(run=found[0].run, position=1)
    return found


def form(**given: str) -> dict[str, str]:
    fault = {"fault": "no_date", "shape": "00.00.00", "kind": "date_pattern", "said": "03.04.05"}
    return {**fault, **given}


def test_held_documents_stand_in_groups_the_biggest_first(vera: Client, held: list[StagedDocument]) -> None:
    load(vera, undated("le 3 avril 2005 (édition)"))

    found = vera.get(reverse("importing:faults")).context["groups"]

    assert [(group.fault, group.shape, group.number) for group in found] == [
        ("no_date", "00.00.00", 3),
        ("no_date", "a 00 a 0000 (a)", 1),
    ]
    assert found[0].examples[0].raw == "03.04.05"


def test_group_of_one_loading(vera: Client, held: list[StagedDocument]) -> None:
    found = vera.get(reverse("importing:run_faults", args=[held[0].run_id])).context["groups"]

    assert [group.number for group in found] == [1]


def test_group_offers_what_its_lines_may_mean(vera: Client, held: list[StagedDocument]) -> None:
    answer = vera.get(groups.groups()[0].url)

    assert [proposal.words for proposal in answer.context["proposals"]] == [
        "day.month.year",
        "year.month.day",
        "month.day.year",
    ]
    assert "03.04.05" in answer.text


def test_preview_says_what_is_mended_and_what_is_not_and_writes_nothing(
    vera: Client, held: list[StagedDocument]
) -> None:
    answer = vera.post(reverse("importing:fault"), form(way=DOTTED, do="preview"))

    effect = answer.context["effect"]
    assert (effect.reads, effect.of, effect.looked_at, effect.others) == (2, 3, 1, [])
    assert [bool(line.held_because) for line in effect.lines] == [False, False, True]
    assert effect.lines[0].changes[0].now == "2005-04-03"
    assert not TaughtLesson.objects.exists()
    assert StagedDocument.objects.filter(state="held").count() == 3


def test_lesson_mends_its_group_and_an_editors_edits_stay(vera: Client, held: list[StagedDocument]) -> None:
    services.edit(held[0], {"headline": "By my own hand"}, user=make_user())

    vera.post(reverse("importing:fault"), form(way=DOTTED, do="teach"))

    for staged in held:
        staged.refresh_from_db()
    assert [staged.state for staged in held] == ["waiting", "waiting", "held"]
    assert held[0].edits == {"headline": "By my own hand"}
    assert held[0].headline == "By my own hand"
    assert held[1].fault == ""
    assert LessonUse.objects.count() == 2
    assert "2 can go on, 1 still held" in sentences(vera, reverse("importing:faults"))[0]
    assert "taught: a date like “day.month.year”" in vera.get(address(held[1])).text.replace("Taught", "taught")


def steps(vera: Client, page: str, sent: dict[str, str], deed: str) -> tuple[list[str], str]:
    """Send a form, then what each page in between asks for; return how far they were, and the last address."""
    told = []
    answer = vera.post(page, sent)
    while "going=" in answer["Location"]:
        going = vera.get(answer["Location"]).context["going"]
        told.append(f"{going.done} of {going.total}")
        again = {name: str(value) for name, value in going.fields.items()}
        answer = vera.post(
            page, {**{name: sent[name] for name in ("fault", "shape") if name in sent}, **again, "do": deed}
        )
    return told, answer["Location"]


def test_group_that_takes_longer_than_a_request_is_mended_in_steps(
    vera: Client, held: list[StagedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "WITHIN_REQUEST", 0)

    told, last = steps(vera, reverse("importing:fault"), form(way=DOTTED, do="teach"), "go_on")

    assert told == ["1 of 3", "2 of 3"]
    assert last == reverse("importing:faults")
    for staged in held:
        staged.refresh_from_db()
    assert [staged.state for staged in held] == ["waiting", "waiting", "held"]
    assert "2 can go on, 1 still held" in sentences(vera, last)[0]


@pytest.mark.parametrize(("deed", "left"), [("off", 1), ("delete", 0)])
def test_lesson_of_many_documents_is_taken_back_in_steps(
    vera: Client, held: list[StagedDocument], monkeypatch: pytest.MonkeyPatch, deed: str, left: int
) -> None:
    vera.post(reverse("importing:fault"), form(way=DOTTED, do="teach"))
    monkeypatch.setattr(mending, "WITHIN_REQUEST", 0)
    lesson = TaughtLesson.objects.get()
    page = reverse("importing:lessons")
    sentences(vera, page)

    told, last = steps(vera, page, {"lesson": str(lesson.pk), "do": deed}, deed)

    assert told == ["1 of 2"]
    assert TaughtLesson.objects.count() == left
    assert StagedDocument.objects.filter(state="held").count() == 3
    assert "2 undecided documents were read without it" in sentences(vera, last)[0]


PAGE = "<html><head><title>{0} - The Post</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"


def test_pages_of_a_site_are_taught_by_a_rule_about_what_they_lack(vera: Client) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in prose(1))
    page = SimpleUploadedFile("a.html", PAGE.format("The ferry that would not leave", text).encode())
    vera.post("/admin/load/", {"text": "", "files": [page]})
    group = next(group for group in groups.groups() if group.fault == "no_date")

    form = vera.get(group.url)

    assert [kind.value for kind in group.kinds] == ["site_rule", "date_pattern"]
    assert form.context["kind"] == "site_rule"
    assert '<option value="published_at" selected>' in " ".join(form.text.split())


def test_parts_that_were_marked_make_the_lesson(vera: Client, held: list[StagedDocument]) -> None:
    marks = {"mark_0": "day", "mark_2": "month", "mark_4": "year"}

    vera.post(reverse("importing:fault"), form(way="marked", do="teach", role="", **marks))

    assert TaughtLesson.objects.get().pattern == DOTTED


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"way": "marked", "mark_0": "day"}, "Mark at least the month and the year."),
        ({"way": "typed", "pattern": "(a+)+"}, "repeats something"),
        ({"way": "typed", "pattern": ""}, "Pick how the line is to be read"),
        ({"way": "marked", "mark_0": "year", "mark_2": "month", "mark_4": "year"}, "marked twice"),
        ({"kind": "nonsense"}, "Say what is to be taught"),
    ],
)
def test_what_can_not_be_taught_is_said(
    vera: Client, held: list[StagedDocument], given: dict[str, str], why: str
) -> None:
    answer = vera.post(reverse("importing:fault"), form(do="teach", **given))

    assert answer.status_code == 422
    assert why in str(next(iter(answer.context["messages"])))
    assert not TaughtLesson.objects.exists()


def test_line_that_nobody_knows_is_pointed_at(vera: Client) -> None:
    load(vera, make_dump(posted="", paragraphs=("A day in May it was, and nobody minds which one it had been.",)))
    group = groups.groups()[0]
    assert (group.fault, group.shape) == ("no_date", "")

    page = vera.get(group.url)
    assert "Which line of" in page.text
    staged = StagedDocument.objects.get()
    pointed = vera.get(f"{group.url}&document={staged.pk}&line=1")

    assert pointed.context["said"] == "A bridge too dear"
    assert pointed.context["tokens"]


def test_name_of_two_columnists_is_taught(tmp_path, vera: Client) -> None:
    one, _ = make_author("Kim Lee"), make_author("Kim Lee")
    (tmp_path / "a.txt").write_text(make_dump(by="Kim Lee"), encoding="utf-8")
    call_command("import_columns", str(tmp_path))
    group = groups.groups()[0]
    page = vera.get(group.url)
    assert [candidate.author.name for candidate in page.context["candidates"]] == ["Kim Lee", "Kim Lee"]

    sent = {"fault": group.fault, "shape": group.shape, "kind": "author_name", "name": "Kim Lee", "author": str(one.pk)}
    vera.post(reverse("importing:fault"), {**sent, "do": "teach"})

    assert TaughtLesson.objects.get().value == f"{one.pk}:Kim Lee"
    assert StagedDocument.objects.get().state == "waiting"


def test_byline_that_no_reader_knows_is_marked_and_taught(vera: Client) -> None:
    for name in ("Ada Berg", "Jo Ferreira"):
        text = make_dump(f"What {name.split()[0].lower()} saw", by=name)
        load(vera, text.replace(f"By {name}", f"~ {name} ~"))
    group = groups.groups()[0]
    assert (group.fault, group.shape, group.number) == ("no_byline", "~ a a ~", 2)
    sent = {"fault": group.fault, "shape": group.shape, "kind": "byline_pattern", "said": "~ Ada Berg ~"}

    shown = vera.post(reverse("importing:fault"), {**sent, "mark_2": "names", "mark_4": "names", "do": "preview"})
    vera.post(reverse("importing:fault"), {**sent, "mark_2": "names", "mark_4": "names", "do": "teach"})

    assert shown.context["effect"].reads == 2
    assert groups.groups() == []
    credits_ = StagedDocument.objects.order_by("pk").values_list("parsed__credits__0__name", flat=True)
    assert list(credits_) == ["Ada Berg", "Jo Ferreira"]


def test_lesson_is_switched_off_and_what_waits_is_read_without_it(vera: Client, held: list[StagedDocument]) -> None:
    vera.post(reverse("importing:fault"), form(way=DOTTED, do="teach"))
    lesson = TaughtLesson.objects.get()

    vera.post(reverse("importing:lessons"), {"lesson": lesson.pk, "do": "off"})

    held[0].refresh_from_db()
    assert (held[0].state, held[0].fault) == ("held", "no_date")
    assert not TaughtLesson.objects.get().is_active
    vera.post(reverse("importing:lessons"), {"lesson": lesson.pk, "do": "on"})
    assert TaughtLesson.objects.get().is_active


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "x"])
def test_what_is_no_number_of_a_row_chooses_nobody(vera: Client, number: str) -> None:
    taught = {"kind": "author_name", "name": "Kim", "author": number, "do": "teach", "fault": "no_date"}

    assert vera.post(reverse("importing:fault"), taught).status_code == 422
    assert vera.post(reverse("importing:twins"), {"chosen": number, "do": "both"}).status_code == 302
    assert not TaughtLesson.objects.exists()


def test_lesson_is_deleted(vera: Client, held: list[StagedDocument]) -> None:
    vera.post(reverse("importing:fault"), form(way=DOTTED, do="teach"))

    vera.post(reverse("importing:lessons"), {"lesson": TaughtLesson.objects.get().pk, "do": "delete"})

    assert not TaughtLesson.objects.exists()
    assert StagedDocument.objects.filter(state="held").count() == 3
    assert "None yet." in vera.get(reverse("importing:lessons")).text


def test_undone_loadings_have_no_groups(vera: Client, held: list[StagedDocument]) -> None:
    for run in {staged.run for staged in held}:
        services.undo(run, user=None)

    assert groups.groups() == []


@pytest.mark.parametrize("name", ["importing:faults", "importing:fault", "importing:lessons", "importing:twins"])
def test_screens_are_for_who_may_review(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 302
    assert desk("wanda", group="Writers").get(reverse(name)).status_code == 403


@pytest.mark.parametrize("number", [1, 12])
def test_query_budget_of_the_groups(vera: Client, django_assert_max_num_queries, number: int) -> None:
    for place in range(number):
        load(vera, undated("03.04.05").replace("A bridge too dear", f"Bridge {place}"))

    with django_assert_max_num_queries(8):  # session, user, two of rights, groups, examples, lessons
        vera.get(reverse("importing:faults"))


def test_group_that_no_text_can_name_is_empty(vera: Client, held: list[StagedDocument]) -> None:
    address = f"{reverse('importing:fault')}?fault=no%00date&shape=%00"

    assert vera.get(address).status_code == 200
    assert vera.post(reverse("importing:fault"), form(do="preview", shape="\0")).status_code in {200, 422}
