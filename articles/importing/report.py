"""What became of a document, as the line that `import_columns --json` prints: its keys are a contract."""

from typing import Any

from articles import dates, markup
from articles.importing import document_json
from articles.importing.documents import DatedMoment, Document
from articles.importing.models import ImportRun, StagedDocument
from articles.importing.steps import Step
from articles.importing.words_for_tags import Words


def line(step: Step, run: ImportRun | None, words: Words | None = None) -> dict[str, Any]:
    """Return the line of one document; `run` and `article` are None in a dry run.

    `words` serves all lines of a call. `tags_in_source` has the words of tags that came by another word.
    """
    document, words = _in_full(step), words or Words()
    others = words.others(step.tags)
    told = {
        "run": run.pk if run else None,
        "source": document.source,
        "format": document.format or None,
        "outcome": step.outcome,
        "article": step.article.pk if step.article else None,
        "headline": document.headline,
        "standfirst": document.standfirst,
        "authors": [credit.name for credit in document.credits],
        "published_at": _moment(document.published),
        "updated_at": _moment(document.updated),
        "published_precision": document.published.precision.value if document.published else None,
        "updated_precision": document.updated.precision.value if document.updated else None,
        "paragraphs": list(document.paragraphs),
        "body_html": markup.clean(document.body_html),
        "bio": document.bio,
        "tags": list(dict.fromkeys(words.tags(step.tags).values())),
        "most_read": [{"rank": ranked.rank, "headline": ranked.headline} for ranked in document.most_read],
        "language": document.language,
        "warnings": [{"code": notice.code, "message": notice.message, "line": notice.line} for notice in step.notices],
        "provenance": _provenance(document),
    }
    return told | ({"tags_in_source": others} if others else {})


def _provenance(document: Document) -> dict[str, list[dict[str, Any]]]:
    """Return where each value was found, under the names of the line: the paragraphs are those of the body."""
    places = {
        name: [document_json.dump_provenance(place) for place in found] for name, found in document.provenance.items()
    }
    return places | ({"paragraphs": places["body"]} if "body" in places and document.paragraphs else {})


def _in_full(step: Step) -> Document:
    """Return the document of a step; one that was known by its bytes as its row has it."""
    if not step.is_brief or step.staged is None:
        return step.document
    return document_json.load(StagedDocument.objects.values_list("parsed", flat=True).get(pk=step.staged.pk))


def _moment(moment: DatedMoment | None) -> str | None:
    return dates.writable(moment.at).isoformat() if moment else None
