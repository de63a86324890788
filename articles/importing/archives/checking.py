"""What no honest archive of columns holds, each refused with a sentence; the same for every kind of archive."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from articles.importing.documents import UnreadableError

MAX_ENTRIES = 250_000
# Text shrinks to a third or a tenth; what shrinks to less than a two-hundredth is a bomb, unless it is small anyway.
MAX_RATIO = 200
HARMLESS_SIZE = 1024 * 1024
MAX_NAME = 200
ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


@dataclass(slots=True, kw_only=True)
class Room:
    """How many bytes what was given may still expand to: an archive and those in it share it."""

    left: int

    @classmethod
    def whole(cls) -> "Room":
        """Return the room of one archive that was given."""
        return cls(left=settings.IMPORT_MAX_EXPANDED_BYTES)

    def take(self, size: int, name: str, kind: str) -> None:
        """Use some of it; UnreadableError where there is not enough."""
        if size > self.left:
            limit = filesizeformat(settings.IMPORT_MAX_EXPANDED_BYTES)
            sentence = f"{name} would expand to {filesizeformat(size)}; a {kind} may expand to at most {limit}."
            raise UnreadableError(sentence, code=f"{kind}_bomb")
        self.left -= size


def check_number(number: int, name: str, kind: str) -> None:
    """Refuse an archive without a file, or with more than can be gone through."""
    if not number:
        raise UnreadableError(f"{name} is an empty {kind}: there is no file in it.", code="empty_file")
    if number > MAX_ENTRIES:
        sentence = f"{name} holds {number} files; a {kind} may hold at most {MAX_ENTRIES}."
        raise UnreadableError(sentence, code=f"{kind}_too_many_entries")


def check_name(name: str, whole: str, kind: str) -> None:
    """Refuse a name that leads out of the archive."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts or "\x00" in name:
        raise UnreadableError(f"{whole} has a name that leads out of the {kind}.", code=f"{kind}_unsafe_name")


def check_size(size: int, name: str, whole: str) -> None:
    """Refuse a file over the limit; an archive in an archive has a limit of its own, that of what it expands to."""
    if size > settings.IMPORT_MAX_FILE_BYTES and not name.lower().endswith(ENDINGS):
        limit = filesizeformat(settings.IMPORT_MAX_FILE_BYTES)
        sentence = f"{whole} has {filesizeformat(size)}; a file may have at most {limit}."
        raise UnreadableError(sentence, code="file_too_large")


def is_bomb(expanded: int, packed: int) -> bool:
    """Whether something expands further than any text does."""
    return expanded > HARMLESS_SIZE and expanded > MAX_RATIO * max(packed, 1)


def tidy(name: str) -> str:
    """Return a name without "./" and doubled strokes; one that leads out is left for `check_name` to refuse."""
    return PurePosixPath(name).as_posix()


def harmless(name: str) -> str:
    """Return a name of an archive as a sentence may have it."""
    return name.replace("\\", "/").replace("\x00", "")[:MAX_NAME]
