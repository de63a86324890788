"""Pictures that were stored before they were cleaned at their coming: cleaned where they lie, under their names."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db.models.fields.files import FieldFile

from articles.models import Image
from articles.pictures.judging import Judged, NoPictureError, judge
from authors.models import Author


@dataclass(frozen=True, slots=True)
class Found:
    """A stored picture: its name, whether it had to be cleaned, and why it could not be judged ("": it was)."""

    name: str
    is_cleaned: bool = False
    fault: str = ""


def clean(*, writes: bool) -> Iterator[Found]:
    """Clean every picture and portrait, each at once and as a whole, so that it can be stopped; yield what was found.

    Its address stays. `writes=False` only looks.
    """
    for image in Image.objects.exclude(file="").order_by("pk").iterator(chunk_size=200):
        found, judged = _clean(image.file, writes=writes)
        if judged is not None and writes:
            _follow(image, judged)
        yield found
    for author in Author.objects.exclude(portrait="").order_by("pk").iterator(chunk_size=200):
        yield _clean(author.portrait, writes=writes)[0]


def _clean(file: FieldFile, *, writes: bool) -> tuple[Found, Judged | None]:
    name = str(file.name)
    try:
        with file.storage.open(name) as stored:
            content = stored.read()
        judged = judge(content)
    except OSError:
        return Found(name, fault="is not there"), None
    except NoPictureError as error:
        return Found(name, fault=str(error)), None
    if judged.content == content:
        return Found(name), None
    if writes:
        _replace(Path(file.path), judged.content)
    return Found(name, is_cleaned=True), judged


def _replace(path: Path, content: bytes) -> None:
    """Put other bytes in the place of a file: at any moment the one or the other is there."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as made:
        made.write(content)
    Path(made.name).chmod(path.stat().st_mode)
    os.replace(made.name, path)


def _follow(image: Image, judged: Judged) -> None:
    """Let the row say what its file is now; a loading that brings the same again finds it by its hash."""
    values: dict[str, object] = {"width": judged.width, "height": judged.height}
    if image.sha256:
        values["sha256"] = judged.sha256
    if judged.credit and not image.credit:
        values["credit"] = judged.credit
    Image.objects.filter(pk=image.pk).update(**values)
