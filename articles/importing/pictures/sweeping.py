"""Taking pictures away that nothing uses any more: at an undo those of the run, by the command all that lie about."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from articles.importing.models import ImportRun, LoadedPicture, RunChange
from articles.importing.pictures import placing
from articles.models import Article, Image, Tag
from authors.models import Author

FOLDER = "images"
# A running loading lays files down before their rows are there.
YOUNGEST = timedelta(hours=6)
# The storage adds a few letters where two write one name in the same moment; killed then, such a file stays.
_OWN = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}(?:_[A-Za-z0-9]{7})?\.[a-z]{3,4}")
_IN_TEXT = re.compile(rf"{FOLDER}/({_OWN.pattern})")


def undo(run: ImportRun) -> None:
    """Remove the picture rows that a run made and nothing uses, and those of its documents; their files go after it.

    Rows that earlier undone runs had to leave, because this one still used them, go too.
    """
    mine_or_undone = Q(run=run) | Q(run__status=ImportRun.Status.UNDONE)
    changes = RunChange.objects.filter(
        mine_or_undone, model=placing.MODEL, action=RunChange.Action.CREATED, is_undone=False
    )
    loaded = LoadedPicture.objects.filter(staged__run=run).exclude(file="")
    files = set(loaded.values_list("file", flat=True))
    loaded.delete()
    by_row = {change.key: change for change in changes}
    if by_row:
        files |= _undo_rows(by_row)
    if files:
        transaction.on_commit(lambda: _delete(files))


def _undo_rows(by_row: dict[int, RunChange]) -> set[str]:
    """Remove rows that nothing uses and nobody has changed; return the names of their files."""
    of_tags = Tag.objects.filter(image__isnull=False).values("image")
    rows = Image.objects.filter(pk__in=by_row, articles__isnull=True).exclude(pk__in=of_tags).distinct()
    in_text = _in_texts()
    gone = [
        row
        for row in rows
        if placing.plain(row) == by_row[row.pk].after and row.file.name not in in_text
    ]  # fmt: skip
    Image.objects.filter(pk__in=[row.pk for row in gone]).delete()
    RunChange.objects.filter(pk__in=[by_row[row.pk].pk for row in gone]).update(is_undone=True)
    return {row.file.name or "" for row in gone} - {""}


def after_commit(portrait: FieldFile) -> None:
    """Delete the portrait of a columnist that an undo takes away, once that is certain and where no other has it."""
    name = portrait.name or ""

    def delete() -> None:
        if not Author.objects.filter(portrait=name).exists():
            default_storage.delete(name)

    transaction.on_commit(delete)


def sweep(*, at: datetime | None = None) -> list[str]:
    """Delete the files of loaded pictures that nothing uses; return their names. Young ones may be about to be used."""
    before = (at or timezone.now()) - YOUNGEST
    old = [name for name in _files() if default_storage.get_modified_time(name) < before]
    return _delete(old)


def _delete(names: Iterable[str]) -> list[str]:
    """Delete those of some files that no row and no text uses any more; return their names."""
    names = set(names)
    used = set(Image.objects.filter(file__in=names).values_list("file", flat=True))
    used |= set(LoadedPicture.objects.filter(file__in=names).values_list("file", flat=True))
    unused = sorted(names - used)
    if unused:
        in_text = _in_texts()
        unused = [name for name in unused if name not in in_text]
    for name in unused:
        default_storage.delete(name)
    return unused


def _in_texts() -> set[str]:
    """Return the files that texts show: one pass over the columns that have a picture."""
    shown = f"{settings.MEDIA_URL}{FOLDER}/"
    bodies = Article.objects.filter(body__contains=shown).order_by().values_list("body", flat=True)
    return {f"{FOLDER}/{name}" for body in bodies.iterator() for name in _IN_TEXT.findall(body)}


def _files() -> Iterator[str]:
    """Yield the files that loadings have laid down, told by their names."""
    if not default_storage.exists(FOLDER):
        return
    for folder in sorted(default_storage.listdir(FOLDER)[0]):
        for name in sorted(default_storage.listdir(f"{FOLDER}/{folder}")[1]):
            if _OWN.fullmatch(f"{folder}/{name}"):
                yield f"{FOLDER}/{folder}/{name}"
