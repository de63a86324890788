"""Writing the export: the whole site, or some columns with all that they lead to."""

import hashlib
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from articles.importing.runs import program_version
from articles.importing.site_export import rows, schema
from articles.importing.site_export.schema import ARTICLES, AUTHORS, BETWEEN, IMAGES, LISTS, PARTS, SERIES, TAGS, Part
from articles.models import Article, Byline, Image, Tag, TaggedArticle
from authors.models import Author

BATCH = 200
PIECE = 64 * 1024
# The same content gives the same bytes, so no entry tells when it was made.
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
_SHOWN = re.compile(r'src="([^"]+)"')

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: how many rows of each file, and the media files that were named but not there."""

    counts: Mapping[str, int]
    missing: Sequence[str]


def export(handle: IO[bytes], *, only: Iterable[int] | None = None, progress: Progress | None = None) -> Exported:
    """Write the whole site to a file, or only these articles (by id) and what they lead to.

    Accounts, sessions, and what loadings kept of their sources are not part of it.
    """
    wanted = _Wanted.everything() if only is None else _Wanted.of(only)
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        return _Writer(archive, wanted, progress or _silent).write()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The ids that are exported, by file; None: all of that file."""

    ids: Mapping[str, frozenset[int]] | None

    @classmethod
    def everything(cls) -> "_Wanted":
        return cls(None)

    @classmethod
    def of(cls, article_ids: Iterable[int]) -> "_Wanted":
        """Return what some articles lead to."""
        articles = Article.objects.filter(pk__in=list(article_ids))
        ids = frozenset(articles.values_list("pk", flat=True))
        authors = set(Byline.objects.filter(article__in=ids).values_list("author_id", flat=True))
        tagged = set(TaggedArticle.objects.filter(content_object__in=ids).values_list("tag_id", flat=True))
        tags = _with_targets(Tag, tagged, ("parent_id", "merged_into_id"))
        return cls(
            {
                ARTICLES.name: ids,
                AUTHORS.name: _with_targets(Author, authors, ("merged_into_id",)),
                TAGS.name: tags,
                SERIES.name: frozenset(pk for pk in articles.values_list("series_id", flat=True) if pk),
                IMAGES.name: _images_of(articles) | _images_of_tags(tags),
                LISTS.name: frozenset(pk for pk in articles.values_list("printed_lists", flat=True) if pk),
            }
        )

    def takes(self, part: Part, pk: int | None) -> bool:
        """Whether a row is exported."""
        return self.ids is None or pk in self.ids[part.name]

    def rows(self, part: Part) -> models.QuerySet[Any]:
        """Return the rows of a file in the order of their ids."""
        found = part.model._base_manager.order_by("pk")
        return found if self.ids is None else found.filter(pk__in=self.ids[part.name])


def _with_targets(model: type[models.Model], ids: set[int], names: Sequence[str]) -> frozenset[int]:
    """Return ids with those of the rows that these lead to, however far."""
    known, new = set(ids), set(ids)
    while new:
        found = model._default_manager.filter(pk__in=new).values_list(*names)
        new = {pk for pks in found for pk in pks if pk} - known
        known |= new
    return frozenset(known)


def _images_of(articles: models.QuerySet[Article]) -> frozenset[int]:
    """Return the pictures above the texts and in them."""
    ids = {pk for pk in articles.values_list("image_id", flat=True) if pk}
    shown = {
        address.removeprefix(settings.MEDIA_URL)
        for body in articles.values_list("body", flat=True).iterator(chunk_size=BATCH)
        for address in _SHOWN.findall(body)
        if address.startswith(settings.MEDIA_URL)
    }
    return frozenset(ids | set(Image.objects.filter(file__in=shown).values_list("pk", flat=True)))


def _images_of_tags(tags: Iterable[int]) -> frozenset[int]:
    pictured = Tag.objects.filter(pk__in=tags, image__isnull=False)
    return frozenset(pk for pk in pictured.values_list("image_id", flat=True) if pk)


@dataclass(slots=True)
class _Writer:
    archive: zipfile.ZipFile
    wanted: _Wanted
    progress: Progress
    counts: Counter[str] = field(default_factory=Counter)
    digests: dict[str, str] = field(default_factory=dict)
    media: dict[str, None] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def write(self) -> Exported:
        for part in PARTS:
            self._write_lines(part)
        for number, name in enumerate(self.media, start=1):
            self._write_media(name)
            self.progress("media", number, len(self.media))
        self._write_manifest()
        return Exported(dict(self.counts), tuple(self.missing))

    def _write_lines(self, part: Part) -> None:
        found, digest = self.wanted.rows(part), hashlib.sha256()
        total = found.count()
        self.counts[part.name] = 0
        with self.archive.open(_entry(part.file), "w", force_zip64=True) as file:
            for record in self._records(part, found):
                encoded = rows.line(record).encode()
                digest.update(encoded)
                file.write(encoded)
                self.counts[part.name] += 1
                self.progress(part.name, self.counts[part.name], total)
        self.digests[part.file] = digest.hexdigest()

    def _records(self, part: Part, found: models.QuerySet[Any]) -> Iterator[dict[str, Any]]:
        batch: list[models.Model] = []
        for row in found.iterator(chunk_size=BATCH):
            batch.append(row)
            if len(batch) == BATCH:
                yield from self._with_children(part, batch)
                batch = []
        yield from self._with_children(part, batch)

    def _with_children(self, part: Part, batch: Sequence[models.Model]) -> Iterator[dict[str, Any]]:
        lists = {name: _children(model, link, batch) for name, (model, link) in part.children.items()}
        for row in batch:
            self._note_media(row)
            record = rows.plain(row)
            for name, (_, link) in part.children.items():
                record[name] = [rows.plain(child, without=link) for child in lists[name][row.pk]]
            yield self._within(part, record)

    def _within(self, part: Part, record: dict[str, Any]) -> dict[str, Any]:
        """Cut what leads to columns that are not exported."""
        if self.wanted.ids is None:
            return record
        if part is ARTICLES:
            if not self.wanted.takes(ARTICLES, record["answers"]):
                record["answers"] = None
            for name in BETWEEN:
                record[name] = [row for row in record[name] if self.wanted.takes(ARTICLES, row["related"])]
        if part is LISTS:
            for entry in record["entries"]:
                entry["article"] = entry["article"] if self.wanted.takes(ARTICLES, entry["article"]) else None
        return record

    def _note_media(self, row: models.Model) -> None:
        for column in row._meta.concrete_fields:
            if isinstance(column, models.FileField) and (name := str(column.value_from_object(row))):
                self.media[name] = None

    def _write_media(self, name: str) -> None:
        if not default_storage.exists(name):
            self.missing.append(name)
            return
        with (
            default_storage.open(name) as source,
            self.archive.open(_entry(schema.MEDIA + name), "w", force_zip64=True) as file,
        ):
            while piece := source.read(PIECE):
                file.write(piece)
        self.counts["media"] += 1

    def _write_manifest(self) -> None:
        manifest = {
            "format": schema.FORMAT,
            "version": schema.VERSION,
            "program": program_version(),
            "made_at": timezone.now().isoformat(),
            "site": settings.SITE_URL,
            "paper": settings.PAPER_NAME,
            "timezone": settings.TIME_ZONE,
            "is_whole_site": self.wanted.ids is None,
            "counts": dict(self.counts),
            "sha256": self.digests,
            "missing_media": self.missing,
        }
        self.archive.writestr(_entry(schema.MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")


def _children(
    model: type[models.Model], link: str, batch: Sequence[models.Model]
) -> Mapping[int, Sequence[models.Model]]:
    """Return the rows of another table that belong to these, by the id of theirs: one query."""
    found: dict[int, list[models.Model]] = defaultdict(list)
    column = model._meta.get_field(link).attname  # type: ignore[union-attr] # it is a foreign key
    for child in model._base_manager.filter(**{f"{link}__in": [row.pk for row in batch]}).order_by("pk"):
        found[getattr(child, column)].append(child)
    return found


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=ENTRY_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _silent(what: str, done: int, total: int) -> None:
    """Report to nobody."""
