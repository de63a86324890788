"""The files of pictures: named after their content, so that the same bytes are one file, and none is half written."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.pictures.judging import Judged


def store(picture: Judged) -> str:
    """Keep the file of a picture and return its name. One that is there already stays; half of one is written anew."""
    if default_storage.exists(picture.file):
        if default_storage.size(picture.file) == len(picture.content):
            return picture.file
        default_storage.delete(picture.file)
    saved = default_storage.save(picture.file, ContentFile(picture.content))
    if saved != picture.file:  # somebody else wrote the same in the same moment
        default_storage.delete(saved)
    return picture.file
