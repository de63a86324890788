"""Feeds: valid in three formats, in full, honest about dates and names, and with nothing that is not public."""

import feedparser
import pytest

from articles.models import Series
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db

XML_FILES = ["rss.xml", "atom.xml"]


@pytest.mark.parametrize("file", XML_FILES)
@pytest.mark.parametrize("page", ["/", "/authors/ines-varga/", "/tags/harbour/", "/series/the-river/"])
def test_every_feed_is_read_without_a_fault_and_in_full(client, page, file):
    series = Series.objects.create(name="The River", slug="the-river")
    writer = make_author("Ines Varga", slug="ines-varga")
    make_article("The ledger", authors=[writer], tags=["Harbour"], series=series, body="<p>First.</p><p>Last.</p>")

    response = client.get(page + file)
    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})

    assert parsed.bozo == 0
    assert [entry.title for entry in parsed.entries] == ["The ledger"]
    assert "<p>First.</p><p>Last.</p>" in parsed.entries[0].content[0].value
    assert parsed.entries[0].link == "http://testserver/2011/04/03/the-ledger/"
