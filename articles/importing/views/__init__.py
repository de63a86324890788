"""The loader's screens in the desk: load, review a run, review a document, undo."""

from articles.importing.views.documents import DocumentView, SourceView
from articles.importing.views.labels import LabelsView
from articles.importing.views.loading import LoadView
from articles.importing.views.mapping import MappingView
from articles.importing.views.rereading import RereadView
from articles.importing.views.runs import ReportView, RunView
from articles.importing.views.teaching import FaultsView, FaultView, LessonsView
from articles.importing.views.trying import TryView
from articles.importing.views.twins import TwinsView, TwinView
from articles.importing.views.undoing import UndoView
from articles.importing.views.working import WorkView

__all__ = [
    "DocumentView",
    "FaultView",
    "FaultsView",
    "LabelsView",
    "LessonsView",
    "LoadView",
    "MappingView",
    "ReportView",
    "RereadView",
    "RunView",
    "SourceView",
    "TryView",
    "TwinView",
    "TwinsView",
    "UndoView",
    "WorkView",
]
