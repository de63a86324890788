"""Which people and places the text of a column names without carrying their tags: kept as rows, from the tags' names.

The names are those of tags that are persons or places, other words for them, and tags merged into them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import QuerySet

from articles import bulk
from articles.models import SearchText, Tag, TagAlias, TaggedArticle
from articles.related.models import NamedTag
from articles.related.names import Names
from articles.related.subjects import PART_OF

# What a text says once in passing it is not about, unless the headline says it too.
TIMES = 2
CHUNK = 500


def keep(article_ids: Collection[int]) -> None:
    """Keep which people and places these articles name now: two queries where no tag is either, else four or so."""
    before: dict[int, set[int]] = defaultdict(set)
    rows = NamedTag.objects.filter(article__in=article_ids)
    for pk, tag in rows.values_list("article", "tag"):
        before[pk].add(tag)
    carried = TaggedArticle.objects.filter(content_object__in=article_ids)
    now = _named(SearchText.objects.filter(article__in=article_ids), carried)
    changed = {pk: tags for pk, tags in now if before.pop(pk, set()) != tags}
    if changed or before:
        rows.filter(article__in=[*changed, *before]).delete()
    _write(changed.items())


def keep_all() -> None:
    """Keep which people and places all articles name."""
    NamedTag.objects.all().delete()
    _write(_named(SearchText.objects.all(), TaggedArticle.objects.all()))


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


def _named(texts: QuerySet[SearchText], carried: QuerySet[TaggedArticle]) -> Iterator[tuple[int, set[int]]]:
    """Yield each article with the tags that its text names and that it does not carry; nothing where there are none."""
    kinds = list(PART_OF)
    names = Names((tag, name) for tag, name, _ in known_names(kinds))
    if not names:
        return
    has: Mapping[int, set[int]] = defaultdict(set)
    for pk, tag in carried.filter(tag__kind__in=kinds).order_by().values_list("content_object", "tag").iterator():
        has[pk].add(tag)
    for pk, headline, text in texts.order_by("pk").values_list("pk", "headline", "text").iterator(chunk_size=CHUNK):
        found = names.found(headline.split(), text.split())
        tags = {tag for tag, one in found.items() if one.in_headline or one.times >= TIMES}
        yield pk, tags - has.get(pk, set())


def _write(named: Iterable[tuple[int, set[int]]]) -> None:
    bulk.insert(NamedTag(article_id=pk, tag_id=tag) for pk, tags in named for tag in sorted(tags))
