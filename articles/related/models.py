"""Related headlines, kept as rows: made when an article changes, read when a page is shown."""

from django.conf import settings
from django.db import models

from articles.models import Article, Tag


class RelatedHeadline(models.Model):
    """That one article leads to another, how strongly, why, and by whose hand."""

    class Origin(models.TextChoices):
        """Who says so: the computer, or an editor who pinned or blocked it."""

        COMPUTED = "computed", "computed"
        PINNED = "pinned", "pinned by the desk"
        BLOCKED = "blocked", "blocked by the desk"

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_headlines")
    related = models.ForeignKey(Article, models.CASCADE, related_name="related_from")
    origin = models.CharField("origin", max_length=8, choices=Origin, default=Origin.COMPUTED)
    score = models.FloatField("score", default=0.0)
    position = models.PositiveSmallIntegerField("order", default=0)
    parts = models.JSONField("parts of the score", default=dict, help_text="What it was computed from: the reasons.")

    class Meta:
        ordering = ["position", "-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related"], name="one_row_a_pair"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("related")), name="article_is_not_related_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.related_id} ({self.origin})"


class OfferedNowhere(models.Model):
    """That the desk never offers a column as a related headline, or no column that carries a tag."""

    article = models.OneToOneField(Article, models.CASCADE, null=True, blank=True, related_name="offered_nowhere")
    tag = models.OneToOneField(Tag, models.CASCADE, null=True, blank=True, related_name="offered_nowhere")

    class Meta:
        verbose_name_plural = "offered nowhere"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, tag__isnull=True)
                | models.Q(article__isnull=True, tag__isnull=False),
                name="offered_nowhere_is_an_article_or_a_tag",
            )
        ]

    def __str__(self) -> str:
        return f"article {self.article_id}" if self.article_id else f"tag {self.tag_id}"


class BadMatch(models.Model):
    """That an editor found a headline out of place in a list: kept, with its score, to judge rankings by."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bad_matches")
    related = models.ForeignKey(Article, models.CASCADE, related_name="bad_match_of")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField("reported", auto_now_add=True)
    note = models.CharField("why", max_length=300, blank=True)
    score = models.FloatField("score then", default=0.0)
    parts = models.JSONField("parts of the score then", default=dict)

    class Meta:
        ordering = ["-reported_at", "-id"]
        verbose_name_plural = "bad matches"
        constraints = [models.UniqueConstraint(fields=["article", "related"], name="one_report_a_pair")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.related_id}: out of place"


class WordCount(models.Model):
    """In how many articles a word stands; the row of the empty word says how many articles were counted."""

    word = models.CharField(max_length=60, primary_key=True)
    articles = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.word}: {self.articles}"


class CountedWords(models.Model):
    """The words of an article that `WordCount` holds, so that a change or removal can be taken off again.

    In their order, with a space between two; `counts` says how often each is there (`terms.Words`). The row outlives
    its article: the next count finds it without one, takes its words off and removes it.
    """

    article = models.OneToOneField(Article, models.SET_NULL, null=True, related_name="counted_words")
    words = models.TextField()
    counts = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"words counted for article {self.article_id}"


class WordMeaning(models.Model):
    """What a word means: its vector (`meaning.fit`), 16 bits a place, as the archive taught it at the last making."""

    word = models.CharField(max_length=60, primary_key=True)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return self.word


class ColumnMeaning(models.Model):
    """What an article means: its own vector, and that averaged with its neighbours', which others are compared by."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="meaning")
    own = models.BinaryField()
    averaged = models.BinaryField()

    def __str__(self) -> str:
        return f"meaning of article {self.article_id}"


class LinkedAddress(models.Model):
    """An address of this site that stands as a link in an article's text; see `links`."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="linked_addresses")
    key = models.CharField("what its spellings share", max_length=1000, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="one_row_an_address")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.key}"[:200]


class NamedTag(models.Model):
    """That an article's text names a person or place whose tag it does not carry; see `naming`."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="named_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="naming")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "tag"], name="article_names_a_tag_once")]

    def __str__(self) -> str:
        return f"{self.article_id} names tag {self.tag_id}"


class TagAge(models.Model):
    """How far a tag is news, 0 to 1, as it was when all lists were made; no row for what is evergreen. See `ageing`."""

    tag = models.OneToOneField(Tag, models.CASCADE, primary_key=True, related_name="age")
    news = models.FloatField()

    def __str__(self) -> str:
        return f"tag {self.tag_id}: {self.news:.2f}"
