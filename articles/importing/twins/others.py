"""What a document is compared with: a column, or another document that still waits for an editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles import markup
from articles.importing.documents import Document
from articles.importing.models import StagedDocument
from articles.importing.twins.sketching import words_of
from articles.models import Article

State = StagedDocument.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What a document is compared with: a column (`article`), or a document without one (`identity`)."""

    headline: str
    names: tuple[str, ...]
    day: str
    text: str
    article: int | None = None
    identity: str = ""
    is_of_run: bool = False

    @property
    def words(self) -> Sequence[str]:
        """The words of its text, split anew each time: thousands of texts are kept, and few are compared."""
        return words_of(self.text)


def of_document(document: Document) -> Other:
    """Return a document as it was read."""
    posted = document.published
    return Other(
        headline=document.headline,
        names=tuple(credit.name for credit in document.credits),
        day=posted.at.date().isoformat() if posted else "",
        text=" ".join(document.paragraphs),
        identity=document.identity,
    )


def of_staged(staged: StagedDocument | None) -> Other | None:
    """Return a document that waits, or the column that was made of it; None where it was decided against."""
    if staged is None or staged.state in {State.REJECTED, State.LEFT_OUT}:
        return None
    if staged.state == State.ACCEPTED:
        return of_article(staged.article_id) if staged.article_id else None
    posted = staged.parsed.get("published")
    return Other(
        headline=staged.headline,
        names=tuple(credit["name"] for credit in staged.parsed.get("credits", ())),
        day=posted["at"][:10] if posted else "",
        text=" ".join(staged.parsed.get("paragraphs", ())),
        identity=staged.identity,
    )


def of_article(pk: int) -> Other | None:
    """Return a column; None where it is gone."""
    article = Article.objects.filter(pk=pk).prefetch_related("bylines__author").first()
    if article is None:
        return None
    lines = [line for line in article.bylines.all() if not line.author.is_paper]
    return Other(
        headline=article.headline,
        names=tuple(line.name_as_printed or line.author.name for line in lines),
        day=article.published_on.isoformat() if article.published_on else "",
        text=markup.text(article.body),
        article=article.pk,
    )
