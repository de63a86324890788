"""Fields of a page that stand where an editor said: they come before everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from articles.importing.readers.web.claims import Claim, plain
from articles.importing.readers.web.dating import Dating, Moment, bare_date, read_value
from articles.importing.readers.web.names import read_people
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.people import People, line_of
from articles.importing.readers.web.site_rules import SiteRules

SURE = 1.0


def taught_text(rules: SiteRules, name: str, page: Page) -> Claim | None:
    """Return the text of a field that is taught; None where nothing is."""
    text, selector = rules.text(name, page.tree)
    return Claim(value=text, selector=selector, rule=_rule(page), weight=SURE) if text else None


def taught_people(rules: SiteRules, page: Page) -> People | None:
    """Return the authors that a rule for the byline chooses; each element may name several."""
    elements = rules.elements("credits", page.tree)
    texts = [text for element in elements if (text := plain(element))]
    people = tuple(dict.fromkeys(person for text in texts for person in read_people(text)))
    if not people:
        return None
    byline = texts[0] if len(texts) == 1 else line_of(people)
    return People(byline=byline, credits=people, selector=rules.selectors["credits"][0], rule=_rule(page), weight=SURE)


def taught_dates(rules: SiteRules, page: Page, zone: tzinfo, found: Dating) -> Dating:
    """Return the dates with those that a rule chooses in the place of what was found."""
    published, updated = (_moment(rules, name, page, zone) for name in ("published_at", "updated_at"))
    if published is not None:
        found = replace(found, published=published, differ="")
    return replace(found, updated=updated) if updated is not None else found


def _moment(rules: SiteRules, name: str, page: Page, zone: tzinfo) -> Moment | None:
    claim = taught_text(rules, name, page)
    if claim is None:
        return None
    moment = read_value(claim.value, zone) or read_value(bare_date(claim.value), zone)
    return Moment(moment=moment, claim=claim) if moment is not None else None


def _rule(page: Page) -> str:
    return f"taught for {page.host}"
