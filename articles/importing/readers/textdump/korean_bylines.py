"""Korean bylines: "글 선우빛나 시인", "홍길동 기자", "홍길동·김철수 특파원", "홍길동 서울대 교수"."""

from __future__ import annotations

import re

from articles.importing.documents import Credit
from articles.importing.readers.lines import words

LEAD = re.compile(
    r"(?:글\s*[·ㆍ,/&]?\s*(?:사진|그림|정리)?|기고|필자|글쓴이|지은이|작성자|기자명)(?:\s*[=:|：]\s*|\s+)(?=[가-힣])"
)
PLACE = re.compile(r"^\[?[가-힣/·]{2,12}\s*=\s*")
TITLES = words(
    "기자 특파원 논설위원 논설위원장 논설실장 논설주간 주필 편집인 편집장 편집국장 칼럼니스트 교수 "
    "명예교수 석좌교수 시인 소설가 작가 변호사 대표 대표이사 연구원 연구위원 연구소장 소장 원장 회장 "
    "부회장 이사장 이사 장관 차관 의원 대사 박사 평론가 에디터 부장 차장 국장 팀장 위원 위원장 "
    "총장 학장 강사 번역가 경제학자 사학자 역사학자 역사가 사진가 화가 건축가 의사 약사 교사 목사 "
    "신부 스님 감독 배우 음악가 작곡가 번역가 저널리스트 언론인 사장 센터장 실장 본부장 단장 관장 "
    "판사 검사 회계사 노무사 수필가 동화작가 방송인 농부 학생 대학생 시민기자 독자"
)
TITLE_END = re.compile(r"(?:" + "|".join(sorted(TITLES, key=len, reverse=True)) + r")$")
NAME = re.compile(r"[가-힣]{2,5}$")
SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금"
    "옥육인맹제모탁국어은편용예경봉사부황남제선독동망"
)
HELPER = re.compile(r"(?:사진|그림|정리|번역|삽화|영상)\s*[=:]?\s*[가-힣]{2,5}(?:\s+기자)?$")
PARTICLES = "은는을를와과의에로도"
SPLIT = re.compile(r"\s*[·ㆍ,/&]\s*|\s+(?:및|와|과)\s+|\s*;\s*")
MOST_TOKENS = 7
NAME_SYLLABLES = 3  # a surname of one and a name of two
NAME_AND_TITLE = 2  # words


def read_korean_credits(text: str) -> tuple[tuple[Credit, ...], str, float] | None:
    """Give the people of a Korean byline with the rule and its confidence; None where it is not one by its form."""
    if text.endswith((".", "?", "!", "다", "”", "’")) or len(text.split()) > MOST_TOKENS * 2:
        return None
    lead = LEAD.match(text)
    rest = PLACE.sub("", text[lead.end() :] if lead else text).strip("[]()<>/=▲■ ")
    people = _people(rest, led=bool(lead))
    if not people:
        return None
    return (people, "begins with “글”", 0.95) if lead else (people, "a name and a title", 0.85)


def is_korean_name(text: str) -> bool:
    """A surname and two more syllables."""
    is_long = len(text) == NAME_SYLLABLES and NAME.match(text) is not None
    return is_long and text[0] in SURNAMES and text[-1] not in PARTICLES


def _people(text: str, *, led: bool) -> tuple[Credit, ...]:
    reversed_ = re.match(r"(기자|특파원|논설위원|칼럼니스트)\s+([가-힣]{2,4})$", text)
    if reversed_:
        return (Credit(name=reversed_.group(2), title=reversed_.group(1)),)
    found: list[Credit] = []
    titled = led
    for piece in SPLIT.split(re.sub(r"\s*[(|]\s*|\s*\)", " ", text).strip()):
        if found and HELPER.match(piece):
            continue
        person = _person(piece, led=led)
        titled = titled or bool(person and TITLE_END.search(person.title))
        if person is None and not found:
            return ()
        if person is None:
            found[-1] = Credit(name=found[-1].name, title=f"{found[-1].title} {piece}".strip())
        else:
            found.append(person)
    shared = found[-1].title
    titled = titled or bool(TITLE_END.search(shared))
    return (
        tuple(Credit(name=person.name, title=person.title or (shared if not led else "")) for person in found)
        if titled
        else ()
    )


def _person(piece: str, *, led: bool) -> Credit | None:
    tokens = piece.split()
    if not 0 < len(tokens) <= MOST_TOKENS or not NAME.match(tokens[0]) or TITLE_END.fullmatch(tokens[0]):
        return None
    if not led and (tokens[0][0] not in SURNAMES or tokens[0][-1] in PARTICLES):
        return None
    if led and len(tokens) == NAME_AND_TITLE and tokens[0][0] not in SURNAMES and not TITLE_END.search(tokens[1]):
        return Credit(name=piece)
    title = " ".join(tokens[1:])
    if title and not TITLE_END.search(title) and not led:
        return None
    return Credit(name=tokens[0], title=title)
