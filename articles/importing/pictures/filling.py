"""Pictures that were missing and have come: the same files loaded again, this time with their folder of media."""

from dataclasses import replace

from articles.editing import services as editing
from articles.editing.snapshots import snapshot
from articles.importing import links
from articles.importing.decisions import Decision, note, warn
from articles.importing.journal import Journal, is_untouched
from articles.importing.models import ImportRun, LoadedPicture, StagedDocument
from articles.importing.pictures import placing
from articles.importing.readings import Arrival
from articles.importing.values import values_of
from articles.models import Article, Revision

Outcome = StagedDocument.Outcome


def fill(run: ImportRun, arrival: Arrival, decision: Decision) -> Decision:
    """Keep the pictures that a known document lacked, and put them into its column where nobody has changed that."""
    staged = decision.known
    if staged is None or decision.outcome not in {Outcome.UNCHANGED, Outcome.UPDATED}:
        return decision
    if not arrival.pictures or "export" in staged.run.options:  # an export that was taken over brought its own
        return decision
    journal = Journal(run=run, staged=staged)
    number = _keep(staged, arrival, journal)
    article = decision.article
    if not number or article is None or staged.state != StagedDocument.State.ACCEPTED:
        return decision
    if not is_untouched(article):
        sentence = "Pictures that were missing are here now, but its column was changed since: put them in by hand."
        return replace(decision, notices=(*decision.notices, warn("pictures_not_put_in", sentence)))
    _put_in(staged, article, journal)
    said = note("pictures_filled", f"{number} of its pictures that were missing are in its column now.")
    return replace(decision, outcome=Outcome.UPDATED, notices=(*decision.notices, said))


def _keep(staged: StagedDocument, arrival: Arrival, journal: Journal) -> int:
    """Keep the pictures that were found; return how many."""
    found = [picture for picture in arrival.pictures if picture.file]
    if not found:
        return 0
    known = {row.address: row for row in staged.pictures.all()}
    position = max((row.position for row in known.values()), default=-1)
    for picture in found:
        row = known.get(picture.address)
        if row is None:
            position += 1
            row = LoadedPicture.objects.create(staged=staged, position=position, **picture.fields())
            journal.created(row)
            continue
        before = {"missing": row.missing}
        for name, value in picture.fields().items():
            setattr(row, name, value)
        row.save()
        journal.changed(row, before=before, after={"file": row.file})
    return len(found)


def _put_in(staged: StagedDocument, article: Article, journal: Journal) -> None:
    before = {**snapshot(article), "version": article.version}
    values = values_of(staged)
    illustrated = placing.illustrate(staged, values, journal)
    article.body = illustrated.body_html
    article.image = article.image or illustrated.lead
    editing.save_article(
        article,
        user=None,
        change=Revision.Change.LOADED,
        note=f"pictures filled by loading {journal.run.pk}",
        derive_related=False,
    )
    links.record(article, values)
    StagedDocument.objects.filter(pk=staged.pk).update(awaits_related=True)  # so that its links are led once more
    journal.changed(article, before=before, after={"version": article.version})
