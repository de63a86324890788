"""The paragraphs at the end of a column that say who wrote it and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.importing.documents import Credit
from articles.importing.readers.lines import collapse, hangul_share, width
from articles.importing.readers.textdump.blocks import Block, Kind
from articles.importing.readers.textdump.bylines import EMAIL, PARTICLES

LONGEST = 900
MOST_BLOCKS = 6
NAME_REACH = 120
SOME_HANGUL = 0.3  # Korean bios have a form of their own
SHORT_LINE = 40  # a name and hardly more
A_SENTENCE = 16  # words
OPENERS = "_—–-―*▲■●◆※/([<•✍ "
ROLE = (
    r"(?:professor|lecturer|teacher|columnist|editor|writer|reporter|correspondent|journalist|author|novelist|poet|essayist|"
    r"lawyer|attorney|judge|prosecutor|researcher|scholar|fellow|analyst|economist|historian|scientist|engineer|architect|"
    r"doctor|physician|nurse|director|president|chairman|chairwoman|chair|head|dean|chief|founder|ceo|executive|manager|"
    r"consultant|adviser|advisor|diplomat|ambassador|minister|secretary|lawmaker|member|official|officer|student|"
    r"graduate|candidate|translator|interpreter|publisher|artist|composer|musician|critic|photographer|farmer|pastor|priest|monk|"
    r"contributor|freelancer|activist|representative|staff|expert|specialist|pilot|colonel|general|captain|native|resident|expat\w*)"
)
VERB = (
    r"(?:is|was|are|were|has\s+been|teaches|taught|writes|wrote|works|worked|serves|served|lives|heads|leads|edits|covers|runs|"
    r"directs|studies|studied|reports|contributes|holds|practi[cs]es|specializes|specialises|translates|interprets|keeps|"
    r"chairs|co-\w+|advises|blogs|lectures|received|earned|graduated|has|served|can)"
)
ROLE_CLAIM = re.compile(
    rf"(?:is|was|are|were|has\s+been|works\s+as|serves\s+as|served\s+as)\s+(?:currently\s+|now\s+)?(?:(?:a|an|the|one)\s+)?(?:[\w’'.,-]+\s+){{0,5}}?{ROLE}s?\b",
    re.IGNORECASE,
)
WRITER = re.compile(
    r"(?:the\s+(?:writer|author|columnist|reviewer|contributor)s?\b|about\s+the\s+(?:author|writer)|(?:필자|글쓴이|저자|지은이)(?:는|은|\s|:)|"
    r"(?:작가|필자|저자)\s*(?:약력|소개))",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:(?:he|she|they|we|i|both|you|readers|comments?|[A-Z][\w.’-]+(?:\s+[A-Z][\w.’-]+)?)\s+(?:can|may|could)\s+(?:be\s+)?(?:reach|contact|e-?mail|follow|write)|"
    r"(?:his|her|their|my|our)\s+(?:e-?mail|address|twitter|blog|web\s*site|website)|"
    r"(?:reach|contact|e-?mail|follow|write\s+to|tweet)\s+(?:him|her|them|us|me|the\s+(?:author|writer))\b|"
    r"(?:e-?mail|contact|twitter|이메일|연락처|전자우편|문의)\s*[:：]|send\s+(?:your\s+)?(?:comments|e-?mails?|questions)|(?:이메일|연락처|전자우편)(?:은|는)?\b)",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"[\W_]*(?:about\s+the\s+(?:author|writer|columnist|contributor)s?|(?:필자|저자|작가|글쓴이)\s*(?:소개|약력))[\W_]*",
    re.IGNORECASE,
)
FOLLOW_UP = re.compile(
    rf"(?:he|she|they|both|his|her|their)\s+(?:\w+\s+){{0,2}}?{VERB}\b|(?:his|her|their)\s+(?:latest|new|most\s+recent|e-?mail|books?)",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"(?:[(\[*]*\s*(?:the\s+)?(?:views|opinions)\s+(?:expressed|presented|in\s+this)|this\s+(?:article|column|essay|op-?ed|piece)\s+(?:first\s+|was\s+|originally\s+|represents)|"
    r"translated\s+by|an?\s+version\s+of\s+this\s+(?:article|column|essay|op-?ed|piece)\s+(?:first\s+)?(?:appear|was\s+published)|본\s*(?:칼럼|기고|글)|이\s*(?:칼럼|글|기고)은?)",
    re.IGNORECASE,
)
PUBLIC_ROLE = re.compile(
    r"(?:president|minister|head|chief|secretary|general|captain|member|official|officer|representative|chairman|leader|native)s?",
    re.IGNORECASE,
)
AFFILIATION = re.compile(
    r"\b(?:university|institute|college|school|center|centre|foundation|association|academy|society|company|corp|inc|firm|"
    r"council|committee|board|hospital|museum|ministry|embassy|magazine|newspaper|times|post|herald|books?|retired|former)\b",
    re.IGNORECASE,
)
HONORIFIC = re.compile(r"(?:(?:prof|professor|dr|mr|mrs|ms|rev|amb|ambassador)\.?\s+)", re.IGNORECASE)
SURNAME_CLAIM = re.compile(
    rf"\s+(?:teaches|lectures|writes\s+(?:on|about|for|from)|studied|studies|works\s+(?:at|for|as|in)|lives\s+in)\b|"
    rf",\s+(?:(?:a|an|the)\s+)?(?:[\w’'.-]+\s+){{0,3}}{ROLE}\b",
    re.IGNORECASE,
)
# What a surname alone may go on with in a bio; "Ahn is the chief obstacle" and "Kim knows that" are the end of a story.
PART_CLAIM = re.compile(
    r",\s+who\s+[a-z]|\s+(?:(?:has|was|is|who\s+is)\s+(?:(?:also|currently|now|still)\s+)?(?:an?\b|one\s+of\b|based\b|working\b|been\b|taught\b|written\b|"
    r"lived\b|served\b|retired\b)|(?:(?:also|currently|now|recently)\s+)?(?!(?:is|was|has|does|says|knows|seems|needs|wants|owes|deserves|"
    r"called|asked|refused|agreed|failed|insists|thinks|believes|must|used)\b)"
    r"(?:[a-z]+(?:s|ed)|taught|wrote|ran|kept|sold|grew|won|led|made|built|spent|drew|sang|drove|flew|lost|co-[a-z]+)\b)"
)
NAMED_CLAIM = re.compile(rf"(?:[A-Z][\w’'.-]*\s+){{2,5}}(?:,[^,]+,\s+)?{VERB}\b")


def find_bio(blocks: Sequence[Block], credits_: Sequence[Credit]) -> int:
    """Give the index of the first block of the bio; `len(blocks)` where there is none.

    Read from the end: what says who the writer is or how to reach them, and what only goes on with that.
    """
    start = at = len(blocks)
    while at > 0 and len(blocks) - at < MOST_BLOCKS:
        block = blocks[at - 1]
        if block.kind is not Kind.PARAGRAPH or width(block.text) > LONGEST:
            break
        if is_bio(block.text, credits_) or is_bio_by_surname(block.text, credits_, blocks[: at - 1]):
            start = at - 1
        elif not _goes_on(block.text):
            break
        at -= 1
    return start


def is_bio(text: str, credits_: Sequence[Credit]) -> bool:
    """Say whether a paragraph tells who the writer is, or how to reach them."""
    return _is_bio(text, tuple(credits_))


@lru_cache(maxsize=32)  # the last paragraphs of a text are asked about several times
def _is_bio(text: str, credits_: tuple[Credit, ...]) -> bool:
    plain = collapse(text).lstrip(OPENERS)
    if WRITER.match(plain) and (width(plain) <= LONGEST // 2 or "@" in plain):
        return _is_about_writer(plain)
    if (
        "@" in plain
        and EMAIL.search(plain)
        and width(plain) <= LONGEST // 2
        and (ROLE_CLAIM.search(plain) or _is_short_contact(plain))
    ):
        return True
    if any(_names(plain, credit.name) for credit in credits_):
        return True
    if not credits_ and NAMED_CLAIM.match(plain) and _claims_role(plain):
        return CONTACT.search(plain) is not None or width(plain) <= LONGEST // 3
    return bool(CONTACT.match(plain)) and width(plain) <= LONGEST // 4


def is_heading_of_bio(text: str) -> bool:
    """Say whether a line only announces a bio: "About the author"."""
    return HEADING.fullmatch(text) is not None


def tells_of_writer(text: str) -> bool:
    """Say whether a line begins with "The writer" and goes on as a bio does."""
    return WRITER.match(collapse(text).lstrip(OPENERS)) is not None and is_bio(text, ())


def is_bio_by_surname(text: str, credits_: Sequence[Credit], before: Sequence[Block] = ()) -> bool:
    """Say whether a short paragraph tells of somebody with the author's surname, who was not spoken of `before`."""
    plain = _without_honorific(collapse(text).lstrip(OPENERS))
    if width(plain) > LONGEST // 3:
        return False
    for part in {part for credit in credits_ for part in _parts(credit.name)}:
        if _begins_with(plain.casefold(), part) and PART_CLAIM.match(plain[len(part) :]):
            known = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", re.IGNORECASE)
            return not any(known.search(block.text) for block in before)
    return False


def _is_about_writer(plain: str) -> bool:
    said = ROLE_CLAIM.search(plain[:200]) or CONTACT.search(plain) or "@" in plain
    return (
        bool(said)
        or hangul_share(plain) > SOME_HANGUL
        or bool(re.match(rf"\w+\s+\w+\s+{VERB}\b", plain))
        or len(plain) < SHORT_LINE
    )


def _is_short_contact(plain: str) -> bool:
    """An address is the point of the paragraph, not something that a story mentions."""
    rest = EMAIL.sub("", plain) if "@" in plain else plain
    return len(rest.split()) <= A_SENTENCE or bool(CONTACT.search(plain))


def _names(plain: str, name: str) -> bool:
    """The paragraph begins with the author's name, or with a part of it and what the author is."""
    bare = _without_honorific(plain)
    folded, name = bare.casefold(), collapse(name).casefold()
    words = name.split()
    turned = " ".join((words[-1], *words[:-1]))
    if any(_begins_with(folded, whole) for whole in (name, turned)) and len(words) > 1:
        return True
    if folded.startswith(name):
        return _claims(bare[len(name) :])
    at = folded.find(f" {name} ", 0, NAME_REACH) if len(words) > 1 and width(plain) <= LONGEST // 3 else -1
    if at >= 0 and _claims(bare[at + 1 + len(name) :]):
        return True
    return any(_begins_with(folded, part) and _claims_by_part(bare[len(part) :]) for part in _parts(name))


def _begins_with(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _parts(name: str) -> list[str]:
    return [part for part in collapse(name).casefold().split() if len(part) > 1 and part not in PARTICLES]


def _without_honorific(text: str) -> str:
    return HONORIFIC.sub("", text, count=1) if HONORIFIC.match(text) else text


def _claims_by_part(rest: str) -> bool:
    """What follows a surname must say more: others bear it too."""
    if EMAIL.search(rest) or (SURNAME_CLAIM.match(rest) and width(rest) <= LONGEST // 3):
        return True
    return _claims_role(rest) or (CONTACT.search(rest) is not None and width(rest) < LONGEST // 2)


def _claims_role(text: str) -> bool:
    """Say whether a role is claimed near the beginning; one of public life only with the house it is held in.

    A column may well end with "Kim is the chief obstacle to peace".
    """
    match = ROLE_CLAIM.search(text[:160])
    if match is None or re.search(r"\bonly\b", match.group(), re.IGNORECASE):
        return False
    if not re.match(
        r"\s*(?:[.,;(]|$|(?:of|at|in|for|with|and|who|emeritus|on|from|based|to|by|specializing)\b)",
        text[match.end() :],
    ):
        return False
    return not PUBLIC_ROLE.fullmatch(match.group().split()[-1]) or bool(AFFILIATION.search(text))


def _claims(rest: str) -> bool:
    """What follows the whole name: a verb, a title in apposition, a Korean particle or title, or nothing."""
    if re.match(r"\s*(?:[,(|:/·=<]|\.\s+\d{4}|—|–|-\s)", rest):
        return True
    if re.match(r"(?:은|는|이|가|\s*[가-힣])", rest):
        return True
    return bool(
        re.match(
            rf"(?:\s+(?:and|&)\s+[A-Z]|\s*,?\s+(?:who\s+|currently\s+|also\s+|recently\s+)?{VERB}\b|\s+\S+@)",
            rest,
            re.IGNORECASE,
        )
    )


def _goes_on(text: str) -> bool:
    plain = collapse(text).lstrip(OPENERS)
    return bool(FOLLOW_UP.match(plain) or DISCLAIMER.match(plain)) and width(plain) <= LONGEST // 2
