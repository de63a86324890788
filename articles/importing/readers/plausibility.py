"""How likely it is that a text was decoded with the right encoding, judged by its characters and their neighbours.

English and Korean newspaper text is what is expected here. The wrong encoding shows at once: rare Hangul between Latin
letters, capital accented letters inside words, box drawings, currency signs without a figure.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

SAMPLE = 4_000  # characters beyond ASCII that are looked at; the rest of a long file tells nothing new
NON_ASCII = re.compile(r"[^\x00-\x7f]")
CONTRACTION = re.compile(r"(?:s|t|re|ll|ve|d|m)(?![a-z])", re.IGNORECASE)

# The syllables that make up about nine tenths of running Korean text.
COMMON_SYLLABLES = frozenset(
    "가각간갈감갑값강갖같개객거건걸검것게겠겨격견결경계고곡곤골곳공과관광교구국군굴권귀규그극근금급기긴길김까깊께꼭꾸꿈끝끼"
    "나난날남납낮낳내냐너널넓넘네녀년념노논농높놓누눈뉴느는늘능늦니님다단달담답당대댁더덕던데델도독돈돌동되된될두둘뒤드든들듯등디따딸"
    "때떠떤떨또뜻라락란람랑래략량러런럼럽렇레려력련렬령례로록론료루류률르른를름리린림립마막만많말맛망매맡머먹먼메며면명몇모목몰몸못무묵"
    "문물미민믿및바박밖반받발밝방배백버번벌범법베벽변별병보복본볼봄봉부북분불붙비빈빌빠빛뿐쁘사산살삶삼상새색생서석선설성세섯센셔소속손송수"
    "순술숨쉬스슬습승시식신실싫심십싶싸써쓰씨아악안앉않알았앞애액야약양어억언얼엄업없었에여역연열염였영예오온올옷와완왔왜외요용우운울움워원월"
    "위유육으은을음읍응의이익인일임입있잊자작잔잘잠잡장재쟁저적전절젊점접정제져졌조족존졸종좋좌죄주죽준줄중즈즉증지직진질집짓짜쪽쯤차착찬찮참"
    "창찾채책처천철첫청체쳐초촌총최추축출충취측층치친칠침카커컴켜코쿠크큰클키타탁탄탈탐태택터테토통투트특틀티팀파판팔패퍼페편평폐포폭표품풍프"
    "피필하학한할함합항해했행향허헌험혁현협형혜호혹혼홍화확환활황회획효후훈휘흐흔흥희히힘"
)
QUOTES_OPEN = "“‘"
QUOTES_CLOSE = "”’"
LATIN_LOWER = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžğışčřńśłżźćąęāēīōūŏŭ")
PLAIN_SIGNS = frozenset(
    "–—…•·\u00a0\u3000™©®°§£€½¼¾«»×→←↑↓①②③④⑤⑥⑦⑧⑨⑩△▲▽▼○●◇◆□■※☆★「」『』《》〈〉【】〔〕、。〃ⓒ㈜℃％：，．／"
)


def plausibility(text: str) -> float:
    """Give the mean plausibility of the characters beyond ASCII: about 1 for real text, below 0 for nonsense.

    A text of ASCII only gives 0.0; replacement characters count as the worst.
    """
    scores = [_score(text, match.start()) for match in islice(NON_ASCII.finditer(text), SAMPLE)]
    return sum(scores) / len(scores) if scores else 0.0


def is_hangul(char: str) -> bool:
    """Say whether this is a whole Hangul syllable."""
    return "가" <= char <= "힣"


def _score(text: str, at: int) -> float:
    char = text[at]
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    if is_hangul(char):
        return _score_hangul(char, before, after)
    if char in QUOTES_OPEN or char in QUOTES_CLOSE:
        return _score_quote(char, before, text[at + 1 : at + 4])
    if char in PLAIN_SIGNS:
        return _score_sign(char, before, after)
    if char.isalpha() and char < "\u0250":
        return _score_latin(char, before, after)
    return _score_other(char, before, after)


def _score_hangul(char: str, before: str, after: str) -> float:
    score = 1.0 if char in COMMON_SYLLABLES else -0.2
    alone = not is_hangul(before) and not is_hangul(after)
    if alone and _is_ascii_letter(before):
        score -= 2.0 if char not in COMMON_SYLLABLES or _is_ascii_letter(after) else 0.5
    elif _is_ascii_lower(before) or _is_ascii_lower(after):
        score -= 1.0
    return score


def _score_quote(char: str, before: str, after: str) -> float:
    following = after[:1] or "\n"
    if char == "’" and before.isalpha() and CONTRACTION.match(after):
        return 1.5
    if char in QUOTES_OPEN:
        good = not before.isalnum() and not following.isspace()
    else:
        good = not before.isspace() or following.isalnum()
    return 1.0 if good else -0.3


def _score_sign(char: str, before: str, after: str) -> float:
    if char in "£€":
        return 1.0 if after.isdigit() else -0.8
    if char == "–" and before.islower() and after.islower():
        return 0.4
    if char in "×½¼¾°§®©™«»→←↑↓":
        return 0.4 if not (before.isalpha() and after.isalpha()) else -0.8
    return 0.8 if not (_is_ascii_letter(before) and _is_ascii_letter(after)) or char in "–—·\u00a0…" else -0.3


def _score_latin(char: str, before: str, after: str) -> float:
    if char.lower() not in LATIN_LOWER:
        return -0.6
    if char.isupper():
        if before.islower() or not after.isalpha():
            return -1.0
        return 0.5 if _is_ascii_letter(after) else -0.6
    return 0.8 if _is_ascii_letter(before) or _is_ascii_letter(after) else -0.8


def _score_other(char: str, before: str, after: str) -> float:
    if char == "\ufffd":
        return -3.0
    if "一" <= char <= "鿿" or "\uf900" <= char <= "\ufaff":
        return 0.1 if not _is_ascii_letter(before) and not _is_ascii_letter(after) else -1.0
    if "\uff01" <= char <= "\uff5e" or "\u2460" <= char <= "\u24ff" or "\u2010" <= char <= "\u206f":
        return 0.2
    if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"}:
        return -1.5
    return -0.7


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_ascii_lower(char: str) -> bool:
    return char.isascii() and char.islower()
