"""Exports of WordPress made for tests."""

from html import escape

from articles.importing.readers import read

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
	<title>The Harbour Post</title>
	<link>{site}</link>
	<language>{language}</language>
	<wp:wxr_version>{version}</wp:wxr_version>
	<wp:base_site_url>{site}</wp:base_site_url>
	<wp:base_blog_url>{site}</wp:base_blog_url>
	<wp:author><wp:author_login><![CDATA[mina]]></wp:author_login>
	<wp:author_display_name><![CDATA[Mina Park]]></wp:author_display_name></wp:author>
	<wp:author><wp:author_login><![CDATA[joe]]></wp:author_login>
	<wp:author_display_name><![CDATA[]]></wp:author_display_name>
	<wp:author_first_name><![CDATA[Joe]]></wp:author_first_name>
	<wp:author_last_name><![CDATA[Reed]]></wp:author_last_name></wp:author>
{head}"""
FOOT = "</channel>\n</rss>\n"
PROSE = "<p>The ferry was late again, and nobody on the quay was surprised.</p>"


def item(content=PROSE, **given):
    """Return an item; fields are given as `status="draft"`, others as `more=` in XML."""
    values = {
        "title": "The ferry is late",
        "creator": "mina",
        "number": "41",
        "date": "2014-05-06 07:08:09",
        "gmt": "2014-05-05 22:08:09",
        "status": "publish",
        "type": "post",
        "name": "the-ferry-is-late",
        "excerpt": "",
        "password": "",
        "link": "https://harbour.example/2014/05/the-ferry-is-late/",
        "more": "",
    } | given
    return f"""	<item>
		<title>{escape(values["title"], quote=False)}</title>
		<link>{values["link"]}</link>
		<dc:creator><![CDATA[{values["creator"]}]]></dc:creator>
		<content:encoded><![CDATA[{content}]]></content:encoded>
		<excerpt:encoded><![CDATA[{values["excerpt"]}]]></excerpt:encoded>
		<wp:post_id>{values["number"]}</wp:post_id>
		<wp:post_date>{values["date"]}</wp:post_date>
		<wp:post_date_gmt>{values["gmt"]}</wp:post_date_gmt>
		<wp:post_name>{values["name"]}</wp:post_name>
		<wp:status>{values["status"]}</wp:status>
		<wp:post_type>{values["type"]}</wp:post_type>
		<wp:post_password><![CDATA[{values["password"]}]]></wp:post_password>
		{values["more"]}
	</item>
"""


def meta(key, value):
    """Return a custom field."""
    return (
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def term(domain, name, slug=""):
    """Return a label of an item."""
    return f'<category domain="{domain}" nicename="{slug or name.lower()}"><![CDATA[{name}]]></category>'


def attachment(number="77", address="https://harbour.example/files/quay.jpg", *, parent="0", caption="", more=""):
    """Return a picture of the media library."""
    fields = f"<wp:attachment_url>{address}</wp:attachment_url><wp:post_parent>{parent}</wp:post_parent>{more}"
    return item("", number=number, type="attachment", status="inherit", title="quay", excerpt=caption, more=fields)


def export(*items, version="1.2", site="https://harbour.example", language="en-GB", head=""):
    """Return the text of a whole export."""
    return HEAD.format(version=version, site=site, language=language, head=head) + "".join(items) + FOOT


def read_export(*items, **given):
    """Return the documents of an export."""
    return read("export.xml", export(*items, **given).encode())


def read_body(content, *others, **given):
    """Return the document of a post with this content."""
    return read_export(item(content, **given), *others)[0]


def codes(document):
    """Return the codes of a document's notices."""
    return {notice.code for notice in document.notices}
