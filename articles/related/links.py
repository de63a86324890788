"""Links from one column's text to another: kept as addresses, led to columns when lists are made.

An address that is kept may lead to a column that is loaded, published or moved later, so that nothing has to be mended
then. It is known by what all spellings share (`old_addresses.key_of`): a column's own address, its short one, and every
old one that is redirected.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Count, F, Q, Window
from django.urls import reverse

from articles import bulk, old_addresses
from articles.models import Article, Redirect
from articles.related.models import LinkedAddress

# What more columns link to is furniture of the paper (“how to write to us”), and says nothing of any of them.
FURNITURE = 50
CHUNK = 400
# Cleaned HTML quotes every value, so that this finds every link and nothing else.
_HREF = re.compile(r'<a(?:\s+[\w:-]+="[^"]*")*?\s+href="([^"]*)"')
_SHORT = re.compile(r"/a/(\d{1,18})")
_OWN = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/([^/?]+)")


@dataclass(frozen=True, slots=True)
class Linked:
    """Which columns the text of one leads to, and which columns' texts lead to it, by their ids."""

    leads_to: frozenset[int] = frozenset()
    led_from: frozenset[int] = frozenset()


def keys_in(body: str, address: str) -> list[str]:
    """Return the addresses of this site in a cleaned text, in the spelling that all share, each once and in order.

    `address` is the path of the text itself, which relative links begin at; "" for a draft without a day.
    """
    keys = (_key(unescape(href), address) for href in _HREF.findall(body))
    return sorted({key for key in keys if key})


def _key(href: str, address: str) -> str:
    """Return what is kept of a link; "" for one that leads elsewhere, to the page itself, or to no one page."""
    if href.startswith("#"):
        return ""
    site = old_addresses.site_of(settings.SITE_URL)
    try:
        whole = urljoin(settings.SITE_URL + (address or "/"), href)
    except ValueError:
        return ""
    is_here = whole.startswith(("http://", "https://")) and old_addresses.site_of(whole) == site
    path = old_addresses.path_of(whole) if is_here else ""
    return old_addresses.key_of(path) if path else ""


def keep(article_ids: Collection[int]) -> None:
    """Keep the addresses in the texts of these articles as they are now: two queries, four where they have changed."""
    before: dict[int, set[str]] = defaultdict(set)
    for pk, key in LinkedAddress.objects.filter(article__in=article_ids).values_list("article", "key"):
        before[pk].add(key)
    linking = Article.objects.filter(pk__in=article_ids, body__contains="<a ").order_by("pk")
    now = {
        one.pk: keys_in(one.body, one.get_absolute_url()) for one in linking.only("pk", "slug", "published_on", "body")
    }
    changed = [pk for pk in {*before, *now} if before.get(pk, set()) != set(now.get(pk, ()))]
    if changed:
        LinkedAddress.objects.filter(article__in=changed).delete()
        rows = (LinkedAddress(article_id=pk, key=key) for pk in sorted(changed) for key in now.get(pk, ()))
        bulk.insert(rows, leaves_known=True)


def of(article_ids: Collection[int]) -> dict[int, Linked]:
    """Return the links of these articles, whether published or not, in both directions: two queries without any."""
    own: dict[str, set[int]] = defaultdict(set)
    articles = Article.objects.filter(pk__in=article_ids).order_by().annotate(old_key=F("redirects__key"))
    for one in articles.only("pk", "slug", "published_on"):
        for key in filter(None, (*_own_keys(one), one.old_key)):
            own[key].add(one.pk)
    mine = LinkedAddress.objects.filter(article__in=article_ids).values("key")
    told = LinkedAddress.objects.annotate(held=Window(Count("pk"), partition_by="key")).filter(held__lte=FURNITURE)
    lines = list(told.filter(Q(key__in=[*own]) | Q(key__in=mine)).values_list("article", "key"))
    wanted = set(article_ids)
    leading = {key for pk, key in lines if pk in wanted}
    found = _linked(lines, {**own, **_targets(leading)})
    return {pk: found.get(pk, Linked()) for pk in article_ids}


def of_all() -> dict[int, Linked]:
    """Return the links of all articles that link to another or are linked to."""
    lines = list(LinkedAddress.objects.order_by().values_list("article", "key"))
    held = Counter(key for _, key in lines)
    lines = [(pk, key) for pk, key in lines if held[key] <= FURNITURE]
    return _linked(lines, _targets({key for _, key in lines}))


def _linked(lines: Iterable[tuple[int, str]], targets: Mapping[str, Collection[int]]) -> dict[int, Linked]:
    leads_to: dict[int, set[int]] = defaultdict(set)
    led_from: dict[int, set[int]] = defaultdict(set)
    for pk, key in lines:
        for target in targets.get(key, ()):
            if target != pk:
                leads_to[pk].add(target)
                led_from[target].add(pk)
    nothing: set[int] = set()
    return {
        pk: Linked(frozenset(leads_to.get(pk, nothing)), frozenset(led_from.get(pk, nothing)))
        for pk in leads_to.keys() | led_from.keys()
    }


def _own_keys(article: Article) -> Iterator[str]:
    """Yield the keys of the addresses that an article has by itself."""
    yield old_addresses.key_of(reverse("articles:short", args=[article.pk]))
    if address := article.get_absolute_url():
        yield old_addresses.key_of(address)


def _targets(keys: Collection[str]) -> dict[str, set[int]]:
    """Return the articles that each address leads to: two queries for each CHUNK of them, and one for those in days."""
    found: dict[str, set[int]] = defaultdict(set)
    ordered = sorted(keys)
    days = {day for key in ordered if (own := _OWN.fullmatch(key)) and (day := _day(own))}
    for start in range(0, len(ordered), CHUNK):
        some = ordered[start : start + CHUNK]
        for key, pk in Redirect.objects.filter(key__in=some).values_list("key", "article"):
            found[key].add(pk)
        short = {int(match[1]): key for key in some if (match := _SHORT.fullmatch(key))}
        for pk in Article.objects.filter(pk__in=short).values_list("pk", flat=True):
            found[short[pk]].add(pk)
    for start in range(0, len(days), CHUNK):
        on_days = Article.objects.filter(published_on__in=sorted(days)[start : start + CHUNK])
        for one in on_days.only("pk", "slug", "published_on"):
            if (key := old_addresses.key_of(one.get_absolute_url())) in keys:
                found[key].add(one.pk)
    return found


def _day(own: re.Match[str]) -> date | None:
    try:
        return date(int(own[1]), int(own[2]), int(own[3]))
    except ValueError:
        return None
