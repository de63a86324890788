"""The loader's screens in the desk: load, review a run, review a document, undo."""

from articles.importing.views.documents import DocumentView, SourceView
from articles.importing.views.loading import LoadView
from articles.importing.views.runs import ReportView, RunView
from articles.importing.views.undoing import UndoView

__all__ = ["DocumentView", "LoadView", "ReportView", "RunView", "SourceView", "UndoView"]
