"""What an editor should know of an article that was read: what is missing, what is odd, what corrects it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.contact import dangling_contact
from articles.importing.documents import PrintedCorrection, Severity
from articles.importing.readers.textdump.blocks import Block
from articles.importing.readers.textdump.body import Body
from articles.importing.readers.textdump.bylines import Byline
from articles.importing.readers.textdump.corrections import read_correction, what_became_of
from articles.importing.readers.textdump.dates import Role
from articles.importing.readers.textdump.dating import Dating
from articles.importing.readers.textdump.drafts import Draft


def place_corrections(draft: Draft, blocks: Sequence[Block], dating: Dating) -> tuple[PrintedCorrection, ...]:
    """Read the printed corrections, and say what each was taken for."""
    posted, updated = dating.moments.get(Role.PUBLISHED), dating.moments.get(Role.UPDATED)
    read = []
    for block in blocks:
        correction = read_correction(block, posted, updated, draft.source.zone)
        read.append(replace(correction, text=draft.requoted(correction.text, block.first)))
        draft.place("corrections", range(block.first, block.last + 1), "a paragraph that corrects the text", 0.9)
        message = f"Line {block.first} is a {correction.kind}; it {what_became_of(correction)}."
        draft.note("correction_found", message, block.first, Severity.NOTE)
    return tuple(read)


def note_missing(draft: Draft, headline: str, blocks: Sequence[Block], byline: Byline | None) -> None:
    """Say what every column has and this one has not."""
    if not headline:
        draft.note("no_headline", "No headline was found.", severity=Severity.HOLD)
    if not blocks:
        draft.note("no_body", "No text of an article was found.", severity=Severity.HOLD)
    if byline is None and blocks:
        draft.note("no_byline", "No byline was found: an unsigned editorial?", severity=Severity.NOTE)


def note_bio(draft: Draft, bio: str, body: Body, byline: Byline | None) -> None:
    """Say what is odd about the bio, and about an author who was found at the end."""
    dangling = dangling_contact(bio)
    if dangling:
        message = f"The bio breaks off after “{dangling}”: the address is missing. Readers are not shown that sentence."
        draft.note("bio_cut_off", message, body.bio[-1].last)
    if bio and byline is None:
        draft.note("bio_without_byline", "There is a bio but no byline: name the author.", body.bio[0].first)
    if body.byline is not None and "at the end" in body.byline.rule:
        number = body.byline_lines[0].number
        draft.note("byline_at_end", f"The author was taken from line {number}, at the end.", number)
