"""Bylines by their form."""

import pytest

from articles.importing.readers.textdump.bylines import read_byline

JOINED = [
    ("By Ahn Dal-ho", ["Ahn Dal-ho"]),
    ("BY AHN DAL-HO", ["AHN DAL-HO"]),
    ("by Ahn Dal-ho", ["Ahn Dal-ho"]),
    ("By: Ahn Dal-ho", ["Ahn Dal-ho"]),
    ("By Ahn Dal-ho and Ingrid Solli", ["Ahn Dal-ho", "Ingrid Solli"]),
    ("By Ahn Dal-ho & Ingrid Solli", ["Ahn Dal-ho", "Ingrid Solli"]),
    ("By A. B. Carter, Ingrid Solli and Ahn Dal-ho", ["A. B. Carter", "Ingrid Solli", "Ahn Dal-ho"]),
    ("By A. B. Carter, Ingrid Solli, and Ahn Dal-ho", ["A. B. Carter", "Ingrid Solli", "Ahn Dal-ho"]),
    ("BY AHN DAL-HO AND INGRID SOLLI", ["AHN DAL-HO", "INGRID SOLLI"]),
    ("By Ludwig van der Berg", ["Ludwig van der Berg"]),
    ("By Martin Oakley, Jr.", ["Martin Oakley, Jr."]),
    ("By Ahn Dal-ho ahn@example.com", ["Ahn Dal-ho"]),
    ("By José Núñez", ["José Núñez"]),
    ("By Ahn Dal-ho and others", ["Ahn Dal-ho"]),
    ("By The Harbour Times editorial board", ["The Harbour Times editorial board"]),
    ("By the editorial board", ["the editorial board"]),
    ("By Ahn, Joo and Solli", ["Ahn", "Joo", "Solli"]),
    ("By 홍길동", ["홍길동"]),
    ("글 홍길동, 김영희", ["홍길동", "김영희"]),
    ("홍길동·김영희 기자", ["홍길동", "김영희"]),
    ("글=홍길동", ["홍길동"]),
    ("기자 홍길동", ["홍길동"]),
    ("홍길동 논설위원 hong@example.kr", ["홍길동"]),
]
TITLED = [
    ("By Ingrid Solli, professor of law", "professor of law"),
    ("By Ingrid Solli, professor of law and economics", "professor of law and economics"),
    ("By Ingrid Solli, Harbour Times correspondent", "Harbour Times correspondent"),
    ("By Ingrid Solli, Staff writer", "Staff writer"),
    ("By Ingrid Solli Staff writer", "Staff writer"),
    ("By Ingrid Solli in Bergen", "in Bergen"),
    ("By Ingrid Solli, Bergen", "Bergen"),
    ("By Ingrid Solli of The Harbour Times", "of The Harbour Times"),
    ("By Prof. Ingrid Solli", "Prof."),
    ("Ingrid Solli | Columnist", "Columnist"),
    ("글 선우이슬 시인", "시인"),
    ("홍길동 서울대 교수", "서울대 교수"),
    ("워싱턴=홍길동 특파원", "특파원"),
]
NONE = [
    "By any fair count that is a fall in output.",
    "By Monday the strike will be over",
    "By Friday",
    "By Land, by Sea",
    "Salt & Daughters",
    "Words and Music, Old and New",
    "급하지 않은 등불",
    "정부와 교수",
    "",
]


@pytest.mark.parametrize(("line", "names"), JOINED)
def test_names_are_told_apart(line, names):
    assert [person.name for person in read_byline(line).credits] == names


@pytest.mark.parametrize(("line", "title"), TITLED)
def test_title_goes_with_its_name(line, title):
    [person] = read_byline(line).credits

    assert person.title == title


@pytest.mark.parametrize("line", NONE)
def test_other_lines_are_no_bylines(line):
    assert read_byline(line) is None
