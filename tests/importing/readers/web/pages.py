"""Pages for the tests of the web reader: a paper's page of one column, with what stands around it."""

import json

from articles.importing.documents import ReadOptions
from articles.importing.readers.web import reading

PARAGRAPHS = (
    "The council voted on Tuesday to close the ferry that has crossed the estuary every half hour since the war, "
    "and nobody who voted has ever taken it to work.",
    "I have. For eleven years the seven o'clock boat took me, two nurses and a great many bicycles to the north "
    "bank, and in all that time it failed us four times, which is more than can be said of the bridge.",
    "The case against the ferry is a sum of money. It costs the town less than the paint on the new car park, and"
    " it carries people who have no car to park there in the first place.",
    "What the ferry needs is a timetable that somebody reads, a second crew at weekends and a councillor who will"
    " admit that a town on two banks of a river is one town only as long as there is a way across.",
)
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "OpinionNewsArticle",
    "headline": "Keep the ferry",
    "datePublished": "2019-03-04T06:30:00+09:00",
    "dateModified": "2019-03-05T10:00:00+09:00",
    "author": [{"@type": "Person", "name": "Jane Doe", "jobTitle": "Columnist"}],
    "articleSection": "Opinion",
    "keywords": ["ferries", "budget"],
    "publisher": {"@type": "Organization", "name": "The Harbour Times"},
}


def text(paragraphs=PARAGRAPHS):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def page(
    body=None,
    *,
    head="",
    thing=ARTICLE,
    title="Keep the ferry | The Harbour Times",
    heading="<h1>Keep the ferry</h1>",
    before="",
    after="",
    link="https://www.harbourtimes.example/opinion/keep-the-ferry.html",
):
    data = f'<script type="application/ld+json">{json.dumps(thing)}</script>' if thing else ""
    canonical = f'<link rel="canonical" href="{link}">' if link else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{canonical}{head}{data}</head>
<body><nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><main>
<article>{heading}{before}<div class="article-body">{text() if body is None else body}</div>{after}</article></main>
<footer class="site-footer"><p>All rights reserved by the Harbour Times.</p></footer></body></html>"""


def read(html, *, name="page.html", **options):
    """Return the one document of a page."""
    content = html if isinstance(html, bytes) else html.encode()
    [document] = reading.read(name, content, ReadOptions(**options))
    return document


def codes(document):
    return {notice.code for notice in document.notices}
