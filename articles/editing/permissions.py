"""Who may do what at the desk. Editors may everything; writers work on their own columns until those are public."""

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, ArticleQuerySet, Byline, Revision
from authors.models import User

PUBLISH = "articles.publish_article"
# What a writer may still change: from approval on a column is the desk's.
WRITERS_STAGES = (Article.Status.DRAFT, Article.Status.IN_REVIEW)


def may_publish(user: User) -> bool:
    """Whether somebody may put columns on the site and take them off."""
    return user.has_perm(PUBLISH)


def visible_to(queryset: ArticleQuerySet, user: User) -> ArticleQuerySet:
    """Keep what somebody may see at the desk: everything for those who publish, else their own."""
    if may_publish(user):
        return queryset
    signed = Byline.objects.filter(article=OuterRef("pk"), author__user=user)
    wrote = Revision.objects.filter(article=OuterRef("pk"), user=user, change=Revision.Change.CREATED)
    return queryset.filter(Q(Exists(signed)) | Q(Exists(wrote)))


def may_change(article: Article, user: User) -> bool:
    """Whether somebody who has the right to change columns may change this one."""
    if may_publish(user):
        return True
    return article.status in WRITERS_STAGES and visible_to(Article.objects.filter(pk=article.pk), user).exists()
