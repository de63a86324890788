"""Files that were loaded before and are as they were: known by their bytes, without being read.

Only what is sure is taken so: the same bytes under the same name, of which an earlier run made exactly one column, by
the same readers, lessons and options. Everything else is read, and decided on as ever.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from django.db.models import Count

from articles.editing import tagging
from articles.importing import document_json
from articles.importing.documents import Document, Verdict
from articles.importing.models import ImportRun, LoadedPicture, StagedDocument
from articles.importing.options import Options
from articles.importing.sources import Source
from articles.models import Article, TaggedArticle

TOGETHER = 128  # files that are asked about at once
OPTION = "reading"  # where a run keeps how it was read
# What readings are made by: when one of these changes, files are read anew.
MADE_BY = ("importing/readers", "importing/documents.py", "importing/document_json.py", "markup.py", "contact.py")
NEEDED = (
    "source", "identity", "fingerprint", "format", "headline", "rank", "tags", "run_id", "article__status",
    "source_file__sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A file that need not be read; `document` is in full only where something was said of it."""

    source: Source
    document: Document
    staged: StagedDocument
    article: Article


def way_of_reading(options: Options) -> str:
    """Return a short hash of everything but the file that a reading depends on."""
    plain = [options.format, options.timezone, options.tags, [asdict(lesson) for lesson in options.lessons]]
    return hashlib.sha256(json.dumps([_program(), plain], default=str).encode()).hexdigest()[:24]


@cache
def _program() -> str:
    """Return a hash of the readers."""
    digest, root = hashlib.sha256(), Path(__file__).resolve().parent.parent
    for name in MADE_BY:
        path = root / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()


@dataclass(slots=True, kw_only=True)
class Recogniser:
    """Tells the files that are known from those that are to be read, for one run."""

    options: Options
    _runs: dict[int, bool] = field(default_factory=dict)

    def sort(self, sources: Iterable[Source]) -> Iterator[Source | Recognised]:
        """Yield each file as it is, or as what is known of it, in order."""
        remaining = iter(sources)
        if not StagedDocument.objects.known().exists():  # a first loading need not ask of each file
            yield from remaining
            return
        while some := list(islice(remaining, TOGETHER)):
            found = self._known(some)
            yield from (found.get(place) or source for place, source in enumerate(some))

    def _known(self, sources: Sequence[Source]) -> dict[int, Recognised]:
        hashes = {
            place: hashlib.sha256(source.content).hexdigest()
            for place, source in enumerate(sources)
            if source.content and source.notice is None
        }
        rows = self._rows(set(hashes.values()))
        wanted = {place: row for place, sha256 in hashes.items() if (row := rows.get((sha256, sources[place].name)))}
        documents = _documents([row for row in wanted.values() if row.rank != StagedDocument.Rank.CLEAN])
        return {
            place: Recognised(
                source=sources[place],
                document=documents.get(row.pk) or _brief(row),
                staged=row,
                article=row.article,
            )
            for place, row in wanted.items()
            if row.article is not None
        }

    def _rows(self, hashes: set[str]) -> dict[tuple[str, str], StagedDocument]:
        """Return the row of each file that is known for sure, by the hash and the name of the file."""
        of_file: dict[str, list[StagedDocument]] = defaultdict(list)
        asked = StagedDocument.objects.known().filter(source_file__sha256__in=hashes).order_by()
        for row in asked.select_related("article", "source_file").only(*NEEDED, "state", "refused_repairs"):
            if row.source_file is not None:
                of_file[row.source_file.sha256].append(row)
        sure = [rows[0] for rows in of_file.values() if len(rows) == 1 and self._is_settled(rows[0])]
        sure = _without_rivals(self._tagged(self._of_this_way(sure)))
        return {(row.source_file.sha256, row.source): row for row in sure if row.source_file is not None}

    def _is_settled(self, row: StagedDocument) -> bool:
        """Whether a row is a column that this run would leave as it is."""
        if row.state != StagedDocument.State.ACCEPTED or row.article is None or row.refused_repairs:
            return False
        return not (self.options.publish and row.article.status == Article.Status.DRAFT)

    def _of_this_way(self, rows: Sequence[StagedDocument]) -> list[StagedDocument]:
        """Keep the rows that were read as this run reads."""
        wanted = way_of_reading(self.options)
        unknown = {row.run_id for row in rows} - self._runs.keys()
        for pk, options in ImportRun.objects.filter(pk__in=unknown).values_list("pk", "options") if unknown else ():
            self._runs[pk] = options.get(OPTION) == wanted
        return [row for row in rows if self._runs.get(row.run_id)]

    def _tagged(self, rows: Sequence[StagedDocument]) -> Sequence[StagedDocument]:
        """Keep the rows whose columns have all tags of the call still."""
        if not self.options.tags or not rows:
            return rows
        wanted = {tag.pk for tag in tagging.known_tags(self.options.tags)}
        held = TaggedArticle.objects.filter(tag__in=wanted, content_object__in=[row.article_id for row in rows])
        counts = Counter(held.order_by().values_list("content_object_id", flat=True))
        return [row for row in rows if wanted and counts[row.article_id or 0] == len(wanted)]


def _without_rivals(rows: Sequence[StagedDocument]) -> list[StagedDocument]:
    """Keep the rows that are the only ones of their document, and whose pictures are all there."""
    if not rows:
        return []
    same = StagedDocument.objects.known().filter(identity__in={row.identity for row in rows}).order_by()
    rivals = set(
        same.values("identity").annotate(rows=Count("pk")).filter(rows__gt=1).values_list("identity", flat=True)
    )
    lacking = LoadedPicture.objects.filter(staged__in=[row.pk for row in rows]).exclude(missing="")
    unfilled = set(lacking.order_by().values_list("staged_id", flat=True))
    return [row for row in rows if row.identity and row.identity not in rivals and row.pk not in unfilled]


def _documents(rows: Sequence[StagedDocument]) -> dict[int, Document]:
    """Return some documents as they were read, by the id of their row."""
    if not rows:
        return {}
    parsed = StagedDocument.objects.filter(pk__in=[row.pk for row in rows]).order_by()
    return {pk: document_json.load(plain) for pk, plain in parsed.values_list("pk", "parsed")}


def _brief(row: StagedDocument) -> Document:
    return Document(
        source=row.source, format=row.format, identity=row.identity, headline=row.headline, verdict=Verdict.READY
    )
