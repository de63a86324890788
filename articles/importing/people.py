"""From a printed name to a columnist: who it may be, and who it is once that is settled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import Max
from rapidfuzz import fuzz, process

from articles.editing.services import Credit as ArticleCredit
from articles.importing import bios
from articles.importing.documents import Credit, Notice, Severity
from articles.importing.journal import Journal
from articles.importing.teaching.names import columnist_of
from articles.importing.values import Values
from articles.models import Article
from authors.models import Author, AuthorName
from authors.names import fold, slug

NEW: Final = "new"  # instead of an author: make a new one, even where the name is known
NEAR = 85.0  # of a hundred, from where two spellings may be one name
MOST_CANDIDATES = 8
MAX_NAME = 200
MAX_SLUG = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom a printed name may mean; `recent` is their newest column, for telling two of one name apart."""

    author: Author
    seen_as: str
    is_exact: bool
    likeness: float
    recent: Article | None


def authors_for(name: str) -> list[Candidate]:
    """Return who a printed name may mean: those seen under exactly this name first, then near spellings."""
    key = fold(name)
    likeness: dict[int, tuple[float, str]] = {}
    for seen_key, score in _near(key).items():
        for seen in AuthorName.objects.filter(key=seen_key).select_related("author"):
            author_id = seen.author.merged_into_id or seen.author_id
            likeness[author_id] = max(likeness.get(author_id, (0.0, "")), (score, seen.name))
    authors = Author.objects.filter(is_paper=False).in_bulk(likeness)
    recent = _recent_columns(authors)
    ordered = sorted(authors.values(), key=lambda author: (-likeness[author.pk][0], author.name, author.pk))
    return [
        Candidate(
            author=author,
            seen_as=likeness[author.pk][1],
            is_exact=likeness[author.pk][0] == 100.0,  # noqa: PLR2004 set below for equal keys only
            likeness=likeness[author.pk][0],
            recent=recent.get(author.pk),
        )
        for author in ordered[:MOST_CANDIDATES]
    ]


class Directory:
    """Who is known under which names: asked once for many names, and kept up with who is made meanwhile."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Ask for all these names at once."""
        self._rows: dict[str, list[AuthorName]] = {}
        self._paper: Author | None = None
        self._look_up({fold(name) for name in names})

    def _look_up(self, keys: set[str]) -> None:
        self._rows |= {key: [] for key in keys}
        asked = keys - {""}  # a name of signs alone equals no other
        seen = AuthorName.objects.filter(key__in=asked, author__is_paper=False).select_related("author__merged_into")
        for row in seen.order_by("author_id", "id") if asked else ():
            self._rows[row.key].append(row)

    def rows(self, name: str) -> list[AuthorName]:
        """Return the names seen that are this name, each with its columnist."""
        key = fold(name)
        if key not in self._rows:
            self._look_up({key})
        return self._rows[key]

    def exact(self, name: str) -> list[Author]:
        """Return the columnists seen under exactly this name; see `exact`."""
        people = {author.pk: author for author in (row.author.merged_into or row.author for row in self.rows(name))}
        return [people[key] for key in sorted(people)]

    def add(self, row: AuthorName) -> None:
        """Take up a name that was just seen."""
        if row.key in self._rows and row.key and not row.author.is_paper:
            self._rows[row.key] = sorted([*self._rows[row.key], row], key=lambda seen: (seen.author_id, seen.pk))

    def paper(self, journal: Journal) -> Author:
        """Return the author that stands for the paper itself."""
        if self._paper is None:
            found = Author.objects.filter(is_paper=True).first()
            self._paper = found or _make(settings.PAPER_NAME, journal, self, is_paper=True)
        return self._paper


def exact(name: str) -> list[Author]:
    """Return the columnists seen under exactly this name (case, accents and spaces apart), in a fixed order."""
    return Directory().exact(name)


def ambiguities(values: Values, choices: Mapping[str, int | str], directory: Directory | None = None) -> list[Notice]:
    """Return a notice for each name that several columnists have and that nobody has decided."""
    asked = directory or Directory()
    undecided = [credit for index, credit in enumerate(values.credits) if chosen(choices, index, credit) is None]
    return [
        Notice(
            code="ambiguous_author",
            message=f"{namesakes} columnists are called {credit.name}: an editor must say which it is.",
            severity=Severity.HOLD,
        )
        for credit in undecided
        if (namesakes := len(asked.exact(credit.name))) > 1
    ]


def chosen(choices: Mapping[str, int | str], index: int, credit: Credit) -> int | str | None:
    """Return who was chosen for a name of the byline: by an editor here, else by a lesson; None where nobody was."""
    taught = columnist_of(credit)
    if str(index) in choices or taught is None:
        return choices.get(str(index))
    return taught if Author.objects.filter(pk=taught).exists() else None


def credits_for(
    values: Values, choices: Mapping[str, int | str], journal: Journal, directory: Directory | None = None
) -> list[ArticleCredit]:
    """Return the byline of an article; makes the columnists that are new. What nobody signed is the paper's."""
    asked = directory or Directory()
    if not values.credits:
        return [ArticleCredit(author=asked.paper(journal))]
    names = [credit.name for credit in values.credits]
    lines: dict[int, ArticleCredit] = {}
    for index, (credit, bio) in enumerate(zip(values.credits, bios.parts(values.bio, names), strict=True)):
        author = _author(credit.name, chosen(choices, index, credit), journal, asked)
        lines.setdefault(
            author.pk,
            ArticleCredit(author=author, name_as_printed=credit.name, title_as_printed=credit.title, bio=bio),
        )
    return list(lines.values())


def _author(name: str, choice: int | str | None, journal: Journal, directory: Directory) -> Author:
    """Return who was chosen; else the one of that name, or somebody new. That a name is undecided is said before."""
    if choice == NEW:
        return _make(name, journal, directory)
    if choice is not None:
        author = Author.objects.select_related("merged_into").get(pk=choice)
        return _seen(author.merged_into or author, name, journal, directory)
    rows = directory.rows(name)
    if not rows:
        return _make(name, journal, directory)
    author = rows[0].author.merged_into or rows[0].author
    is_known = any(row.author_id == author.pk and row.name == name for row in rows)
    return author if is_known else _seen(author, name, journal, directory)


def _make(name: str, journal: Journal, directory: Directory, *, is_paper: bool = False) -> Author:
    author = Author.objects.create(name=name, slug=_free_slug(name), is_paper=is_paper)
    journal.created(author, after=plain(author))
    return _seen(author, name, journal, directory)


def _seen(author: Author, name: str, journal: Journal, directory: Directory) -> Author:
    """Keep that the author was seen under this name."""
    row, is_new = AuthorName.objects.get_or_create(author=author, name=name, defaults={"key": fold(name)})
    if is_new:
        journal.created(row)
        row.author = author
        directory.add(row)
    return author


def plain(author: Author) -> dict[str, str]:
    """Return what an editor may have changed of an author since it was made."""
    portrait = author.portrait.name or ""
    return {"name": author.name, "slug": author.slug, "bio": author.bio, "email": author.email, "portrait": portrait}


def _free_slug(name: str) -> str:
    wanted = slug(name, length=MAX_SLUG) or "columnist"
    taken = set(Author.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _near(key: str) -> dict[str, float]:
    """Return the folded names that are near to one, with their likeness out of a hundred; 100 for the same alone."""
    known: Sequence[str] = list(AuthorName.objects.order_by("key").values_list("key", flat=True).distinct())
    found = process.extract(key, known, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST_CANDIDATES)
    near = {name: min(score, 99.0) for name, score, _ in found}
    return near | ({key: 100.0} if key in known else {})


def _recent_columns(author_ids: Iterable[int]) -> dict[int, Article]:
    """Return the newest column of each author."""
    newest = (
        Article.objects.filter(bylines__author__in=author_ids)
        .values("bylines__author")
        .annotate(newest=Max("published_at"))
        .values_list("bylines__author", "newest")
    )
    recent: dict[int, Article] = {}
    for author_id, published_at in newest:
        article = Article.objects.filter(bylines__author=author_id, published_at=published_at).order_by("-id").first()
        if article is not None:
            recent[author_id] = article
    return recent
