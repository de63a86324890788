"""Who and what is credited, as the outside world gets it: people and pictures with absolute addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from mimetypes import guess_type
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static

from articles import markup
from articles.models import Byline, Image

AUTHOR_ROLES = frozenset({Byline.Role.WRITER, Byline.Role.INTERVIEWER})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a credit; `url` is absolute or empty."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with what must stand beside it."""

    url: str
    media_type: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""


def publisher() -> Person:
    """Return the paper, as the author of what nobody signed."""
    return Person(settings.PAPER_NAME, f"{settings.SITE_URL}/")


def authors(bylines: Iterable[Byline]) -> tuple[Person, ...]:
    """Return those who wrote it, each once and in order; the paper where nobody signed."""
    return _people(line for line in bylines if line.role in AUTHOR_ROLES) or (publisher(),)


def contributors(bylines: Iterable[Byline]) -> tuple[Person, ...]:
    """Return those who did something else: translated it, made its pictures."""
    return _people(line for line in bylines if line.role not in AUTHOR_ROLES)


def picture(image: Image) -> Picture:
    """Return a picture; what kind of file it is follows from the file's name."""
    return Picture(
        url=urljoin(settings.SITE_URL, image.file.url),
        media_type=guess_type(image.file.url)[0] or "application/octet-stream",
        width=image.width,
        height=image.height,
        alt=one_line(image.alt),
        credit=one_line(image.credit),
    )


def static_url(name: str) -> str:
    """Return the absolute address of a static file."""
    return urljoin(settings.SITE_URL, static(name))


def one_line(plain: str) -> str:
    """Return plain text on one line, without what may not stand in XML."""
    return " ".join(markup.printable(plain).split())


def _people(bylines: Iterable[Byline]) -> tuple[Person, ...]:
    credited = (Person(one_line(line.name), settings.SITE_URL + line.author.get_absolute_url()) for line in bylines)
    return tuple(dict.fromkeys(credited))
