"""What an editor filled in on the page of a group, as a lesson; no expression has to be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from articles.editing.fields import is_id
from articles.importing.documents import Lesson, LessonKind
from articles.importing.readers.taught import UPDATED
from articles.importing.teaching.marking import DATE_PARTS, byline_pattern, date_pattern, tokens
from authors.models import Author

TYPED, MARKED, PAPER = "typed", "marked", "paper"
# What a site rule can be about, in the words of the page.
SITE_FIELDS: Mapping[str, str] = {
    "headline": "the headline",
    "standfirst": "the standfirst",
    "credits": "the byline",
    "published_at": "the date of posting",
    "updated_at": "the date of the last update",
    "body": "the text",
    "bio": "the bio",
    "tags": "the tags",
    "leave_out": "what is left out of the text",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the line that can be marked: its place, its words, what it was marked as."""

    at: int
    text: str
    mark: str

    @property
    def is_markable(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[:1].isalnum()


def lesson_of(data: QueryDict, said: str, others: Sequence[str]) -> Lesson:
    """Return the lesson that a form asks for; `said` is the line that was marked, `others` are the lines of the group.

    ValueError says in a sentence what is missing.
    """
    makers = {
        LessonKind.DATE_PATTERN.value: _date,
        LessonKind.BYLINE_PATTERN.value: _byline,
        LessonKind.AUTHOR_NAME.value: _name,
        LessonKind.SITE_RULE.value: _site,
        LessonKind.TERM_TO_TAG.value: _term,
    }
    make = makers.get(data.get("kind", ""))
    if make is None:
        raise ValueError("Say what is to be taught.")
    return make(data, said, others)


def marked(data: QueryDict, said: str) -> list[Token]:
    """Return the parts of a line with what they were marked as."""
    return [Token(at, text, data.get(f"mark_{at}", "")) for at, text in enumerate(tokens(said))]


def _date(data: QueryDict, said: str, others: Sequence[str]) -> Lesson:
    way = data.get("way", "")
    if way == TYPED:
        pattern = data.get("pattern", "").strip()
    elif way == MARKED:
        marks = {token.at: token.mark for token in marked(data, said) if token.mark in DATE_PARTS}
        pattern = date_pattern(tokens(said), marks, others)
    else:
        pattern = way
    if not pattern:
        raise ValueError("Pick how the line is to be read, or mark its parts.")
    value = UPDATED if data.get("role") == UPDATED else ""
    return Lesson(kind=LessonKind.DATE_PATTERN, pattern=pattern, value=value, scope=data.get("scope", ""))


def _byline(data: QueryDict, said: str, others: Sequence[str]) -> Lesson:
    if data.get("way") == TYPED:
        pattern = data.get("pattern", "").strip()
    else:
        places = [token.at for token in marked(data, said) if token.mark]
        pattern = byline_pattern(tokens(said), min(places, default=-1), max(places, default=-1), others)
    return Lesson(kind=LessonKind.BYLINE_PATTERN, pattern=pattern, scope=data.get("scope", ""))


def _name(data: QueryDict, said: str, others: Sequence[str]) -> Lesson:
    name = data.get("name", "").strip()
    known = Author.objects.filter(pk__in=[pk for pk in data.getlist("author") if is_id(pk)]).order_by("pk")
    people = [f"{author.pk}:{author.name}" for author in known]
    people += [part.strip() for part in data.get("names", "").replace(";", ",").split(",") if part.strip()]
    if not people and PAPER not in data.getlist("author"):
        raise ValueError(f"Say who is meant by “{name}”.")
    value = "" if PAPER in data.getlist("author") else ";".join(people)
    return Lesson(kind=LessonKind.AUTHOR_NAME, pattern=name, value=value, scope=data.get("scope", ""))


def _site(data: QueryDict, said: str, others: Sequence[str]) -> Lesson:
    host, field, selector = (data.get(name, "").strip() for name in ("host", "field", "selector"))
    if not host or field not in SITE_FIELDS or not selector:
        raise ValueError("A rule for a site needs the site, what it is about, and where that stands.")
    return Lesson(kind=LessonKind.SITE_RULE, scope=host, pattern=field, value=selector)


def _term(data: QueryDict, said: str, others: Sequence[str]) -> Lesson:
    term = data.get("term", "").strip()
    return Lesson(
        kind=LessonKind.TERM_TO_TAG, scope=data.get("scope", ""), pattern=term, value=data.get("tag", "").strip()
    )
