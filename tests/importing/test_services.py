"""What the desk does with a loading: upload, edit, choose, accept, reject, hold."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing import services, values
from articles.importing.models import ImportRun, StagedDocument
from articles.models import Article, Tag
from authors.models import Author
from tests.builders import make_article, make_author, make_user
from tests.importing.dumps import make_dump
from tests.importing.test_archives import make_zip

pytestmark = pytest.mark.django_db


def paste(text="", **options):
    """Load pasted text in the desk; return its steps."""
    run = services.start_run(via="desk", user=None, given="pasted text")
    return services.stage_upload(run, text=text or make_dump(), **options)


def paste_one(text="") -> StagedDocument:
    [step] = paste(text)
    return step.staged


def test_a_pasted_column_waits_and_nothing_is_public():
    staged = paste_one()

    assert (staged.state, staged.outcome, staged.source) == ("waiting", "created", "pasted text")
    assert not Article.objects.exists()
    assert ImportRun.objects.get().status == "finished"


def test_pasting_it_again_after_acceptance_says_unchanged_and_which_column():
    article = services.accept(paste_one(), user=None, publish=False)

    [step] = paste()

    assert (step.outcome, step.article) == ("unchanged", article)


def test_pasting_it_again_before_acceptance_leads_to_the_waiting_one():
    staged = paste_one()

    [step] = paste()

    assert (step.outcome, step.staged) == ("held", staged)
    assert "waits_for_review" in [notice.code for notice in step.notices]
    assert StagedDocument.objects.count() == 1


def test_uploads_and_zips_come_in_one_run():
    run = services.start_run(via="desk", user=make_user(), given="2 files")
    zipped = SimpleUploadedFile("b.zip", make_zip({"inner.txt": make_dump("In the zip")}).getvalue())

    steps = services.stage_upload(
        run, files=[SimpleUploadedFile("a.txt", make_dump().encode()), zipped], tags=["Harbour"]
    )

    assert [(step.document.source, step.outcome) for step in steps] == [
        ("a.txt", "created"),
        ("b.zip/inner.txt", "created"),
    ]
    run.refresh_from_db()
    assert run.counts == {"created": 2}
    assert {tuple(staged.tags) for staged in run.documents.all()} == {("Harbour",)}


def test_accepting_publishes_with_the_editor_s_values_and_tags():
    user, staged = make_user(), paste_one()
    services.edit(staged, {"headline": "The editor's headline", "series": "Bridges", "bio": "A new bio."}, user=user)

    article = services.accept(staged, user=user, publish=True, tags=["Harbour", "harbour"])

    assert article in Article.objects.published()
    assert (article.headline, article.series.name, article.bio_as_printed) == (
        "The editor's headline", "Bridges", "A new bio.",
    )  # fmt: skip
    assert [tag.name for tag in article.tags.all()] == ["Harbour"]
    assert article.revisions.get().user == user
    staged.refresh_from_db()
    assert (staged.state, staged.decided_by, staged.article) == ("accepted", user, article)
    assert staged.parsed["headline"] == "A bridge too dear"


def test_accepting_twice_makes_one_column():
    staged = paste_one()

    assert services.accept(staged, user=None, publish=False) == services.accept(staged, user=None, publish=True)
    assert Article.objects.get().status == "draft"


def test_accepting_again_is_harmless_when_a_namesake_has_come_since():
    staged = paste_one()
    article = services.accept(staged, user=None, publish=False)
    make_author("Mara Lindqvist")

    assert services.accept(staged, user=None, publish=False) == article


def test_an_edit_that_equals_what_was_read_is_no_edit():
    staged = paste_one()
    staged = services.edit(staged, {"headline": "Another"}, user=None)
    assert staged.edits == {"headline": "Another"}

    staged = services.edit(staged, {"headline": " A bridge too dear "}, user=None)

    assert staged.edits == {}


def test_forms_may_give_python_s_own_values():
    staged = paste_one(make_dump(posted=""))
    given = {
        "published_at": datetime(2012, 5, 6, 10, 30),  # noqa: DTZ001 as a form without a zone gives it
        "published_precision": "day",
        "credits": [{"name": " Jo  Ferreira ", "title": ""}, {"name": "", "title": ""}],
        "most_read": [{"rank": "2", "headline": "Second"}, {"rank": 1, "headline": "First"}],
        "most_read_day": date(2017, 1, 20),
        "kind": "letter",
    }

    staged = services.edit(staged, given, user=None)

    now = values.values_of(staged)
    assert now.published.at.isoformat() == "2012-05-06T10:30:00+09:00"
    assert [credit.name for credit in now.credits] == ["Jo Ferreira"]
    assert [line.headline for line in now.most_read] == ["First", "Second"]
    article = services.accept(staged, user=None, publish=True)
    assert (article.published_precision, article.kind) == ("day", "letter")
    assert article.printed_lists.get().day == date(2017, 1, 20)


@pytest.mark.parametrize(
    "wrong", [{"colour": "red"}, {"kind": "poem"}, {"published_at": "yesterday"}, {"published_precision": "hour"}]
)
def test_a_value_that_can_not_be_taken_is_refused(wrong):
    with pytest.raises(ValueError, match=r"(can't be taken as|is not a field).*\.$"):
        services.edit(paste_one(), wrong, user=None)


def test_a_column_without_a_date_becomes_a_draft_but_is_not_published():
    staged = paste_one(make_dump(posted=""))
    assert staged.state == "held"

    with pytest.raises(services.NotAcceptableError, match="has no date"):
        services.accept(staged, user=None, publish=True)

    assert services.accept(staged, user=None, publish=False).published_at is None


def test_a_name_of_two_columnists_must_be_chosen():
    first, second = make_author("Mara Lindqvist"), make_author("Mara Lindqvist")
    staged = paste_one()
    assert staged.state == "waiting"
    with pytest.raises(services.NotAcceptableError, match="2 columnists are called Mara Lindqvist"):
        services.accept(staged, user=None, publish=False)

    services.choose_author(staged, 0, second)

    assert services.accept(staged, user=None, publish=False).bylines.get().author == second
    assert not first.bylines.exists()


def test_a_namesake_can_be_made():
    known = make_author("Mara Lindqvist")
    staged = services.choose_author(paste_one(), 0, services.NEW)

    article = services.accept(staged, user=None, publish=False)

    made = article.bylines.get().author
    assert made != known
    assert (made.name, made.slug) == ("Mara Lindqvist", "mara-lindqvist")
    assert Author.objects.filter(names__key="mara lindqvist").count() == 2


def test_a_known_author_can_be_taken_under_another_spelling():
    known = make_author("M. Lindqvist")
    staged = services.choose_author(paste_one(), 0, known)

    article = services.accept(staged, user=None, publish=False)

    assert (article.bylines.get().author, article.bylines.get().name) == (known, "Mara Lindqvist")
    assert {seen.name for seen in known.names.all()} == {"M. Lindqvist", "Mara Lindqvist"}


def test_changing_a_name_forgets_who_was_chosen_for_it():
    staged = services.choose_author(paste_one(make_dump(by="Mara Lindqvist and Jo Ferreira")), 1, services.NEW)
    staged = services.choose_author(staged, 0, services.NEW)

    names = [{"name": "Mara Lindqvist", "title": ""}, {"name": "Joan Ferreira", "title": ""}]
    staged = services.edit(staged, {"credits": names}, user=None)

    assert staged.author_choices == {"0": "new"}


def test_one_person_named_twice_signs_once():
    author = make_author("Mara Lindqvist")
    staged = services.choose_author(paste_one(make_dump(by="Mara Lindqvist and Jo Ferreira")), 1, author)

    assert services.accept(staged, user=None, publish=False).bylines.count() == 1


def test_accepting_many_is_not_stopped_by_one():
    paste(make_dump("The first"))
    paste(make_dump("x" * 20 + " without a date", posted=""))
    paste(make_dump("The third"))

    made, failures = services.accept_many(StagedDocument.objects.order_by("id"), user=None, publish=True)

    assert [article.headline for article in made] == ["The first", "The third"]
    assert [("has no date" in failure.message, failure.staged.state) for failure in failures] == [(True, "held")]
    assert not StagedDocument.objects.filter(awaits_related=True).exists()


def test_a_rejected_document_is_left_out_when_it_comes_again():
    staged = services.reject(paste_one(), user=None, reason="Not ours")

    [step] = paste()

    assert (staged.state, step.outcome) == ("rejected", "left_out")
    assert "Not ours" in step.notices[-1].message
    staged = services.hold(staged, user=None, reason="Ask the desk")
    assert services.accept(staged, user=None, publish=False).headline == "A bridge too dear"


def test_an_accepted_document_takes_no_more_changes():
    staged = paste_one()
    services.accept(staged, user=None, publish=False)

    for change in (
        lambda: services.edit(staged, {"headline": "x"}, user=None),
        lambda: services.reject(staged, user=None),
        lambda: services.choose_author(staged, 0, services.NEW),
    ):
        with pytest.raises(services.NotAcceptableError, match="accepted already"):
            change()


def test_tags_for_many_make_no_tag_before_acceptance():
    first, second = paste_one(make_dump("The first")), paste_one(make_dump("The second"))
    services.set_tags([first], ["Old"])

    changed = services.set_tags([first, second], ["Harbour"], add=True)

    assert changed == 2
    assert [staged.tags for staged in StagedDocument.objects.order_by("id")] == [["Old", "Harbour"], ["Harbour"]]
    assert not Tag.objects.exists()
    with pytest.raises(ValueError, match="can't be a tag"):
        services.set_tags([first], ["!!!"])


def test_a_repair_can_be_refused_and_taken_again_and_edits_stay():
    text = make_dump(paragraphs=["They call it ``the long bridge'' and nobody knows why that is so."])
    staged = services.edit(paste_one(text), {"headline": "The editor's"}, user=None)
    [repair] = {notice["repair"] for notice in staged.parsed["notices"]} - {""}
    assert "``" not in staged.parsed["body_html"]

    staged = services.refuse_repair(staged, repair)

    assert "``" in staged.parsed["body_html"]
    assert (staged.edits, staged.refused_repairs) == ({"headline": "The editor's"}, [repair])
    assert "``" in services.accept(staged, user=None, publish=False).body
    [again] = paste(text)
    assert again.outcome == "unchanged"


def test_a_repair_that_was_refused_can_be_taken_again():
    text = make_dump(paragraphs=["They call it ``the long bridge'' and nobody knows why that is so."])
    staged = paste_one(text)
    before = staged.parsed

    staged = services.take_repair(services.refuse_repair(staged, "tex_quotes"), "tex_quotes")

    assert (staged.parsed, staged.refused_repairs) == (before, [])


def test_candidates_show_the_exact_name_first_with_a_recent_column():
    near = make_author("Marta Lindqvist")
    exact = make_author("Mara Lindqvist")
    make_article("Older", authors=[exact], published_at=datetime.fromisoformat("2010-01-01T00:00:00+00:00"))
    newest = make_article("Newest", authors=[exact])
    make_author("Somebody Else")

    found = services.authors_for("MARA LINDQVIST")

    assert [(one.author, one.is_exact, one.recent) for one in found] == [(exact, True, newest), (near, False, None)]


def test_undo_in_the_desk_takes_the_accepted_column_back():
    staged = paste_one()
    services.accept(staged, user=None, publish=True, tags=["Harbour"])

    assert services.undo(staged.run, user=None) == []

    assert (Article.objects.count(), Author.objects.count(), Tag.objects.count()) == (0, 0, 0)
    [step] = paste()
    assert step.outcome == "created"
