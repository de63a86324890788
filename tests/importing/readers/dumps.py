"""Parts of which the tests of the readers make dumps; every sentence was written for these tests."""

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers import read

DATES = "Posted : 2012-05-06 10:20\nUpdated : 2012-05-07 11:00"
HEADLINE = "Lamps for an empty pier"
BYLINE = "By Ahn Dal-ho"
FIRST = (
    "The harbour authority has ordered forty new lamps for a pier on which no ship has landed since the spring. "
    "The lamps are lit at five."
)
SECOND = (
    "I asked the clerk who reads by them. He gave me a list of names, and the names were those of his own children, "
    "in order of age."
)
THIRD = (
    "There is a case for lamps. There is even a case for piers. What nobody has made is the case for counting them "
    "twice in one budget."
)
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
BIO = "Ahn Dal-ho is a retired pilot and the author of two books on tides."
HEADLINES = (
    "Bridge toll to be halved",
    "Snow closes mountain road",
    "Bakers win right to rise early",
    "Old tram sold to museum",
    "Price of salt doubles",
    "Choir sings in empty stadium",
    "Mayor's dog runs for office",
    "Two saved from thin ice",
    "Library lends umbrellas",
    "Clock tower loses an hour",
)
KOREAN_DATES = "입력 2015.10.07 16:15 | 수정 2015.10.08 09:40"
KOREAN_HEADLINE = "빈 부두의 등불"
KOREAN_BODY = (
    "항구의 등대는 삼십 년째 같은 시각에 불을 켠다. 배가 오지 않는 날에도 등대지기는 계단을 오른다.\n\n"
    "그 계단이 몇 개인지 세어 본 사람은 등대지기뿐이다. 그는 숫자를 말해 주지 않았다."
)


def dump(*parts: str) -> str:
    """Put the parts of a page below each other with blank lines between."""
    return "\n\n".join(parts)


def ranked(form: str = "  • {}. {}", count: int = 10, between: str = "\n") -> str:
    """Make a most-read list in a given form."""
    return between.join(form.format(rank, text) for rank, text in enumerate(HEADLINES[:count], start=1))


def read_all(text: str | bytes, **options: object) -> tuple[Document, ...]:
    """Read the documents of a dump."""
    content = text.encode() if isinstance(text, str) else text
    return tuple(read("dump.txt", content, ReadOptions(**options)))


def read_one(text: str | bytes, **options: object) -> Document:
    """Read a dump that holds one document."""
    [document] = read_all(text, **options)
    return document


def codes(document: Document) -> set[str]:
    """Give the codes of the notices of a document."""
    return {notice.code for notice in document.notices}
