"""Builders: each makes a row with sensible values, so that a test names only what matters to it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from articles.editing import services
from articles.models import Article, Revision
from authors.models import Author, AuthorName, User
from authors.names import fold, slug

_numbers = count(1)
POSTED = datetime(2011, 4, 3, 7, 55, tzinfo=UTC)  # 16:55 in Seoul


def make_user(username: str = "", *, is_superuser: bool = True, **fields: Any) -> User:
    """Return somebody who may sign in; by default an administrator with the password “password”."""
    username = username or f"editor{next(_numbers)}"
    make = User.objects.create_superuser if is_superuser else User.objects.create_user
    return make(username, f"{username}@example.org", "password", **fields)


def make_author(name: str = "", **fields: Any) -> Author:
    """Return a columnist whose name has been seen."""
    name = name or f"Columnist {next(_numbers)}"
    author = Author.objects.create(name=name, **{"slug": f"{slug(name)}-{next(_numbers)}", **fields})
    AuthorName.objects.create(author=author, name=name, key=fold(name))
    return author


def make_article(
    headline: str = "",
    *,
    authors: Iterable[Author | str] = (),
    tags: Iterable[str] = (),
    user: User | None = None,
    **fields: Any,
) -> Article:
    """Return an article saved through the write path; published unless `status` says otherwise."""
    defaults = {"body": "<p>A paragraph of text.</p>", "status": "published", "published_at": POSTED}
    article = Article(headline=headline or f"Headline {next(_numbers)}", **{**defaults, **fields})
    writers = [author if isinstance(author, Author) else make_author(author) for author in authors]
    services.save_article(
        article,
        user=user,
        change=Revision.Change.CREATED,
        credits=[services.Credit(author=writer, name_as_printed=writer.name) for writer in writers],
        tags=tags,
    )
    return Article.objects.get(pk=article.pk)


def make_draft(headline: str = "", **fields: Any) -> Article:
    """Return an article that is not public."""
    return make_article(headline, **{"status": "draft", **fields})
