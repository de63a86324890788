"""A small valid file of every format: what the fuzzing of the readers begins with. All written for these tests."""

import io
import json
import zipfile

from tests.importing.readers.dumps import BIO, BYLINE, DATES, FIRST, HEADLINE, SECOND, dump

MOMENT = "2012-05-06T10:20:00+09:00"
BODY = f"<p>{FIRST}</p><h2>Lamps</h2><p>{SECOND} <em>Twice</em>.</p><ul><li>One</li><li>Two</li></ul>"
PAGE = f"""<!doctype html><html lang="en"><head><title>Lamps for an empty pier | The Pier Times</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="{MOMENT}">
<link rel="canonical" href="https://pier.example.org/2012/05/lamps">
<script type="application/ld+json">{
    json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Lamps for an empty pier",
            "datePublished": MOMENT,
            "author": [{"@type": "Person", "name": "Ahn Dal-ho"}],
        }
    )
}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Lamps for an empty pier</h1>
<p class="byline">By Ahn Dal-ho</p>{
    BODY
}<figure><img src="a.jpg" alt="A pier"><figcaption>The pier</figcaption></figure>
<p>{BIO}</p></article><footer>All rights reserved</footer></body></html>"""
WXR = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Pier Times</title><link>https://pier.example.org</link>
<language>en</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://pier.example.org</wp:base_site_url>
<wp:author><wp:author_login>ahn</wp:author_login><wp:author_display_name>Ahn Dal-ho</wp:author_display_name></wp:author>
<item><title>Lamps for an empty pier</title><link>https://pier.example.org/lamps</link><dc:creator>ahn</dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>{FIRST}</p><!-- /wp:paragraph -->[caption id="a"]<img src="a.jpg">
The pier[/caption]]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>7</wp:post_id>
<wp:post_date>2012-05-06 10:20:00</wp:post_date><wp:post_date_gmt>2012-05-06 01:20:00</wp:post_date_gmt>
<wp:post_name>lamps</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="lamps"><![CDATA[Lamps]]></category></item></channel></rss>"""
FEED = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Pier Times</title>
<link>https://pier.example.org</link><item><title>Lamps for an empty pier</title>
<link>https://pier.example.org/lamps</link><guid>lamps-7</guid><pubDate>Sun, 06 May 2012 10:20:00 +0900</pubDate>
<dc:creator>Ahn Dal-ho</dc:creator><category>Lamps</category><content:encoded><![CDATA[{BODY}]]></content:encoded>
</item></channel></rss>"""
MARKDOWN = f"""---
title: Lamps for an empty pier
date: {MOMENT}
authors: [Ahn Dal-ho]
tags: [Lamps, Harbour]
---

{FIRST}

## Lamps

{SECOND} A note.[^1]

{{{{< figure src="a.jpg" caption="The pier" >}}}}

[^1]: He said so.
"""
TABLE = (
    f'title,author,date,body,tags\nLamps for an empty pier,Ahn Dal-ho,2012-05-06 10:20,"{FIRST}\n\n{SECOND}","a, b"\n'
)
GHOST = json.dumps({
    "db": [{
        "meta": {"exported_on": 1336267200000, "version": "4.1.0"},
        "data": {
            "posts": [{
                "id": "p1", "uuid": "u1", "title": "Lamps for an empty pier", "slug": "lamps", "type": "post",
                "status": "published", "visibility": "public", "html": BODY, "published_at": "2012-05-06T01:20:00.000Z",
                "mobiledoc": json.dumps({
                    "version": "0.3.1", "atoms": [], "cards": [], "markups": [["em"]],
                    "sections": [[1, "p", [[0, [], 0, FIRST], [0, [0], 1, "Twice"]]]],
                }),
            }],
            "users": [{"id": "a1", "name": "Ahn Dal-ho", "slug": "ahn"}],
            "posts_authors": [{"post_id": "p1", "author_id": "a1", "sort_order": 0}],
            "tags": [{"id": "t1", "name": "Lamps", "slug": "lamps"}],
            "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 0}],
        },
    }]
})  # fmt: skip
NITF = f"""<?xml version="1.0"?><nitf><head><title>Lamps for an empty pier</title><docdata>
<doc-id id-string="lamps-7"/><date.issue norm="20120506T102000+0900"/></docdata></head><body><body.head><hedline>
<hl1>Lamps for an empty pier</hl1></hedline><byline>By <person>Ahn Dal-ho</person></byline></body.head>
<body.content><p>{FIRST}</p><p>{SECOND}</p></body.content><body.end><tagline>{BIO}</tagline></body.end></body></nitf>"""
NEWSML = f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:lamps:7" version="1"
 standard="NewsML-G2" standardversion="2.30" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<versionCreated>{MOMENT}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>
<headline>Lamps for an empty pier</headline><by>Ahn Dal-ho</by></contentMeta><contentSet><inlineXML
 contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p><p>{SECOND}</p></body>
</html></inlineXML></contentSet></newsItem>"""
NINJS = json.dumps({
    "uri": "urn:lamps:7", "type": "text", "versioncreated": MOMENT, "headline": "Lamps for an empty pier",
    "byline": "By Ahn Dal-ho", "language": "en", "pubstatus": "usable", "body_html": BODY,
})  # fmt: skip
BROADSHEET = json.dumps({
    "id": 1, "headline": "Lamps for an empty pier", "slug": "lamps", "standfirst": "", "body": BODY,
    "bio_as_printed": BIO, "keeps_cut_off_contact": False, "kind": "column", "language": "en", "status": "published",
    "published_at": MOMENT, "published_precision": "minute", "published_on": "2012-05-06", "updated_at": None,
    "updated_precision": "minute", "embargoed_until": None, "expires_at": None, "first_public_at": MOMENT,
    "created_at": MOMENT, "modified_at": MOMENT, "version": 1, "guid": "tag:pier.example.org,2026:article/7",
    "legacy_id": "", "legacy_url": "", "canonical_url": "", "rights": "", "series": None, "series_part": None,
    "answers": None, "image": None, "bylines": [{
        "id": 1, "author": 1, "position": 0, "name_as_printed": "Ahn Dal-ho", "title_as_printed": "", "bio": "",
        "role": "writer",
    }], "tags": [], "corrections": [], "revisions": [], "related": [], "redirects": [], "reads": [],
}, separators=(",", ":"))  # fmt: skip
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def docx(document: str = "") -> bytes:
    """Return a Word file of a few paragraphs, or with this as its document.xml."""
    paragraphs = ("Lamps for an empty pier", "By Ahn Dal-ho", FIRST, SECOND)
    text = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{PARTS}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r1" Type="{relation}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document
        or f'<?xml version="1.0"?><w:document xmlns:w="{WORDS}"><w:body>{text}</w:body></w:document>',
    })  # fmt: skip


def odt(content: str = "") -> bytes:
    """Return an OpenDocument text of a few paragraphs, or with this as its content.xml."""
    text = "".join(f"<text:p>{words}</text:p>" for words in ("Lamps for an empty pier", "By Ahn Dal-ho", FIRST, SECOND))
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        "content.xml": content
        or f'<?xml version="1.0"?><office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0"><office:body><office:text>{text}</office:text></office:body>'
        "</office:document-content>",
    })  # fmt: skip


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# By the name of the format: what its file is called, and its bytes.
SEEDS: dict[str, tuple[str, bytes]] = {
    "broadsheet": ("articles.jsonl", BROADSHEET.encode()),
    "wxr": ("export.xml", WXR.encode()),
    "ghost": ("ghost.json", GHOST.encode()),
    "feed": ("feed.xml", FEED.encode()),
    "web": ("page.html", PAGE.encode()),
    "markdown": ("lamps.md", MARKDOWN.encode()),
    "docx": ("lamps.docx", docx()),
    "odt": ("lamps.odt", odt()),
    "table": ("columns.csv", TABLE.encode()),
    "nitf": ("lamps.xml", NITF.encode()),
    "newsml": ("lamps.xml", NEWSML.encode()),
    "ninjs": ("lamps.json", NINJS.encode()),
    "text": ("lamps.txt", dump(DATES, HEADLINE, BYLINE, FIRST, SECOND, BIO).encode()),
}
