import pytest
from django.core.management import call_command

from articles.importing.models import ColumnSketch, ImportRun, StagedDocument
from articles.importing.twins import known
from articles.models import Article
from tests.builders import make_article, make_author
from tests.importing.at_desk import desk, load
from tests.importing.twins.prose import column, prose

pytestmark = pytest.mark.django_db
TEXT = prose(1, paragraphs=8)
REPRINT = [*TEXT[:7], *prose(2, paragraphs=1)]


def imported(tmp_path, name: str, text: str, **options: object) -> StagedDocument | None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    call_command("import_columns", str(tmp_path / name), **options)
    return StagedDocument.objects.filter(source=name).order_by("-pk").first()


def codes(staged: StagedDocument) -> set[str]:
    return {notice["code"] for notice in staged.notices}


def test_reprint_with_another_ending_and_headline_is_held_and_says_what_it_is_like(tmp_path) -> None:
    first = imported(tmp_path, "a.txt", column("The dear bridge", TEXT))
    second = imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT, posted="2014-01-02 09:00"))

    assert (second.state, second.outcome) == ("held", "held")
    assert codes(second) == {"near_duplicate"}
    assert "“The dear bridge” of 2012-05-06 by Mara Lindqvist is 8" in second.reason
    assert second.twin["article"] == first.article_id
    assert 80 <= second.likeness < 100
    assert Article.objects.count() == 1


def test_same_text_under_another_headline_is_held(tmp_path) -> None:
    imported(tmp_path, "a.txt", column("The dear bridge", TEXT))
    second = imported(tmp_path, "b.txt", column("Cheap at the price", TEXT, posted="2014-01-02 09:00"))

    assert second.likeness == 100
    assert "word for word the same text under another headline" in second.reason


def test_two_in_one_loading_are_found(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(column("The dear bridge", TEXT), encoding="utf-8")
    (tmp_path / "b.txt").write_text(column("A bridge revisited", REPRINT), encoding="utf-8")

    call_command("import_columns", str(tmp_path))

    assert list(StagedDocument.objects.order_by("position").values_list("outcome", flat=True)) == ["created", "held"]


def test_document_that_waits_at_the_desk_is_compared_too(tmp_path) -> None:
    load(desk(), column("The dear bridge", TEXT))

    second = imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT))

    assert second.twin["article"] is None
    assert "which waits for an editor" in second.reason


def test_column_written_at_the_desk_is_found(tmp_path) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    written = make_article(headline="Written here", body=body, authors=[make_author("Mara Lindqvist")])

    second = imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT))

    assert second.twin["article"] == written.pk


def test_sketch_of_a_desk_column_follows_its_text(tmp_path) -> None:
    written = make_article(body="".join(f"<p>{paragraph}</p>" for paragraph in TEXT))
    known.refresh()
    before = bytes(ColumnSketch.objects.get(article=written).sketch)
    Article.objects.filter(pk=written.pk).update(body="<p>" + " ".join(prose(9)) + "</p>", version=written.version + 1)

    known.refresh()

    assert bytes(ColumnSketch.objects.get(article=written).sketch) != before


def test_dry_run_says_it_and_writes_nothing(tmp_path, capsys) -> None:
    make_article(headline="Written here", body="".join(f"<p>{paragraph}</p>" for paragraph in TEXT))

    imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT, by="Article Author"), dry_run=True)

    assert not StagedDocument.objects.exists()
    assert not ColumnSketch.objects.exists()


def test_other_columns_of_one_author_are_made(tmp_path) -> None:
    for number in range(4):
        imported(tmp_path, f"{number}.txt", column(f"Column {number}", prose(30 + number)))

    assert Article.objects.count() == 4


def test_series_with_the_same_opening_and_closing_is_no_near_duplicate(tmp_path) -> None:
    opening, closing = prose(40, paragraphs=1), prose(41, paragraphs=1)
    for number in range(3):
        text = [*opening, *prose(50 + number, paragraphs=4), *closing]
        imported(tmp_path, f"{number}.txt", column(f"Part {number}", text, posted=f"2013-01-0{number + 1} 09:00"))

    assert Article.objects.count() == 3


def report(figures: int) -> list[str]:
    """Return a report that says the same each month, with figures of its own in it."""
    numbers = [f"{figures * 7 + at}.{at}" for at in range(8)]
    return [
        f"{paragraph} It was {number} per cent."
        for paragraph, number in zip(prose(60, paragraphs=8), numbers, strict=True)
    ]


def test_next_months_report_with_other_figures_is_a_column_of_its_own(tmp_path) -> None:
    imported(tmp_path, "a.txt", column("Prices in May", report(1)))
    imported(tmp_path, "b.txt", column("Prices in June", report(2), posted="2014-01-02 09:00"))

    assert Article.objects.count() == 2


def test_report_that_is_printed_again_keeps_its_figures_and_is_held(tmp_path) -> None:
    again = [*report(1)[:7], *prose(61, paragraphs=1)]
    imported(tmp_path, "a.txt", column("Prices in May", report(1)))
    second = imported(tmp_path, "b.txt", column("Prices once more", again, posted="2014-01-02 09:00"))

    assert codes(second) == {"near_duplicate"}


def test_other_authors_need_more_than_a_likeness(tmp_path) -> None:
    imported(tmp_path, "a.txt", column("The dear bridge", TEXT, by="Ada Berg"))
    second = imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT, by="Jo Ferreira"))

    assert second.outcome == "created"


def test_what_was_undone_or_decided_against_is_no_twin(tmp_path) -> None:
    first = imported(tmp_path, "a.txt", column("The dear bridge", TEXT))
    call_command("undo_import", str(first.run_id))
    second = imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT))

    assert second.outcome == "created"
    assert ImportRun.objects.get(pk=first.run_id).status == "undone"


def test_loaded_again_it_stays_held_once(tmp_path) -> None:
    imported(tmp_path, "a.txt", column("The dear bridge", TEXT))
    second = imported(tmp_path, "b.txt", column("A bridge revisited", REPRINT))

    call_command("import_columns", str(tmp_path / "b.txt"))

    assert StagedDocument.objects.filter(source="b.txt").get() == second
