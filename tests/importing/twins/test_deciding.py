import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.editing.content_hash import content_hash
from articles.importing import services
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.twins import deciding, pairs
from articles.models import Article, Redirect
from tests.importing.at_desk import desk, load
from tests.importing.dumps import make_dump
from tests.importing.twins.prose import prose

pytestmark = pytest.mark.django_db
TEXT = prose(1, paragraphs=8)
REPRINT = [*TEXT[:7], *prose(2, paragraphs=1)]


@pytest.fixture
def twin(tmp_path) -> StagedDocument:
    """A column, and a held reprint of it with another headline, ending and list."""
    first = make_dump("The dear bridge", paragraphs=TEXT, most_read=["One", "Two"])
    second = make_dump("A bridge revisited", paragraphs=REPRINT, posted="2014-01-02 09:00", most_read=["Three", "Four"])
    for name, text in (("a.txt", first), ("b.txt", second)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        call_command("import_columns", str(tmp_path / name), publish=True)
    return StagedDocument.objects.get(source="b.txt")


def settled(staged: StagedDocument) -> StagedDocument:
    return StagedDocument.objects.get(pk=staged.pk)


def with_address(staged: StagedDocument) -> None:
    staged.edits = {"legacy_url": "https://old.example/opinion/12.html"}
    staged.save()


def test_new_version_takes_the_columns_place_and_keeps_its_day_and_address(twin: StagedDocument) -> None:
    column = Article.objects.get()
    where = column.get_absolute_url()
    with_address(twin)

    said = deciding.decide(twin, deciding.VERSION, user=None)

    column = Article.objects.get()
    assert "is the new version of “The dear bridge”" in said
    assert column.headline == "A bridge revisited"
    assert prose(2, paragraphs=1)[0] in column.body
    assert column.published_on.isoformat() == "2012-05-06"
    assert column.updated_at.date().isoformat() == "2014-01-02"
    assert column.get_absolute_url() == where
    assert column.revisions.count() == 2
    assert Redirect.objects.get(path="/opinion/12.html").article == column
    assert settled(twin).state == "accepted"


def test_known_leaves_the_column_and_leads_the_old_address_to_it(twin: StagedDocument) -> None:
    with_address(twin)
    version = Article.objects.get().version

    deciding.decide(twin, deciding.KNOWN, user=None)

    column = Article.objects.get()
    assert (column.headline, column.version) == ("The dear bridge", version)
    assert Redirect.objects.get().article == column
    assert column.printed_lists.count() == 2
    assert settled(twin).article == column


def test_known_one_is_unchanged_when_it_comes_again(twin: StagedDocument, tmp_path) -> None:
    deciding.decide(twin, deciding.KNOWN, user=None)

    call_command("import_columns", str(tmp_path / "b.txt"))

    assert ImportRun.objects.latest("pk").counts == {"unchanged": 1}


def test_both_are_kept(twin: StagedDocument) -> None:
    deciding.decide(twin, deciding.BOTH, user=None, publish=True)

    assert list(Article.objects.order_by("pk").values_list("headline", "status")) == [
        ("The dear bridge", "published"),
        ("A bridge revisited", "published"),
    ]


def test_left_out_says_why(twin: StagedDocument) -> None:
    deciding.decide(twin, deciding.OUT, user=None)

    assert (settled(twin).state, settled(twin).reason) == ("rejected", "Nearly the same as “The dear bridge”.")


@pytest.mark.parametrize("deed", [deciding.VERSION, deciding.KNOWN, deciding.BOTH])
def test_each_is_undone_with_the_run(twin: StagedDocument, deed: str) -> None:
    before = content_hash()
    with_address(twin)
    deciding.decide(twin, deed, user=None)

    services.undo(twin.run, user=None)

    assert content_hash() == before


@pytest.mark.parametrize("deed", [deciding.VERSION, deciding.KNOWN])
def test_nothing_is_merged_with_what_is_gone(twin: StagedDocument, deed: str) -> None:
    Article.objects.all().delete()

    with pytest.raises(services.NotAcceptableError, match="The other is gone"):
        deciding.decide(twin, deed, user=None)


def test_what_is_decided_is_not_decided_again(twin: StagedDocument) -> None:
    deciding.decide(twin, deciding.OUT, user=None)

    with pytest.raises(services.NotAcceptableError, match="decided already"):
        deciding.decide(twin, deciding.BOTH, user=None)
    with pytest.raises(services.NotAcceptableError, match="one column or two"):
        deciding.decide(twin, "nonsense", user=None)


def test_other_that_waits_is_to_be_decided_on_first() -> None:
    client = desk()
    load(client, make_dump("The dear bridge", paragraphs=TEXT))
    load(client, make_dump("A bridge revisited", paragraphs=REPRINT))
    second = StagedDocument.objects.latest("pk")

    with pytest.raises(services.NotAcceptableError, match="waits for an editor itself"):
        deciding.decide(second, deciding.VERSION, user=None)
    services.accept(StagedDocument.objects.earliest("pk"), user=None, publish=False)
    deciding.decide(second, deciding.VERSION, user=None)

    assert Article.objects.get().headline == "A bridge revisited"


def test_many_are_not_accepted_before_somebody_said_what_they_are(twin: StagedDocument) -> None:
    made, failures = services.accept_many([twin], user=None, publish=False)

    assert made == []
    assert "nearly the same as another" in failures[0].message


def test_pair_marks_the_words_that_differ(twin: StagedDocument) -> None:
    found = pairs.pair(twin)

    assert "".join(piece.text for piece in found.words if piece.kind == "new").split()[-1] == REPRINT[-1].split()[-1]
    assert any(piece.is_shortened for piece in found.words)


def test_pages_show_list_and_pair_and_take_the_answer(twin: StagedDocument) -> None:
    client = desk()

    listed = client.get(reverse("importing:twins"))
    page = client.get(reverse("importing:twin", args=[twin.run_id, twin.pk]))
    answer = client.post(reverse("importing:twin", args=[twin.run_id, twin.pk]), {"do": "known"})

    assert "The dear bridge" in listed.text
    assert "<ins>" in page.text
    assert answer.url == reverse("importing:run", args=[twin.run_id])
    assert settled(twin).state == "accepted"


def test_several_are_decided_from_the_list(twin: StagedDocument) -> None:
    client = desk()

    client.post(reverse("importing:run_twins", args=[twin.run_id]), {"chosen": [twin.pk], "do": "out"})
    client.post(reverse("importing:run_twins", args=[twin.run_id]), {"do": "out"})

    assert settled(twin).state == "rejected"
