"""How to load: the choices of a run, as the loader, its callers and the processes that read share them."""

from dataclasses import dataclass, field

from django.conf import settings

from articles.importing.documents import Lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load: the reader's name ("": by content), the zone of dates, tags for all, and who decides.

    `lessons` are what editors taught, `media` a folder of pictures that belong to what is loaded. Only where
    `fetch_media` says so are pictures asked for on the network. It is sent to the processes that read, so it holds
    plain values alone.
    """

    format: str = ""
    timezone: str = field(default_factory=lambda: str(settings.TIME_ZONE))
    tags: tuple[str, ...] = ()
    publish: bool = False
    asks_editor: bool = False
    lessons: tuple[Lesson, ...] = ()
    media: str = ""
    fetch_media: bool = False
