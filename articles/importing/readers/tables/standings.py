"""What a source says of a row's standing and kind, in its own words, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importing.documents import Notice, Severity, Standing, Verdict
from articles.importing.readers.lines import words

PUBLIC = words(
    "publish published public live online active approved visible open posted true yes y 1 t 게시 게시됨 발행 "
    "발행됨 공개 승인 노출 게재 o"
)
DRAFT = words(
    "draft drafts pending review scheduled future unpublished inactive offline auto-draft queued false no n 0 "
    "f 미발행 미게시 초안 임시저장 대기 예약 작성중 미승인 x"
)
PRIVATE = words(
    "private hidden password protected password-protected restricted members internal only_paid "
    "only_free founding 비공개 숨김 비밀글"
)
GONE = words("trash trashed deleted removed withdrawn spam archived-deleted canceled cancelled 삭제 삭제됨 휴지통 취소")
KINDS = {
    "editorial": "editorial", "editorials": "editorial", "leader": "editorial", "사설": "editorial",
    "letter": "letter", "letters": "letter", "letter to the editor": "letter", "letters to the editor": "letter",
    "독자투고": "letter", "독자 투고": "letter", "독자의견": "letter", "interview": "interview", "인터뷰": "interview",
    "q a": "interview", "q&a": "interview", "column": "column", "op-ed": "column", "oped": "column",
    "opinion": "column", "commentary": "column", "칼럼": "column", "기고": "column", "시론": "column",
    "오피니언": "column",
}  # fmt: skip
ARTICLES = words("post posts article articles story news newsletter blog blogpost text entry essay 기사 글 뉴스")
NO_ARTICLES = words(
    "page attachment nav_menu_item revision wp_block wp_template custom_css image picture video audio podcast "
    "gallery author user product event comment menu media thread 페이지 사진 동영상"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How a row stands, what can be done with it, and why."""

    standing: Standing = Standing.PUBLIC
    verdict: Verdict = Verdict.READY
    kind: str = ""
    notices: tuple[Notice, ...] = ()


def standing_of(word: str, column: str) -> Stands:
    """Return what a cell of the status column says; a word that nobody knows makes a draft and says so."""
    plain = " ".join(word.split()).casefold()
    if "draft" in column.casefold() and plain in {"true", "yes", "y", "1", "false", "no", "n", "0"}:
        plain = "draft" if plain in {"true", "yes", "y", "1"} else "published"
    if not plain or plain in PUBLIC:
        return Stands()
    if plain in GONE:
        message = f"The source has it as “{word}”: it was taken back there. (rule: deleted_in_source)"
        return Stands(verdict=Verdict.LEFT_OUT, notices=(_notice("deleted_in_source", message, Severity.NOTE),))
    if plain in PRIVATE:
        message = f"The source keeps it back (“{word}”)."
        return Stands(verdict=Verdict.HELD, standing=Standing.DRAFT,
                      notices=(_notice("private_in_source", message, Severity.HOLD),))  # fmt: skip
    if plain in DRAFT:
        return Stands(standing=Standing.DRAFT)
    message = f"Nobody knows what “{word}” in “{column}” means; it was taken as not published yet."
    return Stands(standing=Standing.DRAFT, notices=(_notice("status_not_known", message, Severity.WARN),))


def kind_of(word: str) -> Stands | None:
    """Return what a cell of the kind column says; None where it is only a label."""
    plain = " ".join(word.split()).casefold()
    if plain in NO_ARTICLES:
        message = f"The source calls it “{word}”, which is no column. (rule: not_a_column)"
        return Stands(verdict=Verdict.LEFT_OUT, notices=(_notice("not_a_column", message, Severity.NOTE),))
    if plain in KINDS:
        return Stands(kind=KINDS[plain])
    return Stands() if not plain or plain in ARTICLES else None


def _notice(code: str, message: str, severity: Severity) -> Notice:
    return Notice(code=code, message=message, severity=severity)
