"""Columns with words of their own, so that likeness can be told from noise."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any
from unittest.mock import patch

from articles.models import Article
from articles.related import services
from articles.related.shown import lines
from tests.builders import make_article

_numbers = count(1)


def text_on(subject: str, *, own_words: int = 45) -> str:
    """Return a text whose words nobody else has, but for those of `subject`, each five times."""
    number = next(_numbers)
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    own = " ".join(f"{letters}x{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(own_words))
    return f"{own} {' '.join([subject] * 5)}"


def make_column(subject: str, **fields: Any) -> Article:
    """Return a published column on a subject."""
    return make_article(**{"headline": f"On {subject}", "body": f"<p>{text_on(subject)}</p>", **fields})


def headlines(article: Article, **options: datetime) -> list[str]:
    """Return the headlines of an article's box, in order."""
    return [line.headline for line in lines(article, **options)]


@contextmanager
def made_together() -> Iterator[None]:
    """Make the lists of all columns that are saved meanwhile once, at the end, instead of with each."""
    with patch.object(services, "refresh"):
        yield
    services.rebuild()
