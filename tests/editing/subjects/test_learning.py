"""What is learnt from tagged columns, without a database."""

import numpy as np

from articles.editing.subjects import judging, learning
from articles.editing.subjects.judging import Candidate, Judge
from articles.editing.subjects.matrix import Corpus
from articles.related import terms

SUBJECTS = {1: ["ferry", "harbour", "tide", "pier"], 2: ["school", "teacher", "lesson", "pupil"]}


def corpus(columns: int) -> Corpus:
    """Return columns that are by turns on one subject and on the other, and some words that say nothing."""
    made = Corpus()
    for number in range(columns):
        subject = 1 + number % 2
        words = [*SUBJECTS[subject][: 2 + number % 3], f"word{number % 7}", "thing"]
        made.add(terms.weights("", " ".join(words)), [subject], {})
    return made


def test_words_of_a_subject_speak_for_its_tag() -> None:
    learnt = learning.learn(corpus(60))

    words = learnt.weights.words.words
    ferry, school = words.index("ferry"), words.index("school")
    matrix = learnt.weights.matrix.toarray()
    assert matrix[ferry, 0] > 0 > matrix[ferry, 1]
    assert matrix[school, 1] > 0 > matrix[school, 0]


def test_columns_held_out_get_their_tags() -> None:
    made = corpus(100)
    rows = np.arange(100)
    learnt = learning.learn(made, rows[:80])

    found = learning.score(made, learnt.weights, rows[80:])

    best = [learnt.judge.ranked(some)[0][0].tag for some in found]
    assert best == [tags[0] for tags in made.tags[80:]]
    assert learnt.figures["recall_at_5"] == 1.0


def test_learning_twice_gives_the_same() -> None:
    first, second = learning.learn(corpus(40)), learning.learn(corpus(40))

    assert first.judge == second.judge
    assert (first.weights.matrix != second.weights.matrix).nnz == 0


def test_nothing_tagged_teaches_nothing_and_fails_at_nothing() -> None:
    learnt = learning.learn(Corpus())

    assert learnt.weights.tags == []
    assert learnt.judge == Judge()


def test_tag_of_one_column_is_known_by_its_name_alone() -> None:
    made = corpus(20)
    made.add(terms.weights("", "lighthouse lamp"), [3], {})

    assert learning.learn(made).weights.tags == [1, 2]


def test_more_evidence_makes_surer() -> None:
    found = [
        [Candidate(tag=1, score=0.6, usual=0.1), Candidate(tag=2, score=0.05, usual=0.1)] for _ in range(40)
    ]  # fmt: skip
    judge = judging.fit(found, [frozenset({1})] * 40)

    strong, weak = (judge.sure(candidate) for candidate in found[0])
    assert strong > 0.8
    assert weak < 0.2
    assert [candidate.tag for candidate, _ in judge.ranked(found[0])] == [1, 2]
