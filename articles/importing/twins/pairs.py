"""A held near-duplicate beside the text that it is like: for the list and for the two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from articles import markup
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.word_marks import Words, compare
from articles.models import Article

State = StagedDocument.State
OPEN = (State.WAITING, State.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two texts: what stands above it, where it is opened, and its text."""

    headline: str
    names: str
    day: str
    url: str
    is_column: bool
    text: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A document and what it is like; `here` is None where that is gone meanwhile."""

    staged: StagedDocument
    here: Side | None
    new: Side
    article: Article | None
    waiting: StagedDocument | None

    @property
    def words(self) -> Sequence[Words]:
        """Both texts in one, with the words that differ; what is alike is shortened."""
        return compare(self.here.text if self.here else "", self.new.text)


def undecided(run: ImportRun | None = None) -> QuerySet[StagedDocument]:
    """Return the documents that are like another and that nobody has decided on, the likest first."""
    found = StagedDocument.objects.known().filter(likeness__isnull=False, state__in=OPEN)
    found = found.filter(run=run) if run else found
    return found.select_related("run", "source_file").order_by("-likeness", "id")


def is_open(staged: StagedDocument) -> bool:
    """Whether somebody has still to say what a document is to the one that it is like."""
    return staged.likeness is not None and staged.state in OPEN and pair(staged).here is not None


def pair(staged: StagedDocument) -> Pair:
    """Return a document beside what it is like."""
    twin = staged.twin or {}
    article = Article.objects.filter(pk=twin.get("article") or 0).first()
    waiting = None
    if article is None and twin.get("identity"):
        rows = StagedDocument.objects.known().filter(identity=twin["identity"]).select_related("article", "run")
        waiting = rows.exclude(pk=staged.pk).exclude(state__in=(State.REJECTED, State.LEFT_OUT)).order_by("-id").first()
        article = waiting.article if waiting else None
    here = _of_article(article) if article else _of_staged(waiting) if waiting else None
    return Pair(staged=staged, here=here, new=_of_staged(staged), article=article, waiting=waiting)


def _of_article(article: Article) -> Side:
    lines = [line for line in article.bylines.all() if not line.author.is_paper]
    return Side(
        headline=article.headline,
        names=", ".join(line.name_as_printed or line.author.name for line in lines),
        day=article.published_on.isoformat() if article.published_on else "",
        url=reverse("admin:articles_article_change", args=[article.pk]),
        is_column=True,
        text="\n\n".join(markup.blocks(article.body)),
        state=article.get_status_display(),
    )


def _of_staged(staged: StagedDocument) -> Side:
    read = staged.parsed or {}
    posted = staged.edits.get("published_at") or (read.get("published") or {}).get("at") or ""
    return Side(
        headline=staged.headline,
        names=", ".join(credit["name"] for credit in staged.edits.get("credits", read.get("credits", ()))),
        day=posted[:10],
        url=reverse("importing:document", args=[staged.run_id, staged.pk]),
        is_column=False,
        text="\n\n".join(markup.blocks(staged.edits.get("body_html", read.get("body_html", "")))),
        state=staged.source,
    )
