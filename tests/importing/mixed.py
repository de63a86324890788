"""An archive of everything: dumps, saved pages, an export of WordPress and Markdown, with pictures, tags and links to
each other, and with what can't be loaded.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from tests.importing.dumps import make_dump, write_dumps
from tests.importing.pictures.making import picture
from tests.importing.readers.web.pages import ARTICLE, page
from tests.importing.readers.wordpress.exports import attachment, export, item, meta, term

BLOG = "https://harbour.example"
PAPER = "https://www.harbourtimes.example"
TAGS = ("Ferries", "Budget", "Schools", "Harbour", "Weather")
WORDS = (
    "harbour", "ferry", "council", "winter", "bridge", "quay", "lantern", "ledger", "orchard", "timetable", "bicycle",
    "nurse", "captain", "ballot", "garden", "school", "kitchen", "market", "window", "river", "tide", "engine",
    "paint", "signal", "letter", "baker", "violin", "museum", "printer", "cellar", "lighthouse", "summer", "village",
    "doctor", "ticket", "morning", "evening", "argument", "budget", "promise", "teacher", "neighbour", "station",
    "island", "carpet",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What is given to the loader, and the folder of its pictures."""

    given: Path
    media: Path


def write_archive(folder: Path, *, dumps: int, pages: int, posts: int) -> Archive:
    """Write an archive with so many dumps, saved pages and posts, and a few documents that are held or rejected."""
    given, media = folder / "given", folder / "uploads"
    write_dumps(given / "dumps", dumps)
    (given / "pages" / "page_files").mkdir(parents=True)
    media.mkdir(parents=True)
    for number in range(pages):
        (given / "pages" / f"{number:02}.html").write_text(_page(number, pages, posts), encoding="utf-8")
        _picture(given / "pages" / "page_files" / f"{number % 5}.jpg", number % 5)
    (given / "blog.xml").write_text(_blog(posts, pages), encoding="utf-8")
    for number in range(posts):
        _picture(media / "2014" / "05" / f"p{number % 7}.jpg", 100 + number % 7)
    _write_troubles(given)
    return Archive(given=given, media=media)


def _write_troubles(given: Path) -> None:
    """Write what is held, left out or rejected."""
    (given / "held").mkdir()
    for number in range(4):
        dump = make_dump(f"Nobody knows when {number}", posted="", paragraphs=_paragraphs(900 + number))
        (given / "held" / f"{number}.txt").write_text(dump, encoding="utf-8")
    (given / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing that a zip would have")
    (given / "cut.xml").write_text(export(item(_post(800, 1, 1), number="800"))[:900], encoding="utf-8")
    (given / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (given / "empty.txt").write_bytes(b"")


def _page(number: int, pages: int, posts: int) -> str:
    figure = (
        f'<figure><img src="page_files/{number % 5}.jpg" alt="A quay">'
        f"<figcaption>At quay {number}</figcaption></figure>"
    )
    others = (
        f'<p>Read <a href="{PAPER}/opinion/{(number * 7 + 3) % pages}.html">the one before</a> and '
        f'<a href="{BLOG}/2014/05/post-{number % posts}/">what the blog said</a>.</p>'
    )
    thing = ARTICLE | {
        "headline": f"The page of the {WORDS[number % len(WORDS)]} {number}",
        "datePublished": f"2019-{number % 12 + 1:02}-{number % 27 + 1:02}T06:30:00+09:00",
        "dateModified": None,
        "keywords": [TAGS[number % 5], TAGS[(number + 1) % 5]],
        "author": [{"@type": "Person", "name": ("Jane Doe", "Tom Okafor", "Ida Roth")[number % 3]}],
    }
    first, *rest = (f"<p>{text}</p>" for text in _paragraphs(number))
    body = "".join((first, figure, *rest, others))
    return page(
        body, thing=thing, title=f"{thing['headline']} | The Harbour Times", heading=f"<h1>{thing['headline']}</h1>",
        link=f"{PAPER}/opinion/{number}.html",
    )  # fmt: skip


def _blog(posts: int, pages: int) -> str:
    library = [
        attachment(number=str(500 + number), address=f"{BLOG}/wp-content/uploads/2014/05/p{number}.jpg",
                   caption=f"The library's words for {number}")
        for number in range(7)
    ]  # fmt: skip
    items = [
        item(
            _post(number, posts, pages), number=str(number + 1), title=f"The post of the {WORDS[-1 - number]} {number}",
            name=f"post-{number}", link=f"{BLOG}/2014/05/post-{number}/",
            date=f"2014-05-{number % 27 + 1:02} 07:08:09", gmt=f"2014-05-{number % 27 + 1:02} 06:08:09",
            more=term("post_tag", TAGS[number % 5]) + term("category", "Blog")
            + (meta("_thumbnail_id", str(500 + number % 7)) if number % 3 == 0 else ""),
        )
        for number in range(posts)
    ]  # fmt: skip
    return export(*library, *items)


def _post(number: int, posts: int, pages: int) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(300 + number))
    return (
        f'{text}<p>As <a href="/2014/05/post-{(number + 5) % posts}/">said later</a> and in '
        f'<a href="{PAPER}/opinion/{number % pages}.html?utm_source=x">the paper</a>.</p>'
        f'<img src="{BLOG}/wp-content/uploads/2014/05/p{number % 7}.jpg" alt="Picture {number}">'
        f'<img src="{BLOG}/wp-content/uploads/2014/05/gone{number}.jpg" alt="Lost">'
    )


def _paragraphs(number: int) -> tuple[str, ...]:
    """Return four paragraphs that no other number has."""
    dice = random.Random(number)  # noqa: S311 no secret
    return tuple(
        f"{' '.join(dice.choice(WORDS) for _ in range(30)).capitalize()}, and so {number} ends its part {part}."
        for part in range(4)
    )


def _picture(path: Path, number: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(colour=(number * 37 % 256, number * 91 % 256, 120), size=(40 + number % 9, 30)))
