"""What stands around columns at the desk: most-read lists, related headlines, subjects, columnists."""

import pytest
from django.urls import reverse

from articles.models import Article, Tag, TagAlias
from articles.readership.models import MostReadEntry, MostReadList
from authors.models import Author, AuthorName
from tests.builders import make_article, make_author, make_draft
from tests.related.columns import make_column

pytestmark = pytest.mark.django_db


def printed_list(*headlines: str) -> MostReadList:
    most_read = MostReadList.objects.create(kind="printed")
    for rank, headline in enumerate(headlines, 1):
        MostReadEntry.objects.create(list=most_read, rank=rank, headline=headline)
    return most_read


def list_url(most_read: MostReadList) -> str:
    return reverse("admin:readership_mostreadlist_change", args=[most_read.pk])


def as_sent(most_read: MostReadList, **changes: str) -> dict[str, str]:
    """Return the form of a list as a browser sends it back."""
    entries = list(most_read.entries.all())
    fields = {"is_shown": "on", "note": "", "entries-TOTAL_FORMS": len(entries), "entries-INITIAL_FORMS": len(entries)}
    for index, entry in enumerate(entries):
        fields |= {
            f"entries-{index}-id": entry.pk,
            f"entries-{index}-list": most_read.pk,
            f"entries-{index}-rank": entry.rank,
            f"entries-{index}-headline": entry.headline,
            f"entries-{index}-article": "",
        }
    return {**fields, "_save": "1", **changes}


def test_unlinked_line_offers_the_columns_most_like_it(desk):
    make_article("An apology to the apple growers of the north")
    most_read = printed_list("An apology to the apple growers")

    page = desk.get(list_url(most_read)).text

    assert "An apology to the apple growers of the north" in page
    assert "% alike" in page


def test_line_is_linked_by_what_was_picked_or_by_the_whole_headline(desk):
    first, second = make_article("The ferry"), make_article("The bus")
    most_read = printed_list("Ferry company fined", "Buses return")

    picked = {"entries-0-article": "The ferry", "entries-0-article-id": str(first.pk), "entries-1-article": "The bus"}
    assert desk.post(list_url(most_read), as_sent(most_read, **picked)).status_code == 302

    assert [entry.article for entry in most_read.entries.all()] == [first, second]


def test_list_can_be_taken_off_and_keeps_its_kind(desk):
    most_read = printed_list("Ferry company fined")
    fields = as_sent(most_read, kind="counted")
    del fields["is_shown"]

    desk.post(list_url(most_read), fields)

    most_read.refresh_from_db()
    assert (most_read.is_shown, most_read.kind) == (False, "printed")


def test_printed_lines_are_evidence(desk):
    most_read = printed_list("Ferry company fined")
    forged = {"entries-0-headline": "Praise for the ferry company", "entries-0-DELETE": "on"}

    desk.post(list_url(most_read), as_sent(most_read, **forged))

    assert [entry.headline for entry in most_read.entries.all()] == ["Ferry company fined"]


def counted_list(*headlines: str) -> MostReadList:
    most_read = printed_list(*headlines)
    MostReadList.objects.filter(pk=most_read.pk).update(kind="counted", day="2026-01-01", window_days=7)
    for entry in most_read.entries.all():
        MostReadEntry.objects.filter(pk=entry.pk).update(article=make_article(entry.headline), reads=40)
    return most_read


def test_counted_lines_are_not_touched(desk):
    article = make_article("Another")
    most_read = counted_list("The ferry")
    before = most_read.entries.values().get()
    forged = {"entries-0-article-id": str(article.pk), "entries-0-headline": "Praise", "entries-0-reads": "4000"}

    assert desk.post(list_url(most_read), as_sent(most_read, **forged, **{"entries-0-DELETE": "on"})).status_code == 302

    assert most_read.entries.values().get() == before


def test_counted_line_is_taken_off_for_a_reason_and_put_back(desk):
    most_read = counted_list("The ferry", "The bus")
    url = list_url(most_read)

    taken_off = {"entries-1-hidden_because": "By order of a court"}
    assert desk.post(url, as_sent(most_read, **taken_off)).status_code == 302
    line = most_read.entries.get(rank=2)
    assert (line.hidden_because, line.reads, line.headline) == ("By order of a court", 40, "The bus")
    assert line.hidden_at is not None
    assert "By order of a court" in desk.get(url).text

    desk.post(url, as_sent(most_read, **{"entries-1-hidden_because": ""}))
    assert most_read.entries.get(rank=2).hidden_at is None
    history = desk.get(reverse("admin:readership_mostreadlist_history", args=[most_read.pk])).text
    assert "2: taken off, By order of a court" in history
    assert "2: put back" in history


def test_counted_list_is_not_deleted(desk):
    counted, printed = counted_list("The ferry"), printed_list("The bus")
    url = "admin:readership_mostreadlist_delete"

    assert desk.post(reverse(url, args=[counted.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse(url, args=[printed.pk]), {"post": "yes"}).status_code == 302

    assert list(MostReadList.objects.all()) == [counted]
    page = desk.get(reverse("admin:readership_mostreadlist_changelist")).text
    assert "delete_selected" not in page
    assert "counted here, 2026-01-01, 7 days" in page


def test_writer_takes_no_line_off(writers_desk):
    most_read = counted_list("The ferry")

    answer = writers_desk.post(list_url(most_read), as_sent(most_read, **{"entries-0-hidden_because": "Mine"}))

    assert answer.status_code == 403
    assert most_read.entries.get().hidden_at is None


def test_counted_list_is_not_made_by_hand(desk):
    page = desk.get(reverse("admin:readership_mostreadlist_add")).text

    assert 'value="curated"' in page
    assert 'value="counted"' not in page


def change_related(client, article: Article, action: str, **fields: str):
    return client.post(reverse("editing:change_related", args=[article.pk, action]), fields)


def test_headline_is_pinned_by_its_id_or_its_words_and_unpinned(desk):
    article, other = make_article("The ledger"), make_article("Night buses")

    assert change_related(desk, article, "pin", related="Night buses").status_code == 302
    assert article.related_headlines.get(related=other).origin == "pinned"

    change_related(desk, article, "unpin", **{"related-id": str(other.pk)})
    assert not article.related_headlines.filter(origin="pinned").exists()


def test_blocked_headline_says_so_and_the_block_can_be_undone(desk):
    article, other = make_article("The ledger"), make_article("Night buses")
    change_related(desk, article, "block", **{"related-id": str(other.pk)})

    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert "Blocked by the desk" in page

    change_related(desk, article, "unblock", **{"related-id": str(other.pk)})
    assert not article.related_headlines.filter(origin="blocked").exists()


def test_headline_that_nobody_has_is_said_and_nothing_is_pinned(desk):
    article = make_article("The ledger")
    url = reverse("editing:change_related", args=[article.pk, "pin"])

    response = desk.post(url, {"related": "The ledger"}, headers={"X-Requested-With": "fetch"})

    assert "There is no other column with that headline" in response.text
    assert not article.related_headlines.exists()


def test_related_is_for_the_desk_and_for_known_actions(writers_desk, writer, desk):
    own = make_draft(user=writer)

    assert change_related(writers_desk, own, "pin").status_code == 403
    assert change_related(desk, own, "explode").status_code == 404
    assert desk.get(reverse("editing:change_related", args=[own.pk, "pin"])).status_code == 405


def test_subject_is_made_with_address_and_other_words(desk):
    fields = {"name": "항구", "slug": "", "kind": "place", "description": "", "parent": "", "_save": "1"}
    inline = {"aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-name": "The Port"}

    response = desk.post(reverse("admin:articles_tag_add"), {**fields, **inline})

    assert response.status_code == 302
    tag = Tag.objects.get()
    assert (tag.slug, TagAlias.objects.get().key) == ("항구", "the port")


def test_second_subject_that_differs_by_case_alone_is_refused_in_a_sentence(desk):
    make_article(tags=["Harbour"])
    fields = {"name": "HARBOUR", "slug": "", "kind": "topic", "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}

    response = desk.post(reverse("admin:articles_tag_add"), fields)

    assert "There is a subject “Harbour” already." in response.text
    assert Tag.objects.count() == 1


def test_other_word_leads_to_one_subject_alone(desk):
    make_article(tags=["Harbour", "Shipping"])
    harbour, shipping = Tag.objects.get(name="Harbour"), Tag.objects.get(name="Shipping")
    harbour.aliases.create(name="The port", key="the port")
    fields = {"name": "Shipping", "slug": "shipping", "kind": "topic", "aliases-INITIAL_FORMS": "0"}
    url = reverse("admin:articles_tag_change", args=[shipping.pk])

    one = {"aliases-TOTAL_FORMS": "1", "aliases-0-name": "THE PORT", "aliases-0-tag": str(shipping.pk)}
    two = {"aliases-TOTAL_FORMS": "2", "aliases-0-name": "Boats", "aliases-1-name": "boats"}

    assert "leads to “Harbour” already" in desk.post(url, {**fields, **one}).text
    assert "differ by case" in desk.post(url, {**fields, **two}).text


def test_new_columnist_is_found_by_name_at_once(desk):
    fields = {"name": "Ines Varga", "slug": "ines-varga", "names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    inline = {"disclosures-TOTAL_FORMS": "0", "disclosures-INITIAL_FORMS": "0", "_save": "1"}

    assert desk.post(reverse("admin:authors_author_add"), {**fields, **inline}).status_code == 302

    assert AuthorName.objects.get(key="ines varga").author == Author.objects.get()


def test_columnist_s_page_shows_names_seen_and_newest_columns(desk):
    author = make_author("Ines Varga")
    make_article("On measures", authors=[author])

    page = desk.get(reverse("admin:authors_author_change", args=[author.pk])).text

    assert "On measures" in page
    assert f"columnist={author.slug}" in page


@pytest.mark.parametrize("rows", [1, 15])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("admin:articles_tag_changelist", 6),
        ("admin:authors_author_changelist", 6),
        ("admin:articles_series_changelist", 6),
    ],
)
def test_lists_cost_the_same_for_one_and_for_many(desk, django_assert_num_queries, page, queries, rows):
    for number in range(rows):
        make_article(tags=[f"Tag {number}"], authors=[f"Writer {number}"])

    with django_assert_num_queries(queries):  # session, user, rights twice, count, rows
        desk.get(reverse(page))


def test_what_columns_use_cannot_be_deleted(desk):
    make_article(tags=["Harbour"], authors=["Ines Varga"])
    unused = Tag.objects.create(name="Unused")
    tag = Tag.objects.get(name="Harbour")

    assert desk.post(reverse("admin:articles_tag_delete", args=[tag.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse("admin:articles_tag_delete", args=[unused.pk]), {"post": "yes"}).status_code == 302
    assert "delete_selected" not in desk.get(reverse("admin:articles_tag_changelist")).text
    author = Author.objects.get()
    assert desk.post(reverse("admin:authors_author_delete", args=[author.pk]), {"post": "yes"}).status_code == 403


def test_columnist_s_new_name_is_found_in_the_search_of_columns(desk):
    author = make_author("Ines Varga")
    article = make_article("On measures", authors=[author])
    article.bylines.update(name_as_printed="")
    fields = {"name": "Ines Halloran", "slug": author.slug, "names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    inline = {"disclosures-TOTAL_FORMS": "0", "disclosures-INITIAL_FORMS": "0"}

    desk.post(reverse("admin:authors_author_change", args=[author.pk]), {**fields, **inline})

    found = desk.get(reverse("admin:articles_article_changelist"), {"q": "halloran"}).context["cl"].result_list
    assert list(found) == [article]


def new_list(desk, **lines: str):
    """Send the form of a new list as a browser does: ten lines, of which some are filled in."""
    fields = {"kind": "curated", "is_shown": "on", "entries-TOTAL_FORMS": "10", "entries-INITIAL_FORMS": "0"}
    ranks = {f"entries-{index}-rank": str(index + 1) for index in range(10)}
    return desk.post(reverse("admin:readership_mostreadlist_add"), {**fields, **ranks, **lines, "_save": "1"})


def test_picked_column_gives_its_headline_and_lines_are_numbered(desk):
    make_article("The ferry")

    assert 'value="10"' in desk.get(reverse("admin:readership_mostreadlist_add")).text
    assert new_list(desk, **{"entries-0-article": "The ferry", "entries-1-headline": "Buses return"}).status_code == 302

    lines = MostReadList.objects.get().entries.values_list("rank", "headline")
    assert list(lines) == [(1, "The ferry"), (2, "Buses return")]


def test_line_with_another_rank_and_nothing_else_is_asked_about(desk):
    assert "Write the headline, or pick its column." in new_list(desk, **{"entries-0-rank": "4"}).text


def test_what_stands_in_says_so_beside_the_form_as_on_the_page(desk):
    for number in range(4):
        make_column(f"filler{chr(97 + number)}")
    ada = make_author("Ada Lantern")
    article, _ = make_column("heron", authors=[ada]), make_column("otter", authors=[ada])

    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).text

    assert "More by this author · Also by Ada Lantern" in page
