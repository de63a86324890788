"""From the words that an editor types to tags: an existing tag, by its name or another word for it, or a new one."""

from collections.abc import Iterable

from articles.models import Tag, TagAlias
from authors.names import fold

MAX_NAME = 100


def tags_for(names: Iterable[str]) -> list[Tag]:
    """Return a tag for each name, each once, in order; makes those that are new.

    A name equals a tag when their folded forms do (case, accents, spaces). ValueError as `tidy` says.
    """
    wanted = {fold(name): name for name in tidy(names)}
    known = _known(wanted)
    tags = [known.get(key) or Tag.objects.create(name=name) for key, name in wanted.items()]
    return list(dict.fromkeys(tags))


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


def known_tags(names: Iterable[str]) -> list[Tag]:
    """Return the tags that there are for these names or other words, each once; makes none."""
    known = _known([fold(name) for name in names])
    return list(dict.fromkeys(known.values()))
