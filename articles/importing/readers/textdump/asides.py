"""Lines that belong to the page or to its pictures and not to the article: captions, credits, buttons, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from articles.importing.readers.lines import (
    Line,
    ends_sentence,
    is_prose,
    is_rule,
    is_titlish,
    phrases,
    visible,
    width,
)
from articles.importing.readers.textdump.bylines import read_byline
from articles.importing.readers.textdump.dates import Stamp

AGENCY = (
    r"(?:Yonhap|Reuters|AP|AFP|EPA(?:-EFE)?|UPI|Xinhua|Kyodo|TASS|dpa|Bloomberg|Newsis|News\s?1|KCNA|ANSA|Getty(?:\s+Images)?|"
    r"Shutterstock|gettyimages\w*|연합뉴스|연합|뉴시스|뉴스1|로이터|게티이미지\w*)"
)
AGENCIES = rf"{AGENCY}(?:\s*[-/=·]\s*{AGENCY})*(?:\s+(?:photos?|images?|file|News|TV))*"
PICTURE = (
    r"(?i:photos?|photographs?|pictures?|images?|illustrations?|graphics?|cartoons?|caption|"
    r"사진|그림|삽화|일러스트|그래픽)"
)
NAMED = r"(?-i:[A-Z][\w.&-]+(?:\s+[A-Z][\w.&-]+){0,4})"
CREDIT = re.compile(
    rf"[\[(<【/|▲△■※\s]*(?:"
    rf"{PICTURE}\s*(?:credits?|제공|출처)?\s*(?:[:=：/]|by\b|courtesy\b|[ⓒ©])\s*.{{0,80}}|"
    rf"{PICTURE}\s*(?:제공\s+)?[가-힣\w·]{{2,10}}(?:\s+기자)?(?=\s*[\])>】])|"
    rf"(?:(?:photo|image)\s+)?courtesy\s+of\s+.{{2,80}}|credits?\s*[:=：]\s*.{{2,80}}|"
    rf"{NAMED}\s+(?:file\s+photos?|photos?\s+by\s+.{{2,60}})|(?-i:[A-Z][\w.&-]+\s+){{2,4}}(?:file|photos?)|"
    rf"{AGENCIES})[\])>】\s]*\.?",
    re.IGNORECASE,
)
SLASHED = re.compile(r"/\s*\S.{1,60}")
CAPTIONED = re.compile(
    rf"(?:[.!?][\"”’)]*\s*/\s*(?:{NAMED}(?:\s+photos?)?(?:\s+by\s+.{{2,40}})?|\S*(?:제공|뉴스|일보|신문))|"
    rf"\s/\s*{AGENCIES}|\b{AGENCY}\s*[-/]\s*{AGENCY}|[\[(]\s*{PICTURE}\s*[:=：/].{{1,60}}[\])]|\[\s*{AGENCIES}\s*\]|"
    rf"\b{PICTURE}\s*=\s*\S.{{1,40}}|{NAMED}\s+(?:file\s+)?photo\s+by\s+.{{2,40}})\s*$"
)
CAPTION_HINT = re.compile(r"[-/\[(=]|photo")  # what any caption that ends in a credit has
BUTTONS = phrases(
    "share|print|email|e-mail|tweet|facebook|twitter|google+|linkedin|pinterest|kakaotalk|kakaostory|reddit|whatsapp|"
    "copy link|copy url|url copy|comment|comments|add comment|add a comment|leave a comment|post a comment|"
    "no comments|view comments|read comments|back to top|go to top|font size|text size|larger text|smaller text|"
    "advertisement|advertisements|sponsored|"
    "print article|print this article|email this article|email this|share this article|share this story|share this|"
    "share article|share on facebook|share on twitter|share to facebook|share to twitter|read more|subscribe|"
    "subscribe now|"
    "sign up|log in|listen|listen to this article|follow us|end|skip to content|min read|minute read|view original|"
    "인쇄|인쇄하기|공유|공유하기|기사공유|프린트|스크랩|댓글|댓글쓰기|댓글보기|목록|기사목록|맨위로|글자크기|이메일|페이스북|트위터|카카오톡|카카오스토리|"
    "광고|복사|url복사|주소복사|본문듣기|기사듣기|좋아요|기사저장|구독|구독하기|기사보내기|글씨크기|끝|"
    "다른기사 보기|다른 기사 보기|다른기사보기|기사 더보기|더보기|기자페이지|기자 페이지"
)
LOOSE_BUTTONS = phrases(
    "home|save|more|next|prev|previous|top|back|like|close|send|reply|a|aa|a+|a-|+|-|가|가+|가-|다음|이전|닫기|위로|홈"
)
MORE_OF_WRITER = re.compile(r"[가-힣]{2,4}\s*(?:[가-힣]{2,6}\s*)?의?\s*다른\s*기사\s*(?:더\s*)?보기")
PAGE_NUMBER = re.compile(
    r"(?:page|p\.)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}\s*(?:/|of)\s*\d{1,3}|\d{1,3}\s*쪽",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"[\[(<【■▶▲*\s]*(?:related\s+(?:articles?|stor(?:y|ies)|news|columns?|links?|posts?|content|reading|coverage)|see\s+also|read\s+also|also\s+read|"
    r"more\s+(?:stories|articles|columns|news|headlines|in|from|by)\b[\w\s.’'-]{0,40}|you\s+may\s+also\s+like|recommended(?:\s+\w+)?|"
    r"other\s+(?:stories|articles|news)|latest\s+(?:stories|articles|news|headlines)|관련\s*(?:기사|뉴스|글|칼럼)|추천\s*(?:기사|뉴스)|최신\s*(?:기사|뉴스))"
    r"[\])>】\s]*[:：]?",
    re.IGNORECASE,
)
INVITATION = re.compile(
    r"(?:read\s+more\s+(?:from|about|on|by)|follow\s+(?:us|the\s+[\w\s]{2,30})\s+on|sign\s+up\s+(?:for|to)|subscribe\s+to|click\s+here)\b",
    re.IGNORECASE,
)
APART = re.compile(r"[|/·•,\t]|\s{2,}|\s(?=[+-])")  # one button and the next
AROUND_WORDS = re.compile(r"^(?:[\[(<+\s-]+|\d+\s+)|[\s\d()\[\]:.!<>▲▼-]+$")
SHORTEST_CAPTION, LONGEST_CAPTION = 12, 320
LONGEST_BUTTONS = 100
MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class Asides:
    """The lines of pictures, and those of the page around the article."""

    pictures: tuple[Line, ...]
    furniture: tuple[Line, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all these lines."""
        return frozenset(line.number for line in (*self.pictures, *self.furniture))


def find_asides(lines: Sequence[Line], stamps: Mapping[int, tuple[Stamp, ...]], listed: frozenset[int]) -> Asides:
    """Find the lines that are no part of the article; `listed` are those of numbered lists, which never are."""
    seen = [line for line in visible(lines) if line.number not in stamps and line.number not in listed]
    shown = {at for at, line in enumerate(seen) if is_picture(line.text)}
    prose = [
        at
        for at, line in enumerate(seen)
        if at not in shown and is_prose(line.text) and not INVITATION.match(line.text)
    ]
    last = prose[-1] if prose else -1
    keeps_first = len(seen) < 2 or is_prose(seen[1].text)  # noqa: PLR2004 - the only line above the text is the headline
    pictures, furniture = [], []
    for at, line in enumerate(seen):
        if at == 0 and keeps_first:
            continue
        if at in shown and (0 < at < last or not CAPTIONED.search(line.text) or CREDIT.fullmatch(line.text)):
            pictures += [*_caption_above(seen, at), line]
        elif is_button(line.text, behind=at > last) or (at > last and INVITATION.match(line.text)):
            furniture.append(line)
        elif RELATED.fullmatch(line.text) and prose and at > prose[0]:
            furniture += [line, *_links(seen, at, to_end=at > last)]
    return Asides(tuple(pictures), tuple(furniture))


def is_picture(text: str) -> bool:
    """The credit of a picture, or a caption that ends in one."""
    if is_rule(text) or width(text) > LONGEST_CAPTION:
        return False
    if CREDIT.fullmatch(text):
        return True
    if SLASHED.fullmatch(text):
        return read_byline(text.strip("/ ")) is None
    may_be = CAPTION_HINT.search(text) and width(text) >= SHORTEST_CAPTION
    return bool(may_be) and CAPTIONED.search(text) is not None


def is_button(text: str, *, behind: bool) -> bool:
    """Words of the buttons of a page, a count of comments, a page number; `behind` the text fewer words are doubted."""
    if PAGE_NUMBER.fullmatch(text) or MORE_OF_WRITER.fullmatch(text):
        return True
    if width(text) > LONGEST_BUTTONS:
        return False
    parts = [_bare(part) for part in APART.split(text.casefold())]
    words = [part for part in parts if part]
    if not words:
        return behind and bool(re.fullmatch(r"[\d\s|()\[\]]+", text))
    sure = [word in BUTTONS for word in words]
    loose = behind or len(words) > 1
    return any(sure) and all(
        known or (loose and word in LOOSE_BUTTONS) for known, word in zip(sure, words, strict=True)
    )


def _bare(part: str) -> str:
    return AROUND_WORDS.sub("", part)


def _caption_above(seen: Sequence[Line], at: int) -> Iterator[Line]:
    """The one sentence right above a lone credit, parted from what stands before it, is its caption."""
    if at < 2:  # noqa: PLR2004 - above it can only be the headline
        return
    line, above, before = seen[at], seen[at - 1], seen[at - 2]
    close = above.number == line.number - 1 and before.number < above.number - 1
    if close and ends_sentence(above.text) and width(above.text) <= LONGEST_CAPTION and not is_picture(above.text):
        yield above


def _links(seen: Sequence[Line], at: int, *, to_end: bool) -> list[Line]:
    """The headlines under "Related stories": to the end behind the text, within it no farther than a blank line."""
    found: list[Line] = []
    for line in takewhile(lambda line: is_titlish(line.text) and not ends_sentence(line.text), seen[at + 1 :]):
        parted = line.number != (found[-1] if found else seen[at]).number + 1
        if len(found) == MOST_LINKS or (parted and not to_end):
            break
        found.append(line)
    return found
