"""The admin of articles and of all that stands around them. Django finds it here; importing registers it."""

from articles.editing.admin import articles, images, most_read, people, series, tags

__all__ = ["articles", "images", "most_read", "people", "series", "tags"]
