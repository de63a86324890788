"""Pictures that are uploaded at the desk: judged and cleaned as those that a loading brings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import get_valid_filename

from articles.pictures.judging import Judged, NoPictureError, judge


class CleanedPicture(SimpleUploadedFile):
    """An uploaded picture without what the camera tells of its owner; `judged` has what it said of itself."""

    def __init__(self, name: str, judged: Judged) -> None:
        """Keep the bytes that may be shown, under the name that was given and the ending that they are."""
        stem = get_valid_filename(name.rpartition(".")[0] or name)
        super().__init__(f"{stem}.{judged.ending}", judged.content, content_type=f"image/{judged.ending}")
        self.judged = judged


class PictureField(forms.ImageField):
    """Takes what the site shows, and nothing that says where and by whom it was taken."""

    def to_python(self, data: Any) -> Any:
        """Return the cleaned picture; a ValidationError says in a sentence why a file can't be taken."""
        if data in self.empty_values:
            return None
        forms.FileField.to_python(self, data)  # what is empty or has no name is said there
        try:
            picture = CleanedPicture(str(data.name), judge(data.read()))
        except NoPictureError as error:
            raise ValidationError(f"{data.name} {error}.", code="invalid_image") from error
        # Django checks the ending and tells the field of the model how large the picture is.
        return super().to_python(picture)
