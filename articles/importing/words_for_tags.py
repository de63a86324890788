"""The words that a source has for tags, and the tags that they mean: another word for a tag gives that tag."""

from collections.abc import Iterable

from articles.editing import tagging
from authors.names import fold


class Words:
    """What words mean. Each is asked for once, so one of these serves all documents of a call."""

    def __init__(self) -> None:
        """Begin with no word asked for."""
        self._meant: dict[str, str] = {}

    def tags(self, words: Iterable[str]) -> dict[str, str]:
        """Return the name of the tag that each word gives; a word that is no tag yet gives one of its own name."""
        keys = {word: fold(word) for word in words}
        if unasked := set(keys.values()) - self._meant.keys():
            self._meant |= dict.fromkeys(unasked, "") | tagging.meant(unasked)
        return {word: self._meant[key] or word for word, key in keys.items()}

    def others(self, words: Iterable[str]) -> dict[str, str]:
        """Return the tags of those words alone that are another word for it, not only another spelling."""
        return {word: tag for word, tag in self.tags(words).items() if fold(tag) != fold(word)}
