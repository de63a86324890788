"""From sources to documents on their way in: decided on, and kept or only shown."""

from collections.abc import Generator, Iterable, Iterator

from django.db import transaction

from articles.importing.decisions import Asker
from articles.importing.keeping import Keeper, step_of, tags_of
from articles.importing.models import ImportRun
from articles.importing.options import Options
from articles.importing.patience import arrivals, readings
from articles.importing.pictures import gathering
from articles.importing.pictures.gathering import Gatherer
from articles.importing.readings import Arrival
from articles.importing.sources import Source
from articles.importing.steps import Step


def preview(sources: Iterable[Source], options: Options) -> Generator[Step]:
    """Say what would become of each document; nothing is written."""
    asker = Asker(publish=options.publish, asks_editor=options.asks_editor)
    gatherer = Gatherer(options, writes=False)
    for source in sources:
        for reading in readings(source, options):
            decision = asker.decide(reading)
            tags, notices = tags_of(reading.document, decision, options)
            found = gatherer.gather(Arrival(source=source, file=None, reading=reading)).pictures
            notices += gathering.notices(found)
            yield step_of(reading.document, decision, decision.known, tags, notices)


def stage(run: ImportRun, sources: Iterable[Source], options: Options) -> Iterator[Step]:
    """Keep each document in a transaction of its own; what is known already makes no row."""
    keeper = Keeper(run=run, options=options)
    for source in sources:
        for arrival in map(keeper.gatherer.gather, arrivals(source, options)):
            with transaction.atomic():
                kept = keeper.keep(arrival)
            yield kept
