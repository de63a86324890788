"""What the desk suggests while an editor types: tags, columnists, columns. Each answer is a short list of plain values.

A suggestion is `{"id", "value", "label", "note"}`: what is stored, what goes into the field, what is shown, and what is
shown beside it.
"""

from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Length

from articles.editing import wording
from articles.models import ArticleQuerySet, Byline, Image, Tag, TagAlias
from authors.models import Author
from authors.names import fold

LIMIT = 10

Suggestion = dict[str, Any]


def tags(typed: str) -> list[Suggestion]:
    """Return tags: the exact one first, then the most used, then the shortest; one known by another word says so."""
    key = fold(typed)
    if not key:
        return []
    # The exact word last: it is what a tag of several words is shown with.
    aliased = TagAlias.objects.filter(key__startswith=key).order_by("-key").values_list("tag_id", "name")
    other_words = dict(sorted(aliased, key=lambda pair: fold(pair[1]) == key)[-LIMIT:])
    exact = [tag for tag, word in other_words.items() if fold(word) == key]
    found = (
        Tag.objects.filter(Q(key__startswith=key) | Q(key__contains=f" {key}") | Q(pk__in=list(other_words)))
        .filter(merged_into=None)
        .select_related("parent")
        .annotate(uses=Count("tagged_items"))
        .order_by(_exact_first(Q(key=key) | Q(pk__in=exact)), "-uses", Length("name"), "name")[:LIMIT]
    )
    return [
        {
            "id": tag.pk,
            "value": tag.name,
            "label": tag.name,
            "note": _note(
                _count(tag.uses),
                "" if tag.kind == Tag.Kind.TOPIC else tag.get_kind_display(),
                f"below {tag.parent.name}" if tag.parent else "",
                f"“{other_words[tag.pk]}”" if tag.pk in other_words else "",
            ),
            "exact": key in {tag.key, fold(other_words.get(tag.pk, ""))},
        }
        for tag in found
    ]


def people(typed: str, *, among: ArticleQuerySet) -> list[Suggestion]:
    """Return columnists by any spelling of their name, those who wrote most first.

    The newest column tells twins; its headline is one of `among`, those that whoever asks may see.
    """
    key = fold(typed)
    if not key:
        return []
    theirs = Byline.objects.filter(author=OuterRef("pk"), article__in=among)
    newest = theirs.order_by("-article__published_at", "-article_id")
    found = (
        Author.objects.filter(
            Q(names__key__startswith=key) | Q(names__key__contains=f" {key}") | Q(name__istartswith=typed.strip())
        )
        .filter(merged_into=None)
        .annotate(
            columns=Count("bylines__article", distinct=True), newest=Subquery(newest.values("article__headline")[:1])
        )
        .order_by("-columns", "name", "pk")[:LIMIT]
    )
    return [
        {
            "id": author.pk,
            "value": author.name,
            "label": author.name,
            "note": _note(_count(author.columns), f"“{author.newest}”" if author.newest else ""),
            "exact": fold(author.name) == key,
        }
        for author in found
    ]


def columns(typed: str, *, among: ArticleQuerySet) -> list[Suggestion]:
    """Return those of some columns whose headline holds what was typed, the newest first."""
    wanted = " ".join(typed.split())
    if not wanted:
        return []
    found = among.filter(headline__icontains=wanted).for_listing().defer("body", "bio_as_printed")[:LIMIT]
    return [
        {
            "id": article.pk,
            "value": article.headline,
            "label": article.headline,
            "note": _note(", ".join(byline.name for byline in article.bylines.all()), wording.state(article)[1]),
            "exact": fold(article.headline) == fold(wanted),
        }
        for article in found
    ]


def pictures(typed: str) -> list[Suggestion]:
    """Return pictures by their description, caption or credit, the newest first."""
    wanted = " ".join(typed.split())
    if not wanted:
        return []
    holds = Q(alt__icontains=wanted) | Q(caption__icontains=wanted) | Q(credit__icontains=wanted)
    found = Image.objects.filter(holds).order_by("-pk")[:LIMIT]
    return [
        {
            "id": picture.pk,
            "value": str(picture),
            "label": str(picture),
            "note": _note(picture.credit, f"{picture.width} × {picture.height}"),
            "exact": fold(picture.alt) == fold(wanted),
        }
        for picture in found
    ]


def _exact_first(is_exact: Q) -> Case:
    return Case(When(is_exact, then=Value(0)), default=Value(1), output_field=IntegerField())


def _count(number: int) -> str:
    return "1 column" if number == 1 else f"{number} columns"


def _note(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
