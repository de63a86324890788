"""Contact sentences that break off before the address."""

import pytest

from articles.contact import dangling_contact

CUT_OFF = [
    "He can be reached at",
    "She may be contacted by e-mail at",
    "Contact her at",
    "Reach him by e-mail at",
    "His e-mail is",
    "Her email address is",
    "E-mail:",
    "The writer can be reached at:",
    "Send your comments to",
    "연락처는",
    "이메일은",
]
WHOLE = [
    "He can be reached at oak@example.com.",
    "Contact her at 02-123-4567",
    "He can be reached at www.example.com",
    "She teaches law.",
    "He has reached an age at which he writes at night.",
    "Follow him @oak",
    "",
]


@pytest.mark.parametrize("sentence", CUT_OFF)
def test_sentence_that_breaks_off_is_given_as_it_stands(sentence):
    bio = f"Jane Oak teaches law at Pier (P.U.). {sentence}"

    assert dangling_contact(bio) == sentence
    assert bio.endswith(dangling_contact(bio))


@pytest.mark.parametrize("sentence", CUT_OFF)
def test_white_space_behind_it_does_not_matter(sentence):
    assert dangling_contact(f"Jane Oak teaches law.\n{sentence} \n") == sentence


@pytest.mark.parametrize("sentence", WHOLE)
def test_whole_sentence_is_left_alone(sentence):
    assert dangling_contact(f"Jane Oak teaches law. {sentence}") == ""
