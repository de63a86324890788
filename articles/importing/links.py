"""Links between loaded columns: kept as the source has them, and led to the columns that they mean.

In whatever order columns come: each run ends by looking at the links of its columns and at those that may mean one of
them. What is no page yet is not linked to; it is when it becomes one (`editing.services`), and no more when it goes.
"""

from collections.abc import Collection

from django.db import transaction

from articles import markup, old_addresses
from articles.editing import old_links
from articles.editing import services as editing
from articles.importing.values import Values
from articles.models import Article, OldLink, Redirect

BATCH = 200


def record(article: Article, values: Values) -> None:
    """Keep the links of an article's source, in place of those that were kept before."""
    OldLink.objects.filter(article=article).delete()
    if "<a " in values.body_html:
        site = old_addresses.site_of(values.legacy_url)
        links = old_links.links_in(markup.clean(values.body_html), site)
        for link in links:
            link.article = article
        OldLink.objects.bulk_create(links)


def lead(article_ids: Collection[int]) -> int:
    """Lead the links in these columns and to them; return how many columns changed. It may be done again."""
    ids, changed = sorted(article_ids), 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            changed += editing.lead_old_links(ids[start : start + BATCH])
    return changed


def lead_all() -> int:
    """Lead all links that may mean another column than they do; return how many columns changed."""
    waiting = OldLink.objects.filter(target__isnull=True, key__in=Redirect.objects.values("key"))
    gone = OldLink.objects.filter(target__isnull=False).exclude(target__in=Article.objects.readable())
    return lead({*waiting.values_list("article_id", flat=True), *gone.values_list("article_id", flat=True)})
