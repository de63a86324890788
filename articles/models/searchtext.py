"""The words of an article as the full-text engine gets them; see `articles.search`."""

from django.db import models

from articles.models.article import Article


class SearchText(models.Model):
    """Prepared words (folded, stemmed, Hangul as bigrams) of one article; triggers keep the engine's index beside it.

    A table of its own: lists need not read the words of every article, and SQLite drops the triggers of a table that
    a later migration alters.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="search_text")
    headline = models.TextField(blank=True)
    names = models.TextField(blank=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"words of article {self.article_id}"
