"""What stands above the text and is none of it: the headline once more, the standfirst, the byline, the date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from articles.importing.readers.lines import ends_sentence
from articles.importing.readers.textdump.bylines import EMAIL
from articles.importing.readers.web.blocks import Block
from articles.importing.readers.web.claims import Claim, folded, tidy
from articles.importing.readers.web.headlines import likeness
from articles.importing.readers.web.labelled_lines import is_dates
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.people import People
from articles.importing.readers.web.structured import first_text

STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|deck|dek|sub-?title|sub-?head(?:line|ing)?|intro(?:duction)?|summary|excerpt|"
    r"strapline|tagline|lede?|abstract|description|sub-?deck|"
    r"chapo|sommario|entradilla|bajada|vorspann|teaser-text|perex)(?:$|[\s_-])|standfirst|subtitle|subheadline|"
    r"excerpt",
    re.IGNORECASE,
)
DECK = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|stand-?first|sub-?head(?:line|ing)?|sub-?title|strapline)(?:$|[\s_-])", re.I
)
DATED = re.compile(
    r"[\W_]*(?:(?:posted|published|updated|last\s+(?:updated|modified)|first\s+published|created|modified|am|vom|"
    r"le|el)\b.{0,20}?)?"
    r"(?:\w+day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:\w{3,10}|\d{1,2})[\s.,/-]+\d{4}|"
    r"\w{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}년\s*\d{1,2}월\s*\d{1,2}일)"
    r".{0,60}",
    re.IGNORECASE | re.DOTALL,
)
BYLINE = re.compile(
    r"[\W_]*(?:(?:written|story|words|text|posted|published)\s+)?(?:by|von|por|par)\b\s*:?\s+\S",
    re.IGNORECASE,
)
DATA, DESCRIPTION = "script[type='application/ld+json']", "[itemprop='description']"
HEAD_BLOCKS, SHORT, LONGEST = 8, 160, 600
SHORTEST = 25  # characters of a standfirst: less is a label
ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Standfirst:
    """The standfirst, where it stands, and the block that is it (None: only programs are told it)."""

    claim: Claim
    block: Block | None = None


def leave_out_head(blocks: list[Block], headline: str, people: People | None) -> None:
    """Leave the headline, byline and date out of the first blocks of the text."""
    title = folded(headline)
    names = [folded(person.name) for person in people.credits] if people else []
    for block in [each for each in blocks if each.kept][:HEAD_BLOCKS]:
        if (
            title
            and (block.bare == title or (block.element.tag == "h1" and likeness(block.text, headline) > ALIKE / 2))
        ) or (
            len(block.text) <= SHORT
            and (_is_byline(block, names) or DATED.fullmatch(block.text) or is_dates(block.text))
        ):
            block.kept = False


def leave_out_repeated(blocks: list[Block], standfirst: str) -> None:
    """Leave the standfirst out of the first blocks where it stands once more."""
    bare = folded(standfirst)
    for block in [each for each in blocks if each.kept][:HEAD_BLOCKS]:
        if bare and block.bare == bare:
            block.kept = False


def find_standfirst(page: Page, blocks: list[Block], headline: str) -> Standfirst | None:
    """Return the standfirst: what is marked as one near the headline, or what the page describes itself with."""
    said = _said(page)
    kept = [place for place, block in enumerate(blocks) if block.kept]
    first = kept[0] if kept else 0
    for block in blocks[max(0, first - 25) : first + 2]:
        if block.bare == folded(headline) or not SHORTEST < len(block.text) <= LONGEST:
            continue
        marked = any(STANDFIRST.search(f"{each.get('class', '')} {each.get('itemprop', '')}") for each in _near(block))
        same = any(likeness(block.text, claim.value) >= ALIKE for claim in said)
        leads = block.kept and kept[:1] == [blocks.index(block)] and DECK.search(block.element.get("class", ""))
        if (marked and not block.kept) or (same and _stands_apart(block)) or (marked and same) or leads:
            rule = "marked as the standfirst" if marked else "above the text, and how the page describes itself"
            claim = Claim(value=block.text, selector=_path(block), rule=rule, weight=0.9 if marked and same else 0.75)
            return Standfirst(claim, block)
    whole = "".join(block.bare for block in blocks if block.kept)
    for claim in said:
        bare = folded(claim.value.rstrip(".… "))
        if bare and bare[:80] not in whole and bare != folded(headline) and SHORTEST < len(claim.value) <= LONGEST:
            return Standfirst(claim)
    return None


def _said(page: Page) -> list[Claim]:
    """How the page describes itself to programs."""
    own = [
        (first_text(thing.get(key)), place)
        for thing, place in ((page.article, DATA), (page.item, DESCRIPTION))
        for key in ("alternativeHeadline", "description")
    ]
    claims = [
        Claim(value=tidy(value), selector=place, rule="the description in its structured data", weight=0.6)
        for value, place in own
        if value
    ]
    return claims + list(page.head.claims({"og:description": 0.55, "description": 0.5, "twitter:description": 0.5}))


def _near(block: Block) -> list[HtmlElement]:
    parents = list(block.element.iterancestors())[:2]
    return [block.element, *(each for each in parents if len(each.text_content()) <= 2 * LONGEST)]


def _stands_apart(block: Block) -> bool:
    """Not in a row of paragraphs: a heading, in the head of the page, or where nothing of the text is kept."""
    in_head = any(each.tag in {"header", "hgroup"} for each in block.element.iterancestors())
    return block.is_heading or in_head or not block.kept


def _is_byline(block: Block, names: list[str]) -> bool:
    bare = folded(EMAIL.sub(" ", block.text)) if "@" in block.text else block.bare
    named = [name for name in names if name and name in bare]
    if not named:
        return False
    rest = len(bare) - sum(map(len, named))
    tells = ends_sentence(block.text) and not BYLINE.match(block.text)  # "Jane Doe is a pilot."
    return (rest <= 12 and not tells) or (BYLINE.match(block.text) is not None and rest <= 90)  # noqa: PLR2004 - a title


def _path(block: Block) -> str:
    names = (block.element.get("class") or "").split()
    return (
        f"{block.element.tag}.{names[0]}"
        if names and block.element.tag != "x-run"
        else block.element.tag.replace("x-run", "div")
    )
