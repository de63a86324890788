"""What a line of a page can be besides its parts: a rubric, tags, the paper's name, a path through its site."""

from __future__ import annotations

import re

from articles.importing.readers.lines import collapse, phrases

RUBRIC = re.compile(
    r"[\[【〔［]\s*([^\[\]【】〔〕［］]{1,40}?)\s*[\]】〕］]\s*|[<〈＜]\s*([가-힣][가-힣\s·\d]{0,20}?)\s*[>〉＞]\s*"
)
KICKERS = phrases(
    "opinion|editorial|editorials|column|columns|op-ed|oped|commentary|viewpoint|viewpoints|letters|letter to the "
    "editor|letters to the editor|guest column|guest essay|analysis|essay|interview|in my "
    "view|사설|칼럼|오피니언|기고|시론|독자투고|독자 투고|여론|기자수첩|데스크 칼럼|특별기고|논평|인터뷰"
)
TAGS = re.compile(r"(?:tags?|keywords?|topics?|labels?|태그|키워드|주제어|해시태그)\s*[:：]\s*(.+)$", re.IGNORECASE)
HASHTAGS = re.compile(r"(?:#[^\W\d_][\w-]*[\s,]*){2,}$")
BREADCRUMBS = re.compile(r"[\w .&가-힣]{1,40}(?:\s*(?:>|›|»|/)\s+[\w .&가-힣]{1,40}){1,5}$")
MASTHEAD = re.compile(
    r"(?:The\s+)?(?:[A-Z][\w.&-]+\s+){1,4}(?:Times|Herald|Post|News|Journal|Daily|Tribune|Gazette|Press|Chronicle|Weekly|Observer)|"
    r"[가-힣]{1,8}(?:일보|신문|뉴스|타임스|타임즈|저널)"
)
ADDRESS_LINE = re.compile(r"(?:(?:url|link|source|주소|출처)\s*[:：]?\s*)?<?https?://\S+>?", re.IGNORECASE)
SECTION = re.compile(
    r"(?:section|category|desk|filed\s+under|published\s+in|섹션|분류|지면)\s*[:：]\s*(\S.{0,39})", re.IGNORECASE
)
HEADLINE_LABEL = re.compile(r"(?:headline|title|제목)\s*[:：]\s*(?=\S)", re.IGNORECASE)


def split_rubric(text: str) -> tuple[str, str]:
    """Part a rubric in brackets from what follows it: "[Times Forum] A headline" gives both; ("", text) without one."""
    match = RUBRIC.match(text)
    if not match:
        return "", text
    return collapse(match.group(1) or match.group(2) or ""), text[match.end() :]


def read_section(text: str) -> str:
    """Give the section that a line names ("Section: Opinion"); "" for any other line."""
    match = SECTION.fullmatch(text)
    return collapse(match[1]) if match else ""


def without_kicker(text: str) -> str:
    """Take a known rubric and a bar off a headline: "Opinion | A headline"."""
    kicker, bar, rest = text.partition("|")
    return rest.strip() if bar and rest.strip() and is_kicker(kicker) else text


def read_tags(text: str) -> tuple[str, ...]:
    """Give the tags of a "Tags:" line or of a line of hash tags; () for any other."""
    match = TAGS.match(text)
    if not match and not HASHTAGS.match(text):
        return ()
    parts = re.split(r"[,;|/·]|\s#", " " + match.group(1) if match else " " + text)
    tags = (collapse(part).strip("#. ") for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def is_kicker(text: str) -> bool:
    """A rubric without brackets: "Opinion", "사설"."""
    return collapse(text).casefold() in KICKERS


def is_path(text: str) -> bool:
    """A path through the site: "Home > Opinion > Columns"."""
    return BREADCRUMBS.match(text) is not None and re.search("[>›»]", text) is not None
