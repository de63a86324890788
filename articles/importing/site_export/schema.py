"""What a full export consists of: its version, its files in the order of their making, and what each record holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models

from articles.models import (
    Article,
    Byline,
    Correction,
    Image,
    Redirect,
    Revision,
    Series,
    Tag,
    TagAlias,
    TaggedArticle,
)
from articles.readership.models import DailyReads, HourlyReads, MonthlyReads, MostReadEntry, MostReadList, ReferrerReads
from articles.related.models import BadMatch, OfferedNowhere, RelatedHeadline
from authors.models import Author, AuthorName, Disclosure

FORMAT = "broadsheet"
VERSION = 3
# 1 is without reads by the day, the month and the host, and what is offered nowhere; 2 without how exactly the day of a
# correction is known, and without reports of bad matches.
OLDEST_VERSION = 1
MANIFEST = "manifest.json"
MEDIA = "media/"
# Accounts are not exported: who may sign in is a matter of each installation.
ACCOUNTS = frozenset({"user", "reported_by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of the export: a line for each row of `model`, with its rows of other tables in lists.

    `children` names the lists: the model, and the field of it that leads back to the row. Exports of the oldest version
    do not have those that were `added`.
    """

    name: str
    model: type[models.Model]
    children: Mapping[str, tuple[type[models.Model], str]] = field(default_factory=dict)
    added: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        """The name of the file in the zip."""
        return f"{self.name}.jsonl"


IMAGES = Part(name="images", model=Image)
AUTHORS = Part(
    name="authors", model=Author, children={"names": (AuthorName, "author"), "disclosures": (Disclosure, "author")}
)
TAGS = Part(
    name="tags",
    model=Tag,
    children={"aliases": (TagAlias, "tag"), "offered_nowhere": (OfferedNowhere, "tag")},
    added=frozenset({"offered_nowhere"}),
)
SERIES = Part(name="series", model=Series)
ARTICLES = Part(
    name="articles",
    model=Article,
    children={
        "bylines": (Byline, "article"),
        "tags": (TaggedArticle, "content_object"),
        "corrections": (Correction, "article"),
        "revisions": (Revision, "article"),
        "related": (RelatedHeadline, "article"),
        "bad_matches": (BadMatch, "article"),
        "redirects": (Redirect, "article"),
        "reads": (HourlyReads, "article"),
        "reads_by_day": (DailyReads, "article"),
        "reads_by_month": (MonthlyReads, "article"),
        "reads_by_host": (ReferrerReads, "article"),
        "offered_nowhere": (OfferedNowhere, "article"),
    },
    added=frozenset({"reads_by_day", "reads_by_month", "reads_by_host", "offered_nowhere", "bad_matches"}),
)
# Lists of a column whose rows lead to another column: of files of columns they are made when all of these are there.
BETWEEN: Mapping[str, type[models.Model]] = {"related": RelatedHeadline, "bad_matches": BadMatch}
LISTS = Part(name="most_read", model=MostReadList, children={"entries": (MostReadEntry, "list")})
# A row only leads to rows of earlier files, or to others of its own.
PARTS: Sequence[Part] = (IMAGES, AUTHORS, TAGS, SERIES, ARTICLES, LISTS)
