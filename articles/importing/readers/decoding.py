"""From the bytes of a text file to its characters, with every doubt said.

The order: a byte order mark, UTF-16 or UTF-32 by their zero bytes, ISO-2022-KR by its escape, UTF-8, UTF-8 with a few
damaged bytes, and then the legacy encodings, judged against each other by what they make of the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from articles.importing.documents import Notice, Severity, UnreadableError
from articles.importing.readers.kinds import refuse_binary
from articles.importing.readers.plausibility import plausibility

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LEGACY = (
    ("cp949", "cp949", 0.15),
    ("cp1252", "windows-1252", 0.1),
    ("mac-roman", "mac-roman", 0.0),
    ("johab", "johab", 0.0),
)
LEGACY_FLOOR = 0.25  # below this no legacy encoding makes sense of the bytes
CLEAR_LEAD = 0.3  # by which the best must beat the second best to be called certain
KOREAN = "cp949"
APART = re.compile(r"(?<![A-Za-z가-힣])[가-힣]+(?![A-Za-z가-힣])")
ZERO_SAMPLE = 8_192
NEARLY_ALL, NEARLY_NONE = 0.9, 0.1  # of every fourth byte
LEAST_ZEROS = 0.03  # of every second byte: spaces and digits among Hangul
DAMAGE_LIMIT = 0.1
REPLACEMENT = "\ufffd"
HIGH_BYTES = re.compile(rb"[\x80-\xff]")
ODD_CHARACTERS = re.compile(
    r"[^\t\n\f\r\x20-\x7e\u00a0-\u024f\u2000-\u22ff\u2460-\u26ff\u3000-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding they were in, and what an editor should know of the way."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(name: str, content: bytes) -> Decoded:
    """Decode the content of the file called `name`; line ends become "\\n".

    Raises UnreadableError (`empty_file`, `wrong_type` for binary data, `unreadable_encoding`).
    """
    if not content.strip(b"\x00\t\n\r\f\v \xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(f"{name} is empty: there is no text in it.", code="empty_file")
    found = _by_mark(content) or _by_zeros(content) or _by_escape(content)
    if found is None:
        refuse_binary(name, content)
        found = _by_utf8(content) or _by_judgement(content)
    if found is None:
        raise UnreadableError(_unreadable(name, content), code="unreadable_encoding")
    text = unify_line_ends(found.text)
    if not text.strip():
        raise UnreadableError(f"{name} is empty: there is nothing but white space in it.", code="empty_file")
    damaged = text.count(REPLACEMENT)
    if damaged > max(3, DAMAGE_LIMIT * len(text)):
        raise UnreadableError(_unreadable(name, content), code="unreadable_encoding")
    lost = (_lost_bytes(text, damaged),) if damaged else ()
    return Decoded(text, found.encoding, (*found.notices, *lost))


def unify_line_ends(text: str) -> str:
    """Make every kind of line end (CR, CRLF, vertical tab, Unicode's own) a plain "\\n"."""
    if text.isascii() and "\r" not in text and "\v" not in text:
        return text
    return re.sub("[\r\v\u2028\u2029]", "\n", text.replace("\r\n", "\n"))


def _by_mark(content: bytes) -> Decoded | None:
    if content.startswith(codecs.BOM_UTF8):
        rest = content[len(codecs.BOM_UTF8) :]
        found = _by_utf8(rest) or _by_judgement(rest)
        return found and Decoded(
            found.text, "utf-8-sig" if found.encoding == "utf-8" else found.encoding, found.notices
        )
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _if_textual(content[len(mark) :], encoding)
    return None


def _by_zeros(content: bytes) -> Decoded | None:
    """Recognise UTF-32 and UTF-16 without a mark: Latin letters and spaces have zero bytes in fixed places."""
    sample = content[:ZERO_SAMPLE]
    if b"\x00" not in sample or len(sample) < 4:  # noqa: PLR2004 - one character of UTF-32
        return None
    zeros = [sample[place::4].count(0) / len(sample[place::4]) for place in range(4)]
    for encoding, empty, full in (("utf-32-le", (2, 3), 0), ("utf-32-be", (0, 1), 3)):
        if min(zeros[place] for place in empty) > NEARLY_ALL and zeros[full] < NEARLY_NONE:
            return _if_textual(content, encoding)
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if max(even, odd) < LEAST_ZEROS or max(even, odd) < 3 * min(even, odd):
        return None
    return _if_textual(content, "utf-16-le" if odd > even else "utf-16-be")


def _if_textual(content: bytes, encoding: str) -> Decoded | None:
    text = content.decode(encoding, errors="replace")
    sample = text[:ZERO_SAMPLE]
    odd = len(ODD_CHARACTERS.findall(sample))
    return Decoded(text, encoding) if odd <= len(sample) / 20 else None


def _by_escape(content: bytes) -> Decoded | None:
    if b"\x1b$)C" not in content[:ZERO_SAMPLE]:
        return None
    return Decoded(content.decode("iso2022_kr", errors="replace"), "iso-2022-kr")


def _by_utf8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    errors = text.count(REPLACEMENT) - content.count(b"\xef\xbf\xbd")
    whole = sum(len(run) for run in re.findall("[^\x00-\x7f\ufffd]+", text))
    return Decoded(text, "utf-8") if whole >= 2 * errors else None


def _by_judgement(content: bytes) -> Decoded | None:
    """Choose among the legacy encodings by what each makes of the text."""
    high = len(HIGH_BYTES.findall(content))
    judged = sorted(((*_judge(content, codec, prior), label) for codec, label, prior in LEGACY), reverse=True)
    (score, text, label), (second, rival_text, rival) = judged[0], judged[1]
    korean = _rare_korean(content) if label != KOREAN else ""
    if score < LEGACY_FLOOR and korean:
        return Decoded(korean, KOREAN, (_uncertain(KOREAN, label),))
    if score < LEGACY_FLOOR:
        few = high <= max(1, len(content) / 100)
        return Decoded(content.decode("utf-8", errors="replace"), "utf-8") if few else None
    if korean:
        notice = _uncertain(label, KOREAN)
    elif score - second < CLEAR_LEAD and text != rival_text:
        notice = _uncertain(label, rival)
    else:
        notice = Notice(
            code="encoding_guessed",
            message=f"The file does not say its encoding; it was read as {label}.",
            severity=Severity.NOTE,
        )
    return Decoded(text, label, (notice,))


def _uncertain(label: str, rival: str) -> Notice:
    return Notice(
        code="encoding_uncertain",
        message=f"The file does not say its encoding. It was read as {label}, but {rival} is nearly as likely: "
        "look at accents and quotation marks.",
    )


def _rare_korean(content: bytes) -> str:
    """The text as CP949 where its every byte is that and some Hangul stands apart from Latin letters, else "".

    Rare syllables tell little by themselves; but what is really windows-1252 makes them only inside of words.
    """
    try:
        text = content.decode(KOREAN)
    except UnicodeDecodeError:
        return ""
    return text if APART.search(text) else ""


def _judge(content: bytes, codec: str, prior: float) -> tuple[float, str]:
    text = content.decode(codec, errors="replace")
    errors = text.count(REPLACEMENT)
    beyond = sum(len(run) for run in re.findall("[^\x00-\x7f]+", text)) or 1
    return plausibility(text) + prior - 3 * errors / beyond, text


def _lost_bytes(text: str, damaged: int) -> Notice:
    line = text.count("\n", 0, text.index(REPLACEMENT)) + 1
    places = "one place" if damaged == 1 else f"{damaged} places"
    return Notice(
        code="bytes_lost",
        message=f"Bytes are damaged or missing in {places}, first in line {line}; each is shown as {REPLACEMENT}.",
        line=line,
    )


def _unreadable(name: str, content: bytes) -> str:
    best = from_bytes(content[:ZERO_SAMPLE]).best()
    hint = f" It may be {best.encoding}." if best is not None else ""
    return (
        f"{name} cannot be read: its characters are in no encoding that this loader knows (UTF-8, UTF-16, UTF-32, "
        f"CP949, Johab, windows-1252, Mac Roman).{hint} Save it as UTF-8 and give it again."
    )
