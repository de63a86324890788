"""The pictures of a document in its article: rows made, the text led to them, the lead picture set; and taken back."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.core.files.storage import default_storage

from articles.importing.documents import Picture
from articles.importing.journal import Journal
from articles.importing.models import LoadedPicture, StagedDocument
from articles.importing.pictures import rewriting
from articles.importing.pictures.rewriting import Placed
from articles.importing.values import Values
from articles.models import Image

MODEL = "articles.image"
LOADED = "importing.loadedpicture"
MAX_ALT = 500
MAX_CREDIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrated:
    """A document's text with its pictures, and the row of the lead picture (None where it has none)."""

    body_html: str
    lead: Image | None


def illustrate(staged: StagedDocument, values: Values, journal: Journal) -> Illustrated:
    """Make the rows of a document's pictures and lead its text to them.

    What is missing goes from the text, and its caption stays: readers never see a broken picture. A lead picture with
    which the text begins as well stands above it alone.
    """
    if not values.pictures and "<img" not in values.body_html:
        return Illustrated(body_html=values.body_html, lead=None)
    kept = {row.address: row for row in staged.pictures.all() if row.file}
    told = {picture.address: picture for picture in values.pictures if not picture.is_lead}
    for address in rewriting.addresses(values.body_html):
        if address in kept:
            _row(kept[address], told.get(address), journal, as_lead=False)
    body = rewriting.rewrite(values.body_html, lambda address: _place(address, kept, told))
    lead = next((one for one in values.pictures if one.is_lead and one.address in kept), None)
    if lead is None:
        return Illustrated(body_html=body, lead=None)
    row = kept[lead.address]
    body, caption = rewriting.without_first(body, default_storage.url(row.file))
    lead = replace(lead, caption=lead.caption or caption)
    return Illustrated(body_html=body, lead=_row(row, lead, journal, as_lead=True))


def _place(address: str, kept: dict[str, LoadedPicture], told: dict[str, Picture]) -> Placed | None:
    row = kept.get(address)
    if row is not None:
        alt = told[address].alt if address in told else ""
        return Placed(url=default_storage.url(row.file), width=row.width, height=row.height, alt=alt)
    if address.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return Placed(url=address, width=0, height=0)  # an editor put it there in the review
    return None


def _row(row: LoadedPicture, told: Picture | None, journal: Journal, *, as_lead: bool) -> Image:
    """Return the row of a picture, made on its first coming.

    The same bytes are one row, unless they are printed above two texts with other words beside them. What the source
    does not say, the file's own fields may.
    """
    alt, caption, credit = (told.alt, told.caption, told.credit) if told else ("", "", "")
    words = {
        "alt": alt[:MAX_ALT], "caption": caption or row.caption, "credit": (credit or row.credit)[:MAX_CREDIT],
    }  # fmt: skip
    known = Image.objects.filter(sha256=row.sha256, **(words if as_lead else {})).order_by("pk").first()
    if known is not None:
        return known
    made = Image(file=row.file, width=row.width, height=row.height, sha256=row.sha256, **words)
    made.save()
    journal.created(made, after=plain(made))
    return made


def plain(image: Image) -> dict[str, str]:
    """Return what an editor can change of a picture, so that undo sees whether somebody has."""
    return {name: str(getattr(image, name)) for name in ("file", "alt", "caption", "credit", "licence")}


def reset(row: LoadedPicture, before: dict[str, str]) -> None:
    """Say again that a picture is missing, for an undo of the loading that filled it; its file is swept with that."""
    row.file, row.sha256, row.missing = "", "", before["missing"]
    row.save()
