"""Tags of many columns changed at once, and taken back."""

import pytest

from articles.editing import services
from articles.editing.content_hash import content_hash
from articles.editing.subjects import changes, merging
from articles.editing.subjects.changes import Wish
from articles.models import Article, Tag
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def tags(*names: str) -> list[Tag]:
    return [Tag.objects.get(name=name) for name in names]


def names(article: Article) -> list[str]:
    return sorted(tag.name for tag in Article.objects.get(pk=article.pk).tags.all())


def test_replacing_gives_nothing_to_columns_without_the_tag() -> None:
    has, has_not = make_article(tags=["Port"]), make_article(tags=["Harbour"])
    make_article(tags=["Sea"])

    made = changes.change(
        [has.pk, has_not.pk], kind="replace", added=tags("Sea"), removed=tags("Port"), says="x", user=None
    )

    assert (names(has), names(has_not)) == (["Sea"], ["Harbour"])
    assert [line[0] for line in made.columns] == [has.pk]


def test_effect_counts_what_would_change() -> None:
    has, has_not = make_article("Has it", tags=["Port"]), make_article("Has it not")
    columns = [has.pk, has_not.pk]

    adding = changes.effect(columns, wish=Wish(kind="add", added=("Port",)), known=tags("Port"))
    new = changes.effect(columns, wish=Wish(kind="add", added=("Brand new",)), known=[])
    removing = changes.effect(columns, wish=Wish(kind="remove", removed=tuple(tags("Port"))), known=[])

    assert (adding.changed, adding.total, [one.headline for one in adding.examples]) == (1, 2, ["Has it not"])
    assert new.changed == 2
    assert (removing.changed, removing.more) == (1, 0)


@pytest.mark.parametrize(
    ("kind", "added", "removed"), [("add", ["Sea"], []), ("remove", [], ["Port"]), ("replace", ["Sea"], ["Port"])]
)
def test_undo_puts_back_what_was(kind: str, added: list[str], removed: list[str]) -> None:
    columns = [make_article(tags=some).pk for some in (["Port"], ["Port", "Sea"], ["Sea"], [])]
    before = content_hash()

    made = changes.change(columns, kind=kind, added=tags(*added), removed=tags(*removed), says="x", user=None)

    assert content_hash() != before
    assert merging.undo(made.pk, user=None).kept == []
    assert content_hash() == before


def test_undo_keeps_what_somebody_changed_since() -> None:
    article = make_article("On gulls", tags=["Port"])
    make_article(tags=["Sea"])
    made = changes.change([article.pk], kind="add", added=tags("Sea"), says="x", user=None)
    services.remove_tags([article], tags("Sea"), user=None)

    undone = merging.undo(made.pk, user=None)

    assert names(article) == ["Port"]
    assert undone.kept == [{"article": article.pk, "headline": "On gulls"}]


def test_change_of_nothing_is_not_kept() -> None:
    article = make_article(tags=["Port"])

    assert changes.change([article.pk], kind="add", added=tags("Port"), says="x", user=None) is None
