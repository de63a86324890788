"""The words that stand over columns in English and Korean, and the fields that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.importing.readers.lines import words
from articles.importing.readers.tables.grids import fold
from articles.importing.readers.tables.vocabulary_abroad import ABROAD

# The fields that a column can become, in the order in which an editor is offered them, each with its words.
FIELDS: Mapping[str, str] = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "credits": "Byline",
    "first_name": "Author’s first name",
    "last_name": "Author’s last name",
    "author_title": "Author’s title",
    "author_key": "Author’s id or login",
    "published_at": "Posted",
    "published_time": "Time of posting",
    "updated_at": "Updated",
    "body": "Text",
    "bio": "Bio",
    "tags": "Tags",
    "keywords": "Keywords",
    "category": "Category",
    "section": "Section",
    "series": "Series",
    "correction": "Correction",
    "language": "Language",
    "kind": "Kind of text",
    "standing": "Status",
    "legacy_id": "Old id",
    "legacy_url": "Old address",
    "canonical_url": "First printed at",
    "slug": "Slug",
    "picture": "Lead picture",
    "picture_alt": "Picture’s description",
    "picture_caption": "Picture’s caption",
    "picture_credit": "Picture’s credit",
    "rights": "Rights",
}
# Several columns may become these; of the others the best column is taken.
SEVERAL = frozenset({"credits", "tags", "keywords", "category", "section", "correction"})
# What readers of a lesson may find written instead.
OTHER_NAMES = {
    "title": "headline", "byline": "credits", "author": "credits", "authors": "credits", "published": "published_at",
    "date": "published_at", "updated": "updated_at", "body_html": "body", "text": "body", "content": "body",
    "id": "legacy_id", "url": "legacy_url", "status": "standing", "image": "picture", "corrections": "correction",
    "summary": "standfirst", "categories": "category", "sections": "section", "keyword": "keywords", "tag": "tags",
}  # fmt: skip

# From the surest phrase to the vaguest: the place decides between two columns that could be the same field.
_PHRASES: Mapping[str, str] = {
    "headline": (
        "headline|headline main|title|article title|post title|headline text|web title|title rendered|hl1|"
        "head line|heading|head|main title|제목|기사제목|기사 제목|뉴스제목|뉴스 제목|글제목|글 제목|칼럼제목|"
        "칼럼 제목|타이틀|헤드라인|표제|subject|name"
    ),
    "standfirst": (
        "standfirst|deck|dek|subtitle|sub title|subheadline|sub headline|subhead|sub head|subheading|"
        "trail text|excerpt|excerpt rendered|short description|summary|abstract|teaser|blurb|lede|lead|intro|"
        "introduction|lead paragraph|post summary|meta description|description|snippet|부제|부제목|요약|요약문|"
        "소제목|리드|리드문|발췌|개요|한줄요약|한 줄 요약|전문 요약"
    ),
    "credits": (
        "byline|bylines|byline original|author|authors|author name|author names|authors name|"
        "author display name|writer|writers|written by|by|columnist|reporter|reporters|journalist|creator|"
        "dc creator|contributor|contributors|co author|co authors|기자|기자명|기자 이름|필자|필자명|글쓴이|"
        "저자|저자명|지은이|기고자|작성자|작성자명|칼럼니스트|담당기자|이름|성명|wr name|posted by|"
        "display name|user name|username|nickname|user"
    ),
    "first_name": "author first name|author firstname|first name|firstname|given name|author given name",
    "last_name": "author last name|author lastname|last name|lastname|surname|family name|author family name",
    "author_title": (
        "author title|author role|author position|job title|byline title|직함|직책|소속|필자소개직함|필자 직함"
    ),
    "author_key": ("author id|author login|author username|author slug|author key|user id|author email|기자id|기자 id"),
    "published_at": (
        "published at|published on|published date|publish date|publication date|date published|pub date|"
        "pubdate|first published|first publication date|web publication date|date publish|date of publication|"
        "published|publish time|published time|publication time|publish at|date gmt|post date gmt|post date|"
        "posted at|posted on|date posted|posted|issue date|release date|print date|article date|news date|"
        "story date|date time|datetime|date|day|timestamp|date created|created at|created on|created date|"
        "create date|creation date|created|게재일|게재일자|게재일시|게시일|게시일자|게시일시|발행일|발행일자|"
        "발행일시|등록일|등록일자|등록일시|작성일|작성일자|작성일시|입력일|입력일자|입력일시|입력|보도일|"
        "보도일자|출고일|출고일시|기사일자|승인일|승인일시|날짜|일자|일시|등록 일시|작성 일시|wr datetime|"
        "regdate|reg date|ingest date|time stamp"
    ),
    "published_time": "time|publish hour|time published|시간|시각|게시시간|등록시간",
    "updated_at": (
        "updated at|updated on|last updated|updated|modified at|modified on|date modified|modified date|"
        "last modified|last modified date|modified|modified gmt|post modified|post modified gmt|date updated|"
        "update date|last update|date modify|web last modified|changed|edited at|edited|수정일|수정일자|"
        "수정일시|최종수정|최종수정일|최종 수정일|최종수정일시|변경일|갱신일|수정|version created|lastmod"
    ),
    "body": (
        "body|body html|article body|content html|html|html content|post body|post content|content encoded|"
        "content|content rendered|article content|body content|full text|fulltext|article text|text|body text|"
        "main text|maintext|article|story|story text|story body|copy|plain text|raw text|plaintext|markdown|"
        "clean text|본문|기사본문|기사 본문|본문내용|본문 내용|기사내용|기사 내용|내용|글내용|글 내용|전문|"
        "원문|텍스트|기사|wr content|article full text|document|message|description html|description"
    ),
    "bio": (
        "bio|author bio|biography|about the author|about author|author description|author biography|tagline|"
        "필자소개|필자 소개|저자소개|저자 소개|약력|필자약력|필자 약력|프로필|작가소개"
    ),
    "tags": "tags|tag|tag list|tag names|post tags|hashtags|hash tags|labels|tags name|태그|해시태그",
    "keywords": (
        "keywords|keyword|key words|meta keywords|news keywords|news keyword|topics|키워드|주제어|핵심어|검색어"
    ),
    "category": (
        "category|categories|category name|post category|topic|categories name|news category|article category|"
        "channel|vertical|primary category|subject|subjects|subject name|rubric|classification|class|label|"
        "카테고리|분류|통합 분류|통합분류|기사분류|기사 분류|주제|분야"
    ),
    "section": (
        "section|section name|sections|section id|desk|news desk|department|page section|섹션|섹션명|지면|면|"
        "부서|부서명"
    ),
    "series": (
        "series|series name|series title|column|column name|column title|rubric name|regular column|연재|"
        "연재명|시리즈|시리즈명|코너|코너명|칼럼명|기획|기획명|연재물"
    ),
    "correction": (
        "correction|corrections|correction text|correction note|clarification|정정|정정보도|바로잡습니다|정정문"
    ),
    "language": "language|lang|locale|language code|언어",
    "kind": (
        "kind|post type|article type|content type|type of material|item type|document type|type|genre|format|"
        "유형|종류|기사유형|기사 유형|기사종류|글종류|구분"
    ),
    "standing": (
        "status|state|post status|publish status|publication status|workflow state|is published|published|"
        "is live|live|visibility|is draft|draft|상태|공개여부|공개 여부|게시여부|게시 여부|게시상태|게시 상태|"
        "발행상태|공개"
    ),
    "legacy_id": (
        "legacy id|article id|post id|story id|news id|content id|item id|document id|doc id|nid|node id|"
        "entry id|record id|id|guid|uuid|uid|uri|identifier|unique id|_id|oid|id oid|external id|source id|no|"
        "number|num|seq|idx|key|번호|글번호|글 번호|기사번호|기사 번호|기사id|기사 id|뉴스 식별자|뉴스식별자|"
        "식별자|고유번호|일련번호|순번|연번|aid|wr id|article no|article number"
    ),
    "legacy_url": (
        "url|permalink|web url|article url|post url|page url|story url|full url|link|article link|post link|"
        "links|href|source url|news url|loc|address|web link|주소|기사주소|기사 주소|링크|기사링크|기사 링크|"
        "원문링크|원문 링크|기사 url|원문주소|원문 주소|원문 url|url 주소|path|url path|original link"
    ),
    "canonical_url": "canonical url|canonical|canonical link|original url|syndicated from|원출처 주소",
    "slug": "slug|post name|url slug|url key|url title|path alias|alias|permalink slug|슬러그|wp post name",
    "picture": (
        "lead image|hero image|featured image|featured image url|main image|top image|cover image|image url|"
        "image|image src|image link|image urls|images|photo url|photo|photos|picture|picture url|url to image|"
        "thumbnail|thumbnail url|cover|feature image|og image|img|img url|대표이미지|대표 이미지|이미지|"
        "이미지 url|이미지주소|사진|사진주소|사진 url|썸네일|대표사진|첨부이미지"
    ),
    "picture_alt": (
        "image alt|alt text|image alt text|alt|main image alt text|photo alt|대체텍스트|대체 텍스트|이미지설명"
    ),
    "picture_caption": (
        "image caption|photo caption|picture caption|main image caption|caption|cutline|사진설명|사진 설명|"
        "캡션|이미지 캡션"
    ),
    "picture_credit": (
        "image credit|photo credit|picture credit|photographer|photo by|credit|credits|사진출처|사진 출처|사진기자|촬영"
    ),
    "rights": (
        "rights|copyright|license|licence|copyright holder|copyright notice|usage terms|저작권|저작권자|라이선스"
    ),
}
# Words that only say of what a column tells ("article_title", "post.date"): without them it means the same.
_NOISE = words(
    "article articles post posts news story item items content entry node field fields blog page wp acf meta "
    "web doc document column columns record data attributes source response result results the rendered value "
    "기사 뉴스 게시글 게시물 칼럼 글 문서"
)
_DIGITS = re.compile(r"\s*\d+$")
_FULL, _WITHOUT_NOISE, _LAST_PART = 1.0, 0.85, 0.75


@dataclass(frozen=True, slots=True)
class Named:
    """A field that a header names and how surely: 1.0 for the surest phrase of the field."""

    field: str
    strength: float


def _index() -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for field, phrases in (*_PHRASES.items(), *ABROAD.items()):
        listed = phrases.split("|")
        for place, phrase in enumerate(listed):
            found.setdefault(phrase, []).append((field, 1.0 - 0.3 * place / len(listed)))
    return found


_BY_PHRASE = _index()


def named_by(header: str) -> list[Named]:
    """Return the fields that a header may name, the likeliest first; none where its words are not known."""
    best: dict[str, float] = {}
    for phrase, weight in _readings(header):
        for field, strength in _BY_PHRASE.get(phrase, ()):
            best[field] = max(best.get(field, 0.0), strength * weight)
    return sorted((Named(field, strength) for field, strength in best.items()), key=lambda named: -named.strength)


def field_called(name: str) -> str:
    """Return the field of a lesson by its name; "" where the column is not to be used. ValueError: no such field."""
    plain = name.strip().casefold()
    field = OTHER_NAMES.get(plain, plain)
    if field and field not in FIELDS:
        raise ValueError(f"There is no field called “{name}”; known are: {', '.join(FIELDS)}.")
    return field


def _readings(header: str) -> Iterator[tuple[str, float]]:
    """Yield what a header may say: all of it, without numbers and words that add nothing, its last part."""
    whole = fold(header)
    yield whole, _FULL
    bare = _DIGITS.sub("", whole)
    yield bare, _FULL
    said = bare.split()
    if len(said) > 1:
        yield " ".join(word for word in said if word not in _NOISE), _WITHOUT_NOISE
        if said[0] in _NOISE:
            yield " ".join(said[1:]), _WITHOUT_NOISE
    if "." in header:
        yield fold(header.rpartition(".")[2]), _LAST_PART
