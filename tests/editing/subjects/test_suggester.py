"""Tags that are suggested for a text, from what the archive's own columns taught."""

import numpy as np
import pytest
from django.core.management import call_command

from articles.editing.models import LearntTags, LearntWord
from articles.editing.subjects import kept
from articles.editing.subjects.suggester import Suggester, Suggestion, Text
from articles.models import Tag, TagAlias
from tests.builders import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def suggest(headline: str, body: str = "") -> list[Suggestion]:
    return Suggester().suggest([Text(headline=headline, body=body)])[0]


def names(found: list[Suggestion]) -> list[str]:
    return [one.tag.name for one in found]


@pytest.fixture
def archive() -> None:
    for number in range(12):
        make_article(f"Sailing {number}", body="<p>Ferries left the pier at high tide.</p>", tags=["Harbour"])
        make_article(f"Learning {number}", body="<p>Teachers set the pupils a lesson.</p>", tags=["Schools"])
    kept.learn()


@pytest.mark.usefixtures("archive")
def test_words_that_stood_under_a_tag_suggest_it_and_are_named() -> None:
    found = suggest("Out at sea", "No Ferry left at that tide.")

    assert names(found)[0] == "Harbour"
    assert set(found[0].because) >= {"Ferry", "tide"}


@pytest.mark.usefixtures("archive")
def test_nothing_is_suggested_for_a_text_of_other_words() -> None:
    assert suggest("Cheese", "Goats graze on the hills.") == []


def test_name_in_the_text_is_enough_before_anything_is_learnt() -> None:
    make_article(tags=["Harbour", "City council"])

    found = suggest("The city council met")

    assert names(found) == ["City council"]
    assert found[0].because == ("City council",)


def test_other_word_and_name_of_a_merged_tag_suggest_the_tag_that_is_meant() -> None:
    make_article(tags=["Harbour", "Docks"])
    harbour = Tag.objects.get(name="Harbour")
    Tag.objects.filter(name="Docks").update(merged_into=harbour)
    TagAlias.objects.create(tag=harbour, name="Waterfront", key="waterfront")

    assert names(suggest("The docks at night")) == ["Harbour"]
    assert names(suggest("The waterfront at night")) == ["Harbour"]


@pytest.mark.usefixtures("archive")
def test_several_texts_get_the_same_as_each_alone() -> None:
    texts = [Text(headline="A ferry", body="and its tide"), Text(headline="A lesson", body="for pupils")]

    together = Suggester().suggest(texts)

    assert [[(one.tag, one.because) for one in some] for some in together] == [
        [(one.tag, one.because) for one in suggest(text.headline, text.body)] for text in texts
    ]


@pytest.mark.usefixtures("archive")
def test_number_of_queries_does_not_grow_with_the_texts(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5):
        Suggester().suggest([Text(headline=f"A ferry {number}", body="and its tide") for number in range(50)])


@pytest.mark.usefixtures("archive")
def test_tag_that_went_since_is_not_suggested() -> None:
    Tag.objects.get(name="Harbour").delete()

    assert names(suggest("A ferry", "at high tide")) == []


def test_command_learns_anew_and_says_how_good_it_is(archive, capsys) -> None:
    before = LearntTags.objects.get().pk

    call_command("learn_tags")

    assert LearntTags.objects.get().pk != before
    assert LearntWord.objects.filter(word="ferry").exists()
    assert "Learnt 2 tags from 24 tagged columns." in capsys.readouterr().out


def test_newest_columns_are_learnt_from_and_some_of_each_tag(monkeypatch) -> None:
    monkeypatch.setattr(kept, "MOST_COLUMNS", 3)
    monkeypatch.setattr(kept, "OF_A_TAG", 1)
    rare = make_article(tags=["Rare"])
    usual = [make_article(tags=["Usual"]) for _ in range(5)]

    assert set(kept.chosen()) == {rare.pk, usual[-1].pk, usual[-2].pk}


def test_weights_come_back_as_they_were_packed() -> None:
    tags, weights = kept.unpack(kept.pack(np.array([7, 2**40]), np.array([0.5, -1.25], dtype=np.float32)))

    assert tags.tolist() == [7, 2**40]
    assert weights.tolist() == [0.5, -1.25]
