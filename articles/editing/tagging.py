"""From the words that an editor types to tags: an existing tag, by its name or another word for it, or a new one."""

from collections.abc import Iterable

from articles.models import Tag, TagAlias
from authors.names import fold

MAX_NAME = 100


class Vocabulary:
    """Tags by their names and other words: asked for many at once, and kept up with those made meanwhile."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Ask for all these names at once."""
        self._asked: set[str] = set()
        self._tags: dict[str, Tag] = {}
        self._look_up({fold(name) for name in names})

    def _look_up(self, keys: set[str]) -> None:
        if unasked := keys - self._asked:
            self._tags |= _known(unasked)
            self._asked |= unasked

    def tags_for(self, names: Iterable[str]) -> tuple[list[Tag], list[Tag]]:
        """Return what `tags_for` does, and beside it those tags that are new."""
        wanted = {fold(name): name for name in tidy(names)}
        self._look_up(set(wanted))
        new = {key: Tag.objects.create(name=name) for key, name in wanted.items() if key not in self._tags}
        self._tags |= new
        return list(dict.fromkeys(self._tags[key] for key in wanted)), list(new.values())


def tags_for(names: Iterable[str]) -> list[Tag]:
    """Return a tag for each name, each once, in order; makes those that are new.

    A name equals a tag when their folded forms do (case, accents, spaces). ValueError as `tidy` says.
    """
    return Vocabulary().tags_for(names)[0]


def tidy(names: Iterable[str]) -> list[str]:
    """Return the names with single spaces, each once, in order, without empty ones.

    ValueError for a name without a letter or figure, or longer than `MAX_NAME`.
    """
    wanted: dict[str, str] = {}
    for name in names:
        spaced = " ".join(name.split())
        if not spaced:
            continue
        if not fold(spaced):
            raise ValueError(f"“{spaced}” holds no letter or figure, so it can't be a tag.")
        if len(spaced) > MAX_NAME:
            raise ValueError(f"“{spaced[:40]}…” is longer than {MAX_NAME} characters, so it can't be a tag.")
        wanted.setdefault(fold(spaced), spaced)
    return list(wanted.values())


def _known(keys: Iterable[str]) -> dict[str, Tag]:
    tags = {tag.key: tag for tag in Tag.objects.filter(key__in=keys).select_related("merged_into")}
    aliases = TagAlias.objects.filter(key__in=keys).select_related("tag__merged_into")
    found = {alias.key: alias.tag for alias in aliases} | tags
    return {key: tag.merged_into or tag for key, tag in found.items()}


def meant(keys: Iterable[str]) -> dict[str, str]:
    """Return the name of the tag that there is for each of these folded names or other words; makes none."""
    return {key: tag.name for key, tag in _known(keys).items()}


def known_tags(names: Iterable[str]) -> list[Tag]:
    """Return the tags that there are for these names or other words, each once; makes none."""
    known = _known([fold(name) for name in names])
    return list(dict.fromkeys(known.values()))
