"""From the words that an editor types to tags: an existing tag, by its name or another word for it, or a new one."""

from collections.abc import Iterable

from articles.models import Tag, TagAlias
from authors.names import fold

MAX_NAME = 100


def tags_for(names: Iterable[str]) -> list[Tag]:
    """Return a tag for each name, each once, in order; makes those that are new.

    A name equals a tag when their folded forms do (case, accents, spaces). ValueError for a name without a letter or
    figure, or longer than `MAX_NAME`.
    """
    wanted: dict[str, str] = {}
    for name in names:
        tidy = " ".join(name.split())
        if not tidy:
            continue
        if not fold(tidy):
            raise ValueError(f"“{tidy}” holds no letter or figure, so it can't be a tag.")
        if len(tidy) > MAX_NAME:
            raise ValueError(f"“{tidy[:40]}…” is longer than {MAX_NAME} characters, so it can't be a tag.")
        wanted.setdefault(fold(tidy), tidy)
    known = _known(wanted)
    tags = [known.get(key) or Tag.objects.create(name=name) for key, name in wanted.items()]
    return list(dict.fromkeys(tags))


def _known(keys: Iterable[str]) -> dict[str, Tag]:
    tags = {tag.key: tag for tag in Tag.objects.filter(key__in=keys).select_related("merged_into")}
    aliases = TagAlias.objects.filter(key__in=keys).select_related("tag__merged_into")
    found = {alias.key: alias.tag for alias in aliases} | tags
    return {key: tag.merged_into or tag for key, tag in found.items()}
