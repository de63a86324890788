"""Pictures that are written into the texts of an archive become pictures of its columns, in every format."""

import json
import os
from base64 import b64encode
from io import StringIO

import pytest
from django.core.management import call_command

from articles.importing.models import ImportRun, LoadedPicture, StagedDocument
from articles.importing.readers.web.page import MOST_MARKUP
from articles.models import Article, Image
from tests.importing.pictures.making import picture
from tests.importing.readers.feeds import saved
from tests.importing.readers.ghost import exports as ghost
from tests.importing.readers.web.pages import PARAGRAPHS, page, text
from tests.importing.readers.wordpress import exports as wordpress

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

CONTENT = picture()


def data(content=CONTENT, kind="jpeg"):
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def shown(address):
    return text(PARAGRAPHS[:2]) + f'<figure><img src="{address}" alt="A boat"></figure>' + text(PARAGRAPHS[2:])


def of_page(address):
    return "page.html", page(shown(address))


def of_large_page(address):
    return "page.html", page(shown(address), after=f"<script>{'x' * (MOST_MARKUP // 4)}</script>")


def of_wordpress(address):
    return "export.xml", wordpress.HEAD.format(
        version="1.2", site="https://harbour.example", language="en", head=""
    ) + wordpress.item(shown(address)) + wordpress.FOOT  # fmt: skip


def of_ghost(address):
    return "export.json", json.dumps(ghost.export(ghost.post(html=shown(address))))


def of_lexical(address):
    body = ghost.lexical(
        ghost.paragraph(ghost.words("The ferry was late.")), {"type": "image", "src": address, "alt": "A boat"}
    )
    return "export.json", json.dumps(ghost.export(ghost.post(html=None, lexical=body)))


def of_feed(address):
    return "feed.xml", saved.rss(saved.item(text=shown(address)))


def of_markdown(address):
    return (
        "a.md",
        f"---\ntitle: The boat\ndate: 2012-04-03\n---\nThe boat was late.\n\n![A boat]({address})\n\nAgain.\n",
    )


FORMATS = [of_page, of_large_page, of_wordpress, of_ghost, of_lexical, of_feed, of_markdown]


@pytest.fixture
def load(tmp_path):
    """Return what loads a file and gives its line."""

    def run(name, content):
        (tmp_path / "given").mkdir(exist_ok=True)
        (tmp_path / "given" / name).write_text(content, encoding="utf-8")
        out = StringIO()
        with open(os.devnull, "w") as nowhere:
            call_command("import_columns", str(tmp_path / "given"), json=True, publish=True, stdout=out, stderr=nowhere)
        [line] = [json.loads(line) for line in out.getvalue().splitlines()]
        return line

    return run


@pytest.mark.parametrize("of", FORMATS, ids=lambda of: of.__name__)
def test_it_is_a_picture_of_the_column(load, media, of):
    line = load(*of(data()))

    [article], [image] = Article.objects.all(), Image.objects.all()
    assert "picture_missing" not in {warning["code"] for warning in line["warnings"]}
    assert f'src="{image.file.url}" alt="A boat"' in article.body
    assert (media / image.file.name).read_bytes() == CONTENT
    assert "data:" not in line["body_html"]
    assert "base64" not in json.dumps(StagedDocument.objects.get().parsed)
    assert len(LoadedPicture.objects.get().address) < 50


@pytest.mark.parametrize("of", [of_wordpress, of_ghost], ids=lambda of: of.__name__)
def test_a_post_that_is_a_picture_alone_is_held_with_it(load, of):
    name, content = of(data())
    for paragraph in PARAGRAPHS:
        content = content.replace(f"<p>{paragraph}</p>", "")

    line = load(name, content)

    assert line["outcome"] == "held"
    assert "only_pictures" in {warning["code"] for warning in line["warnings"]}
    assert LoadedPicture.objects.get().file
    assert (ImportRun.objects.get().counts, Article.objects.count()) == ({"held": 1}, 0)


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<path d='M0 0'/>" * 40 + b"</svg>", "svg+xml", "of a kind"),
        (CONTENT[:-200], "jpeg", "damaged"),
    ],
)
def test_one_that_can_t_be_shown_is_said(load, content, kind, why):
    line = load(*of_page(data(content, kind)))

    [warning] = [warning for warning in line["warnings"] if warning["code"] == "picture_missing"]
    assert warning["message"].startswith("The picture that is written into the text is ")
    assert why in warning["message"]
    assert "<img" not in Article.objects.get().body


def test_one_over_the_limit_is_said(load, settings):
    settings.IMPORT_MAX_PICTURE_BYTES = 300

    line = load(*of_feed(data()))

    assert [warning["code"] for warning in line["warnings"]].count("picture_missing") == 1
    assert Image.objects.count() == 0


def test_it_is_the_same_when_it_is_loaded_again(load):
    load(*of_wordpress(data()))

    assert load(*of_wordpress(data()))["outcome"] == "unchanged"
    assert Image.objects.count() == 1
