"""Which people and places the text of a column names without carrying their tags: kept as rows, from the tags' names.

The names are those of tags that are persons or places, other words for them, and tags merged into them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Value

from articles import bulk
from articles.models import SearchText, Tag, TagAlias, TaggedArticle
from articles.related.models import NamedTag
from articles.related.names import Names
from articles.related.subjects import PART_OF

# What a text says once in passing it is not about, unless the headline says it too.
TIMES = 2


def names() -> Names:
    """Return the names of people and places: one query."""
    return Names((tag, name) for tag, name, _ in known_names(list(PART_OF)))


def keep(article_ids: Collection[int], known: Names | None = None) -> None:
    """Keep which people and places these articles name now: three queries, five where that has changed.

    `known` are their `names`, where they need not be asked for.
    """
    before, carried = _tags(article_ids)
    now = _named(article_ids, carried, names() if known is None else known)
    changed = [pk for pk in {*before, *now} if before.get(pk, set()) != now.get(pk, set())]
    if changed:
        NamedTag.objects.filter(article__in=changed).delete()
        rows = (NamedTag(article_id=pk, tag_id=tag) for pk in sorted(changed) for tag in sorted(now.get(pk, ())))
        bulk.insert(rows, leaves_known=True)


def _tags(article_ids: Collection[int]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return the people and places that are kept as named, and those that are carried, by article."""
    found: tuple[dict[int, set[int]], dict[int, set[int]]] = defaultdict(set), defaultdict(set)
    named = NamedTag.objects.filter(article__in=article_ids).order_by().values_list("article", "tag", Value(0))
    carrying = TaggedArticle.objects.filter(content_object__in=article_ids, tag__kind__in=list(PART_OF)).order_by()
    carried = carrying.values_list("content_object", "tag", Value(1))
    for pk, tag, is_carried in named.union(carried, all=True):
        found[is_carried][pk].add(tag)
    return found


def _named(article_ids: Collection[int], carried: Mapping[int, set[int]], known: Names) -> dict[int, set[int]]:
    """Return for each article the tags that its text names and that it does not carry."""
    if not known:
        return {}
    named = {}
    texts = SearchText.objects.filter(article__in=article_ids).values_list("pk", "headline", "text")
    for pk, headline, text in texts.iterator():
        found = known.found(headline.split(), text.split())
        told = {tag for tag, one in found.items() if one.in_headline or one.times >= TIMES}
        named[pk] = told - carried.get(pk, set())
    return named


def known_names(kinds: Collection[str] = Tag.Kind.values) -> list[tuple[int, str, str]]:
    """Return a tag's id, name and key for all names of tags of these kinds: one query.

    Names are tags' own, other words, and those of tags merged into them.
    """
    kept = Tag.objects.filter(merged_into=None, kind__in=kinds).values_list("pk", "name", "key")
    merged = Tag.objects.filter(merged_into__kind__in=kinds).values_list("merged_into", "name", "key")
    aliases = TagAlias.objects.order_by()
    others = aliases.filter(tag__merged_into=None, tag__kind__in=kinds).values_list("tag", "name", "key")
    more = aliases.filter(tag__merged_into__kind__in=kinds).values_list("tag__merged_into", "name", "key")
    return sorted(kept.order_by().union(merged.order_by(), others, more, all=True))
