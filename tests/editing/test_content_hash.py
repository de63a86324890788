"""The hash counts what was written and nothing else."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.editing import services
from articles.editing.content_hash import content_hash
from articles.models import Article, Image, Redirect, Series
from articles.readership import hiding
from articles.readership.models import MostReadEntry, MostReadList
from articles.related.models import OfferedNowhere
from authors.models import Author, AuthorName
from tests.builders import POSTED, make_article, make_author

pytestmark = pytest.mark.django_db


def make_paper(**fields):
    author = make_author("Ines Varga", slug="ines-varga")
    return make_article("The ledger", authors=[author], tags=["Harbour"], guid="tag:a:1", **fields)


def test_the_same_content_made_again_has_the_same_hash(capsys):
    make_paper()
    before = content_hash()
    services.delete_article(Article.objects.get(), user=None)
    Author.objects.all().delete()

    make_paper()

    assert content_hash() == before
    call_command("content_hash")
    assert capsys.readouterr().out.strip() == before


def test_saving_it_untouched_or_only_its_clock_times_does_not_count():
    article = make_paper()
    before = content_hash()

    services.save_article(article, user=None)
    Article.objects.update(created_at=POSTED, modified_at=POSTED, first_public_at=POSTED, version=9)

    assert content_hash() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda article: Article.objects.update(standfirst="x"),
        lambda article: Article.objects.update(status="draft"),
        lambda article: Article.objects.update(legacy_url="https://example.org/"),
        lambda article: article.bylines.update(bio="x"),
        lambda article: article.tags.update(description="x"),
        lambda article: article.tags.update(image=Image.objects.create(alt="x")),
        lambda article: Author.objects.update(bio="x"),
        lambda article: AuthorName.objects.update(name="Ines V."),
        lambda article: Redirect.objects.create(path="/old", article=article),
        lambda article: Series.objects.create(name="x", slug="x"),
        lambda article: article.printed_lists.create(kind="printed"),
        lambda article: article.corrections.create(issued_on=POSTED.date(), note="x"),
        lambda article: article.corrections.create(note="x"),
        lambda article: OfferedNowhere.objects.create(article=article),
        lambda article: OfferedNowhere.objects.create(tag=article.tags.get()),
        lambda article: article.delete(),
    ],
)
def test_everything_that_was_written_counts(change):
    article = make_paper()
    before = content_hash()

    change(article)

    assert content_hash() != before


def test_how_exactly_the_day_of_a_notice_is_known_counts():
    notice = make_paper().corrections.create(issued_on=POSTED.date(), note="x")
    hashes = {content_hash()}

    for changed in ({"issued_precision": "inferred"}, {"issued_precision": "month"}, {"issued_on": None}):
        type(notice).objects.update(**changed)
        hashes.add(content_hash())

    assert len(hashes) == 4


def test_line_that_the_desk_took_off_counts_and_the_moment_of_it_does_not():
    article = make_paper()
    made = MostReadList.objects.create(kind="counted", day="2017-01-20", window_days=7)
    MostReadEntry.objects.create(list=made, rank=1, headline="The ledger", article=article, reads=9)
    before = content_hash()

    hiding.take_off(made.entries.get(), "By order of a court", at=POSTED)
    after = content_hash()
    hiding.take_off(made.entries.get(), "By order of a court", at=timezone.now())

    assert before != after == content_hash()
