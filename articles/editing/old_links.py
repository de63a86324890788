"""Links between columns that were written for an old system: which columns they mean, and what their text becomes.

A link is led to a column only while that has a page, so that none betrays a draft; when the page goes, the link is
again as the source had it. Everything is found by two indexes (the key of the link, the key of the old address), so
that a hundred thousand columns cost no more than those that are asked about.
"""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings

from articles import old_addresses
from articles.models import Article, OldLink, Redirect

CHUNK = 500
# How a revision that only led links calls itself: it leaves a loaded column untouched by people.
NOTE = "links led to the columns that they mean"
# Cleaned HTML quotes every value, so that this finds every link and nothing else.
_LINK = re.compile(r'(<a(?:\s+[\w:-]+="[^"]*")*?\s+href=")([^"]*)(")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A column whose text changes, its new text, and its links as they are then."""

    article: Article
    body: str
    links: Sequence[OldLink]


def links_in(body: str, site: str) -> list[OldLink]:
    """Return the links of a cleaned text that may mean a column, in order, not saved yet.

    `site` is that of its source, which a path alone belongs to.
    """
    found = (_link(unescape(match[2]), site) for match in _LINK.finditer(body))
    return [link for link in found if link is not None]


def _link(href: str, site: str) -> OldLink | None:
    is_web = href.startswith(("http://", "https://", "//"))
    if not is_web and not href.startswith("/"):
        return None
    path = old_addresses.path_of(href)
    key = old_addresses.key_of(path) if path else ""
    if not key:
        return None
    named = old_addresses.site_of(href) if is_web else site
    return OldLink(href=href, key=key, site="" if named == old_addresses.site_of(settings.SITE_URL) else named[:255])


def about(article_ids: Collection[int]) -> set[int]:
    """Return the ids of the links that stand in these columns, lead to them, or may mean one of them."""
    found: set[int] = set()
    ids = sorted(article_ids)
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        keys = Redirect.objects.filter(article__in=some).values("key")
        for links in (
            OldLink.objects.filter(article__in=some),
            OldLink.objects.filter(target__in=some),
            OldLink.objects.filter(key__in=keys),
        ):
            found.update(links.order_by().values_list("pk", flat=True))
    return found


def lead(link_ids: Collection[int], *, without: Collection[int] = ()) -> Iterator[Led]:
    """Yield each column whose text changes because of these links; `without` are columns that are about to go."""
    ids = sorted(link_ids)
    columns = set()
    for start in range(0, len(ids), CHUNK):
        links = list(OldLink.objects.filter(pk__in=ids[start : start + CHUNK]).select_related("article", "target"))
        meant = _meant(links, set(without))
        for link in links:
            target = meant.get(link.pk)
            led_as = _address(target, link.href) if target else ""
            if (link.led_as, link.target_id) != (led_as, target.pk if target else None):
                columns.add(link.article_id)
    yield from _columns(columns - set(without), set(without))


def _columns(article_ids: Iterable[int], without: set[int]) -> Iterator[Led]:
    """Yield the new texts, some columns at a time."""
    ids = sorted(article_ids)
    for start in range(0, len(ids), CHUNK):
        by_article: dict[int, list[OldLink]] = defaultdict(list)
        links = list(OldLink.objects.filter(article__in=ids[start : start + CHUNK]).order_by("pk"))
        meant = _meant(links, without)
        for link in links:
            by_article[link.article_id].append(link)
        for pk, article in sorted(Article.objects.in_bulk(list(by_article)).items()):
            yield _led(article, by_article[pk], meant)


def _led(article: Article, links: Sequence[OldLink], meant: Mapping[int, Article]) -> Led:
    # Two links can stand in the text as one address and be two in the source: their order tells them apart.
    becomes: dict[str, deque[str]] = defaultdict(deque)
    for link in links:
        target = meant.get(link.pk)
        now = _address(target, link.href) if target else ""
        becomes[link.led_as or link.href].append(now or link.href)
        if link.led_as:
            becomes.setdefault(link.href, deque([now or link.href]))  # an older text was brought back
        link.led_as, link.target = now, target

    def led(match: re.Match[str]) -> str:
        href = unescape(match[2])
        waiting = becomes.get(href)
        if not waiting:
            return match[0]
        return match[1] + escape(waiting.popleft() if len(waiting) > 1 else waiting[0]) + match[3]

    return Led(article=article, body=_LINK.sub(led, article.body), links=links)


def _meant(links: Sequence[OldLink], without: set[int]) -> dict[int, Article]:
    """Return the column that each link means; of several the one whose address is the link's to the letter."""
    rows = Redirect.objects.filter(
        key__in={link.key for link in links}, article__in=Article.objects.readable()
    ).select_related("article")
    by_key: dict[str, list[Redirect]] = defaultdict(list)
    for row in rows:
        if row.article_id not in without:
            by_key[row.key].append(row)
    found = {}
    for link in links:
        path = old_addresses.path_of(link.href)
        fitting = [row for row in by_key.get(link.key, ()) if _is_of(link.site, row.article)]
        if fitting:
            best = min(fitting, key=lambda row: (row.path != path, row.path, row.article.guid))
            found[link.pk] = best.article
    return found


def _is_of(site: str, article: Article) -> bool:
    """Whether a link that names a site may mean a column: one that names none is this site's own."""
    return not site or site == old_addresses.site_of(article.legacy_url)


def _address(target: Article, href: str) -> str:
    """Return the column's own address, with the place on its page that the link named."""
    fragment = urlsplit(href).fragment
    return target.get_absolute_url() + (f"#{fragment}" if fragment else "")
