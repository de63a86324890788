"""Exports that were changed, made up, or written by a later version."""

import pytest
from django.core.management import CommandError

from articles.importing.models import ImportRun
from articles.models import Article
from authors.models import Author
from tests.importing.site_export.sites import changed, crafted, load, make_site, wipe, write

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_an_export_that_was_changed_is_refused_with_a_sentence(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    changed(tmp_path / "site.zip", "articles.jsonl", lambda content: content.replace(b"lamps", b"sheep"))

    with pytest.raises(CommandError, match=r"articles\.jsonl is not what the manifest says"):
        load(tmp_path / "site.zip", "--publish")

    assert not Article.objects.exists()
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("authors.jsonl", lambda record: record.update(user=1)),
        ("authors.jsonl", lambda record: record.update(slug="a/b")),
        ("authors.jsonl", lambda record: record.update(portrait="/etc/passwd")),
        ("articles.jsonl", lambda record: record.update(slug="../admin")),
        ("articles.jsonl", lambda record: record.update(headline="a\0b")),
        ("articles.jsonl", lambda record: record.update(kind="none")),
        ("articles.jsonl", lambda record: record.update(canonical_url="javascript:alert(1)")),
        ("articles.jsonl", lambda record: record.update(version=10**20)),
        ("articles.jsonl", lambda record: record.update(bylines=["x"])),
        ("articles.jsonl", lambda record: record["revisions"][0].update(user=1)),
    ],
)
def test_an_export_with_what_no_site_could_keep_is_refused_with_a_sentence(tmp_path, admin_user, file, change):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    crafted(tmp_path / "site.zip", file, change)

    with pytest.raises(CommandError, match=r"can't be taken over|is damaged|is not in it"):
        load(tmp_path / "site.zip", "--publish")

    assert not Author.objects.filter(user__isnull=False).exists()
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED


def test_an_export_of_a_later_version_is_refused_with_a_sentence(tmp_path):
    make_site()
    write(tmp_path / "site.zip")
    wipe()
    changed(tmp_path / "site.zip", "manifest.json", lambda content: content.replace(b'"version": 3', b'"version": 9'))

    with pytest.raises(CommandError, match="version 9"):
        load(tmp_path / "site.zip", "--publish")
