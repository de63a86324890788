import pytest

from articles.importing.documents import Document
from articles.importing.twins.archive import ENOUGH, Archive
from articles.importing.twins.likeness import is_twin, may_be_one_author, percent
from articles.importing.twins.sketching import BYTES, FEWEST_WORDS, sketch, sketch_of, words_of
from tests.importing.twins.prose import prose


def marked(text: list[str]) -> bytes:
    mark = sketch(words_of(" ".join(text)))
    assert mark is not None
    return mark


def equal(one: bytes, other: bytes) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def test_sketch_has_its_size_and_is_always_the_same() -> None:
    mark = marked(prose(1))

    assert len(mark) == BYTES
    assert mark.hex() == "c8fbd6ae9da20ef2397470cbf7df5a94"  # those that are kept in databases must stay comparable


def test_case_and_signs_do_not_count() -> None:
    text = " ".join(prose(2))

    assert sketch(words_of(text)) == sketch(words_of(text.upper().replace(" ", " – ")))


@pytest.mark.parametrize("more", [" It's a_b 3rd, don't; so.", " It’s the 3rd…", "\x1f\x0b. É", ""])
def test_sketch_of_a_document_is_that_of_its_words(more: str) -> None:
    paragraphs = tuple(one + more for one in prose(5))
    document = Document(source="a.txt", format="text", identity="a", paragraphs=paragraphs)

    assert sketch_of(document) == sketch(words_of(" ".join(paragraphs)))


def test_short_text_has_none() -> None:
    assert sketch(["word"] * (FEWEST_WORDS - 1)) is None
    assert sketch(["word"] * FEWEST_WORDS) is not None


def test_another_ending_leaves_most_of_it() -> None:
    text = prose(3, paragraphs=8)

    assert equal(marked(text), marked([*text[:6], *prose(4, paragraphs=2)])) >= ENOUGH


@pytest.mark.parametrize("seed", range(10, 20))
def test_other_texts_are_far(seed: int) -> None:
    assert equal(marked(prose(seed)), marked(prose(seed + 100))) < ENOUGH


def test_archive_finds_the_likeliest_first_and_grows() -> None:
    text = prose(5, paragraphs=10)
    archive = Archive([(seed, marked(prose(seed))) for seed in range(50, 60)])
    for seed in range(100, 1500):
        archive.add(seed, marked(prose(seed, paragraphs=2)))
    archive.add(-7, marked([*text[:7], *prose(6, paragraphs=3)]))
    archive.add(-8, marked(text))

    assert len(archive) == 1412
    assert archive.near(marked(text)) == [-8, -7]


def test_empty_archive_finds_nothing() -> None:
    assert Archive().near(marked(prose(7))) == []


def test_likeness_counts_words_in_their_order() -> None:
    assert percent(["a", "b", "c", "d"], ["a", "b", "c", "x"]) == 75
    assert percent(["a"], ["a"]) == 100


@pytest.mark.parametrize(
    ("likeness", "words", "is_same_author", "is_one"),
    [
        (75, 700, True, True),
        (69, 700, True, False),
        (75, 700, False, False),
        (75, 120, True, False),
        (91, 90, False, True),
    ],
)
def test_less_evidence_asks_for_more_likeness(likeness: int, words: int, is_same_author: bool, is_one: bool) -> None:
    assert is_twin(likeness, words=words, is_same_author=is_same_author) is is_one


@pytest.mark.parametrize(
    ("names", "others", "may_be"),
    [(["Ada Berg"], ["ADA BERG", "Jo"], True), (["Ada Berg"], ["Jo"], False), ([], ["Jo"], True)],
)
def test_who_signed(names: list[str], others: list[str], may_be: bool) -> None:
    assert may_be_one_author(names, others) is may_be
