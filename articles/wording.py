"""The words that the paper puts around a column, in the column's own language."""

from dataclasses import dataclass

from articles.models import Article, Byline, Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's words; a `{}` takes a number or a name."""

    by: str
    last_separator: str
    roles: dict[str, str]
    kinds: dict[str, str]
    notices: dict[str, str]
    posted: str
    updated: str
    minute: str
    minutes: str
    age: str
    age_of_kind: dict[str, str]
    retracted: str
    retracted_note: str
    part: str
    subjects: str


ENGLISH = Wording(
    by="By",
    last_separator=" and ",
    roles={
        Byline.Role.TRANSLATOR: "translated by",
        Byline.Role.PICTURES: "pictures by",
        Byline.Role.INTERVIEWER: "interviewed by",
    },
    kinds={
        Article.Kind.COLUMN: "Column",
        Article.Kind.EDITORIAL: "Editorial",
        Article.Kind.LETTER: "Letter",
        Article.Kind.INTERVIEW: "Interview",
    },
    notices={
        Correction.Kind.CORRECTION: "Correction",
        Correction.Kind.CLARIFICATION: "Clarification",
        Correction.Kind.UPDATE: "Update",
        Correction.Kind.RETRACTION: "Retraction",
    },
    posted="Posted",
    updated="Updated",
    minute="1-minute read",
    minutes="{}-minute read",
    age="This {kind} is {years} years old. What it reports may have changed since.",
    age_of_kind={
        Article.Kind.COLUMN: "column",
        Article.Kind.EDITORIAL: "editorial",
        Article.Kind.LETTER: "letter",
        Article.Kind.INTERVIEW: "interview",
    },
    retracted="Retracted",
    retracted_note="The paper has withdrawn this column. Its text is no longer shown.",
    part="part {}",
    subjects="Subjects",
)
KOREAN = Wording(
    by="글",
    last_separator=", ",
    roles={Byline.Role.TRANSLATOR: "옮김", Byline.Role.PICTURES: "사진", Byline.Role.INTERVIEWER: "인터뷰"},
    kinds={
        Article.Kind.COLUMN: "칼럼",
        Article.Kind.EDITORIAL: "사설",
        Article.Kind.LETTER: "독자 편지",
        Article.Kind.INTERVIEW: "인터뷰",
    },
    notices={
        Correction.Kind.CORRECTION: "바로잡습니다",
        Correction.Kind.CLARIFICATION: "분명히 밝힙니다",
        Correction.Kind.UPDATE: "덧붙입니다",
        Correction.Kind.RETRACTION: "글을 거둡니다",
    },
    posted="입력",
    updated="수정",
    minute="읽는 데 1분",
    minutes="읽는 데 {}분",
    age="{years}년 전에 실린 {kind}입니다. 그 뒤로 사정이 달라졌을 수 있습니다.",
    age_of_kind={
        Article.Kind.COLUMN: "글",
        Article.Kind.EDITORIAL: "사설",
        Article.Kind.LETTER: "편지",
        Article.Kind.INTERVIEW: "인터뷰",
    },
    retracted="거둔 글",
    retracted_note="신문사가 이 글을 거두었습니다. 본문은 더 이상 보이지 않습니다.",
    part="{}회",
    subjects="주제",
)


def for_language(language: str) -> Wording:
    """Return the words for a column in `language`; English where there are none of its own."""
    return KOREAN if language.partition("-")[0] == "ko" else ENGLISH
