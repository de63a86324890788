"""Loading, as it is kept: the runs, the bytes, what was read in them, and what each run changed. Import from here."""

from articles.importing.models.change import RunChange
from articles.importing.models.lesson import LessonUse, TaughtLesson
from articles.importing.models.picture import LoadedPicture
from articles.importing.models.run import ImportRun
from articles.importing.models.sketch import ColumnSketch
from articles.importing.models.source_file import SourceFile
from articles.importing.models.staged import StagedDocument, StagedDocumentQuerySet

__all__ = [
    "ColumnSketch",
    "ImportRun",
    "LessonUse",
    "LoadedPicture",
    "RunChange",
    "SourceFile",
    "StagedDocument",
    "StagedDocumentQuerySet",
    "TaughtLesson",
]
