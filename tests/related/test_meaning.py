"""What words and columns mean: learnt alike from the same content, whatever its order."""

import numpy as np
import pytest
from scipy import sparse

from articles.related import meaning
from articles.related.archive import Archive
from articles.related.columns import Column
from articles.related.scoring import text_worth
from articles.related.subjects import Tags
from articles.related.terms import both

WORDS = {
    "birds": "heron otter reed marsh egret",
    "ports": "tug crane quay hull berth",
    "soup": "noodle broth leek bowl",
}
SUBJECTS = {name: words.split() for name, words in WORDS.items()}


def worth_of(alike: float, near: float, headings: float) -> float:
    return float(text_worth(np.array([alike]), np.array([near]), np.array([headings]))[0])


def an_archive(ids: list[int]) -> Archive:
    """Return columns on three subjects, with two words of a subject and three of their own each, in the order given."""
    texts = {}
    for number in range(120):
        subject = SUBJECTS[sorted(SUBJECTS)[number % 3]]
        own = " ".join(f"{chr(97 + number % 26)}{chr(97 + number // 26)}{letter}" for letter in "xyz")
        texts[number] = f"{subject[number % len(subject)]} {subject[(number // 3 + 1) % len(subject)]} {own}"
    columns = [Column(id=place + 1) for place in range(len(ids))]
    words = [both("", texts[number]) for number in ids]
    holding: dict[str, int] = {}
    for text, _ in words:
        for word in text.words:
            holding[word] = holding.get(word, 0) + 1
    return Archive(
        columns, words, public=frozenset(range(1, 121)), articles=120, holding=holding, tags=Tags()
    )  # fmt: skip


def test_words_of_one_subject_are_near_and_others_are_not():
    words, vectors = an_archive(list(range(120))).fit(range(120))
    by_word = dict(zip(words, vectors.astype(float), strict=True))

    def near(one: str, other: str) -> float:
        a, b = by_word[one], by_word[other]
        return float(a @ b / np.sqrt((a @ a) * (b @ b)))

    assert near("heron", "otter") > near("heron", "tug")
    assert "ax" not in words


def test_any_order_of_loading_teaches_the_same_bits():
    forward, backward = list(range(120)), list(range(119, -1, -1))
    words, vectors = an_archive(forward).fit(range(120))
    again, others = an_archive(backward).fit([119 - place for place in range(120)])

    assert words == again
    assert vectors.tobytes() == others.tobytes()


@pytest.mark.parametrize("columns", [0, 1, meaning.LEAST - 1])
def test_too_few_columns_teach_nothing(columns):
    matrix = sparse.csr_matrix(np.ones((columns, 4)))

    numbers, vectors = meaning.fit(matrix)

    assert len(numbers) == len(vectors) == 0


def test_column_of_unknown_words_means_nothing_and_is_compared_by_its_words():
    nothing = meaning.own(np.zeros(0), np.zeros((0, 3), dtype=np.float16))
    something = np.array([[1, 0, 0]], dtype=np.float16)

    assert np.isnan(meaning.nearness(nothing, something)).all()
    assert np.isnan(meaning.nearness(something[0], nothing[None, :])).all()
    assert meaning.averaged(nothing, something, np.array([0.5])).tobytes() == nothing.tobytes()
    assert worth_of(0.5, float("nan"), 0.0) == pytest.approx(1.84)


def test_neighbours_pull_a_vector_their_way():
    mine, theirs = np.array([1, 0], dtype=np.float16), np.array([[0, 1]], dtype=np.float16)

    pulled = meaning.averaged(mine, theirs, np.array([0.3]))

    assert pulled[0] > pulled[1] > 0
    assert float(pulled.astype(float) @ pulled.astype(float)) == pytest.approx(1, abs=0.01)


def test_nearer_columns_and_headlines_are_worth_more_but_nothing_without_shared_words():
    assert worth_of(0.2, 0.9, 0.0) > worth_of(0.2, 0.7, 0.0) > 0
    assert worth_of(0.2, 0.7, 0.2) > worth_of(0.2, 0.7, 0.0)
    assert worth_of(0.0, 0.9, 0.0) == 0
