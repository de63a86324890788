"""The export of Substack: what each post is stands in one file, its text in another."""

import zipfile

import pytest
from django.core.management import call_command

from articles.importing.documents import ReadOptions
from articles.importing.models import SourceFile
from articles.importing.readers import read
from articles.models import Article
from tests.importing.at_terminal import outcomes
from tests.importing.site_export.sites import load

HEADER = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url"
POSTS = (
    "101.night-buses,2021-03-04T05:06:07.000Z,true,,,newsletter,everyone,The night buses,Who rides them,",
    "102.a-draft,2021-03-05T05:06:07.000Z,false,,,newsletter,everyone,Not yet,,",
    "103.for-some,2021-03-06T05:06:07.000Z,true,,,newsletter,only_paid,For those who pay,,",
    "104.lost,2021-03-07T05:06:07.000Z,true,,,newsletter,everyone,The lost one,,",
    "105.talk,2021-03-08T05:06:07.000Z,true,,,podcast,everyone,A talk,,https://example.org/a.mp3",
)  # fmt: skip
BODY = (
    "<p>Nobody counts the night buses, and nobody means to: they run empty, and then they do not.</p>"
    '<p class="button-wrapper"><a class="button primary" href="https://example.org/subscribe"><span>Subscribe</span></a></p>'
    '<div class="captioned-image-container"><figure><a class="image-link image2" href="https://example.org/bus.jpg">'
    '<img src="https://example.org/bus.jpg" alt="A bus"></a><figcaption class="image-caption">The last one</figcaption>'
    "</figure></div>"
    '<div class="youtube-wrap" data-attrs="{&quot;videoId&quot;:&quot;abc123&quot;}"></div>'
    '<div class="subscription-widget-wrap"><p>Thanks for reading! Subscribe for free.</p></div>'
    "<h3>By day</h3><p>By day they are full of people who would rather walk.</p>"
)


class Export:
    """The files of an export, as those beside a file are asked for."""

    def __init__(self, files):
        self.files = files

    def names(self):
        return tuple(self.files)

    def read(self, path):
        return self.files.get(path)


def make_files(folder=""):
    posts = {
        f"{folder}posts/{line.partition(',')[0]}.html": BODY.encode() for line in POSTS if not line.startswith("104")
    }
    return {
        f"{folder}posts.csv": "\n".join((HEADER, *POSTS)).encode(),
        **posts,
        f"{folder}posts/999.stray.html": b"<p>Nobody knows this one.</p>",
        f"{folder}posts/101.night-buses.opens.csv": b"email\nmina@example.org\n",
        f"{folder}email_list.paper.csv": b"email\nmina@example.org\n",
    }


def read_table(folder=""):
    files = make_files(folder)
    name = f"{folder}posts.csv"
    return read(name, files[name], ReadOptions(beside=Export(files)))


@pytest.mark.parametrize("folder", ["", "export/", "export.zip/"])
def test_post_has_its_text_from_the_file_beside_the_table(folder):
    first = read_table(folder)[0]

    assert (first.headline, first.standfirst, first.verdict) == ("The night buses", "Who rides them", "ready")
    assert first.published.at.isoformat() == "2021-03-04T05:06:07+00:00"
    assert (first.legacy_id, first.identity, first.slug) == ("substack-101", "legacy:substack-101", "night-buses")
    assert first.paragraphs == (
        "Nobody counts the night buses, and nobody means to: they run empty, and then they do not.",
        "https://www.youtube.com/watch?v=abc123",
        "By day",
        "By day they are full of people who would rather walk.",
    )
    assert [(picture.address, picture.caption) for picture in first.pictures] == [
        ("https://example.org/bus.jpg", "The last one")
    ]


def test_draft_stays_one_and_what_is_for_some_is_held():
    found = {document.headline: document for document in read_table()}

    assert {name: (one.verdict, one.standing) for name, one in found.items()} == {
        "The night buses": ("ready", "public"),
        "Not yet": ("ready", "draft"),
        "For those who pay": ("held", "draft"),
        "The lost one": ("held", "public"),
        "A talk": ("left_out", "public"),
    }
    codes = {name: {notice.code for notice in one.notices} for name, one in found.items()}
    assert "private_in_source" in codes["For those who pay"]
    assert "no_body" in codes["The lost one"]
    assert "not_a_column" in codes["A talk"]


def test_file_of_a_post_is_left_out_by_a_rule_and_a_stray_one_is_read():
    files = make_files()
    options = ReadOptions(beside=Export(files))
    [of_post] = read("posts/101.night-buses.html", files["posts/101.night-buses.html"], options)
    [stray] = read("posts/999.stray.html", files["posts/999.stray.html"], options)

    assert (of_post.verdict, of_post.notices[0].code) == ("left_out", "text_of_a_row")
    assert stray.verdict == "held"


def test_other_table_of_that_name_is_read_as_it_is():
    content = b"title,text,date\nA quay,The quay is there and so is the water.,2011-04-03\n"

    [document] = read("posts.csv", content, ReadOptions(beside=Export({"posts.csv": content})))

    assert (document.headline, document.verdict) == ("A quay", "ready")


@pytest.mark.django_db
def test_zip_of_an_export_is_loaded_and_who_reads_the_paper_is_not_kept(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in make_files().items():
            archive.writestr(name, content)

    told = outcomes(load(path, "--publish"))

    assert {name.removeprefix("export.zip/"): outcome for name, outcome in told.items()} == {
        "posts.csv#1": "created", "posts.csv#2": "created", "posts.csv#3": "held", "posts.csv#4": "held",
        "posts.csv#5": "left_out", "posts/101.night-buses.html": "left_out", "posts/102.a-draft.html": "left_out",
        "posts/103.for-some.html": "left_out", "posts/105.talk.html": "left_out", "posts/999.stray.html": "held",
        "posts/101.night-buses.opens.csv": "left_out", "email_list.paper.csv": "left_out",
    }  # fmt: skip
    assert dict(Article.objects.values_list("headline", "status")) == {
        "The night buses": "published",
        "Not yet": "draft",
    }
    assert not any(b"mina@example.org" in file.raw for file in SourceFile.objects.all())
    call_command("import_columns", str(path), publish=True)
    assert Article.objects.count() == 2
