"""Two tags made one, and parted again."""

import pytest

from articles.editing import services, tagging
from articles.editing.content_hash import content_hash
from articles.editing.models import TagChange
from articles.editing.subjects import merging
from articles.editing.subjects.changes import NotUndoableError
from articles.editing.subjects.merging import NotMergeableError
from articles.models import Article, Revision, Tag, TagAlias
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


def names(article: Article) -> list[str]:
    return sorted(tag.name for tag in Article.objects.get(pk=article.pk).tags.all())


@pytest.fixture
def port() -> Tag:
    """Return a tag with all that can hang on one, beside “Harbour”."""
    make_article("Only the port", tags=["Port", "Stone"])
    make_article("Both", tags=["Port", "Harbour"])
    make_article("Only the harbour", tags=["Harbour", "Quays", "Anchorage"])
    port = tag("Port")
    TagAlias.objects.create(tag=port, name="Docks", key="docks")
    Tag.objects.filter(name="Quays").update(parent=port)
    Tag.objects.filter(name="Anchorage").update(merged_into=port)
    return port


def test_preview_counts_and_changes_nothing(port: Tag) -> None:
    before = content_hash()

    found = merging.preview(port, tag("Harbour"))

    assert (found.columns, found.with_both, found.to_tag) == (2, 1, 1)
    assert {article.headline for article in found.examples} == {"Only the port", "Both"}
    assert (found.aliases, found.children, found.others) == (["Docks"], ["Quays"], ["Anchorage"])
    assert content_hash() == before


def test_everything_goes_to_the_one_that_stays(port: Tag) -> None:
    user = make_user()

    made = merging.merge(port, tag("Harbour"), user=user)

    article = Article.objects.get(headline="Only the port")
    assert names(article) == ["Harbour", "Stone"]
    assert article.revisions.first().note == made.says == "“Port” merged into “Harbour”"
    assert article.revisions.first().user == user
    assert {alias.name for alias in tag("Harbour").aliases.all()} == {"Docks", "Port"}
    assert tag("Quays").parent == tag("Harbour")
    assert tag("Anchorage").merged_into == tag("Harbour") == tag("Port").merged_into
    assert {line[0] for line in made.columns} == {article.pk, Article.objects.get(headline="Both").pk}


def test_old_name_means_the_one_that_stays(port: Tag) -> None:
    merging.merge(port, tag("Harbour"), user=None)

    assert [one.name for one in tagging.tags_for(["port", "DOCKS", "Harbour"])] == ["Harbour"]


@pytest.mark.parametrize("page", ["", "rss.xml", "atom.xml", "feed.json"])
def test_old_page_and_its_feeds_lead_to_the_new(client, port: Tag, page: str) -> None:
    merging.merge(port, tag("Harbour"), user=None)

    response = client.get(f"/tags/port/{page}")

    assert (response.status_code, response["Location"]) == (301, f"/tags/harbour/{page}")


def test_undo_puts_everything_back(port: Tag) -> None:
    before = content_hash()
    aliases = set(TagAlias.objects.values_list("pk", "tag", "name"))

    made = merging.undo(merging.merge(port, tag("Harbour"), user=None).pk, user=None)

    assert content_hash() == before
    assert set(TagAlias.objects.values_list("pk", "tag", "name")) == aliases
    assert made.kept == []
    assert made.undone_at is not None


def test_undo_leaves_what_somebody_changed_since_and_lists_it(port: Tag) -> None:
    made = merging.merge(port, tag("Harbour"), user=None)
    changed, other = Article.objects.get(headline="Only the port"), Article.objects.get(headline="Both")
    services.remove_tags([changed], [tag("Harbour")], user=None)
    services.add_tags([other], ["Gulls"], user=None)

    undone = merging.undo(made.pk, user=None)

    assert names(changed) == ["Stone"]
    assert names(other) == ["Gulls", "Harbour", "Port"]
    assert undone.kept == [{"article": changed.pk, "headline": "Only the port"}]


def test_undo_keeps_a_text_that_was_edited_since(port: Tag) -> None:
    made = merging.merge(port, tag("Harbour"), user=None)
    article = Article.objects.get(headline="Only the port")
    article.standfirst = "New."
    services.save_article(article, user=None, change=Revision.Change.TYPO)

    merging.undo(made.pk, user=None)

    assert Article.objects.get(pk=article.pk).standfirst == "New."
    assert names(article) == ["Port", "Stone"]


def test_subject_above_merged_into_one_below_and_back() -> None:
    make_article(tags=["Sea", "Harbour", "Ships"])
    Tag.objects.exclude(name="Sea").update(parent=tag("Sea"))
    before = content_hash()

    made = merging.merge(tag("Sea"), tag("Harbour"), user=None)

    assert tag("Harbour").parent is None
    assert tag("Ships").parent == tag("Harbour")
    merging.undo(made.pk, user=None)
    assert content_hash() == before


def test_subjects_below_stay_on_one_level() -> None:
    make_article(tags=["Sea", "Harbour", "Port", "Quays"])
    Tag.objects.filter(name="Harbour").update(parent=tag("Sea"))
    Tag.objects.filter(name="Quays").update(parent=tag("Port"))

    merging.merge(tag("Port"), tag("Harbour"), user=None)

    assert tag("Quays").parent == tag("Sea")


def test_merges_are_undone_in_order(port: Tag) -> None:
    make_article(tags=["Sea"])
    before = content_hash()
    first = merging.merge(port, tag("Harbour"), user=None)
    second = merging.merge(tag("Harbour"), tag("Sea"), user=None)

    with pytest.raises(NotUndoableError, match="undo that merge first"):
        merging.undo(first.pk, user=None)
    merging.undo(second.pk, user=None)
    merging.undo(first.pk, user=None)

    assert content_hash() == before


def test_what_was_undone_is_not_undone_again(port: Tag) -> None:
    made = merging.merge(port, tag("Harbour"), user=None)
    merging.undo(made.pk, user=None)

    with pytest.raises(NotUndoableError, match="already"):
        merging.undo(made.pk, user=None)


def test_merge_into_itself_or_of_what_is_merged_is_refused(port: Tag) -> None:
    with pytest.raises(NotMergeableError, match="into itself"):
        merging.merge(port, port, user=None)
    with pytest.raises(NotMergeableError, match="already"):
        merging.merge(tag("Anchorage"), tag("Harbour"), user=None)
    assert TagChange.objects.count() == 0
