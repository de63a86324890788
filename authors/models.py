"""People: who signs in, who writes, and the names seen in the archive."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from authors.names import fold


class User(AbstractUser):
    """Somebody who signs in to the desk."""


class Author(models.Model):
    """Somebody who writes; needs no account. The paper itself is the author of what is not signed."""

    name = models.CharField("name", max_length=200)
    sort_name = models.CharField(
        "name to sort by", max_length=200, blank=True, help_text="“Kim Tong”. Empty: the name."
    )
    slug = models.SlugField("address", max_length=120, unique=True, allow_unicode=True)
    is_paper = models.BooleanField("the paper itself", default=False)
    bio = models.TextField("bio today", blank=True, help_text="Columns keep the bio that was printed with them.")
    email = models.EmailField("e-mail for readers", blank=True)
    portrait = models.ImageField("portrait", upload_to="portraits/%Y/", blank=True)
    portrait_alt = models.CharField("portrait: text for those who cannot see it", max_length=300, blank=True)
    portrait_credit = models.CharField("portrait: credit", max_length=200, blank=True)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="author")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField("added", auto_now_add=True)

    class Meta:
        ordering = [Lower("name"), "id"]
        verbose_name = "columnist"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="author_has_name"),
            models.UniqueConstraint(
                fields=["is_paper"], condition=models.Q(is_paper=True), name="one_author_is_the_paper"
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="author_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of the columnist's page."""
        return reverse("authors:detail", args=[self.slug])


class AuthorName(models.Model):
    """A spelling of a columnist's name that was seen; the same name can be two people."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="names")
    name = models.CharField("name as seen", max_length=200)
    key = models.CharField("folded name", max_length=200, db_index=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "name seen in the archive"
        verbose_name_plural = "names seen in the archive"
        constraints = [models.UniqueConstraint(fields=["author", "name"], name="author_has_a_name_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Make the key agree with the name."""
        self.key = fold(self.name)


class Disclosure(models.Model):
    """An interest or affiliation that readers should know of, and when it held."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="disclosures")
    text = models.TextField("what readers should know")
    from_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(from_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="disclosure_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.text
