"""Nothing that runs is ever stored in a body, whichever way it comes in."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import F, Value
from django.test import Client

from articles import markup
from articles.models import Article
from tests.builders import make_article, make_user
from tests.editing.forms import save

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "script in pieces": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "event attribute": '<img src="x" onerror="alert(1)">',
    "event without quotation marks": "<p onmouseover=alert(1)>text</p>",
    "event after a slash": "<svg/onload=alert(1)>",
    "javascript address": '<a href="javascript:alert(1)">text</a>',
    "javascript address in entities": '<a href="&#106;&#97;vascript&colon;alert(1)">text</a>',
    "javascript address with a tab": '<a href="java\tscript:alert(1)">text</a>',
    "vbscript address": '<a href="vbscript:msgbox(1)">text</a>',
    "data address": '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">text</a>',
    "data picture": '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "svg": '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "svg animation": "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "mathml": '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">x</maction></math>',
    "mutation": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "srcdoc": '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "frame": '<iframe src="javascript:alert(1)"></iframe>',
    "object": '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    "form": '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>',
    "style": '<style>@import "javascript:alert(1)";</style><p style="background:url(javascript:alert(1))">x</p>',
    "meta refresh": '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    "base": '<base href="javascript:alert(1)//">',
    "template": "<template><script>alert(1)</script></template>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "conditional comment": "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "unclosed": "<img src=x onerror=alert(1)//",
    "null in a tag": "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "identifier": '<p id="location" name="cookie">x</p>',
}


def by_form(article: Article, payload: str) -> None:
    client = Client()
    client.force_login(make_user("hostile"))
    assert save(client, article, body=payload).status_code == 302


def by_save(article: Article, payload: str) -> None:
    article.body = payload
    article.save()


def by_bulk_create(article: Article, payload: str) -> None:
    Article.objects.filter(pk=article.pk).delete()
    Article.objects.bulk_create([Article(pk=article.pk, headline="Hostile", body=payload)])


def by_bulk_update(article: Article, payload: str) -> None:
    article.body = payload
    Article.objects.bulk_update([article], ["body"])


def by_update(article: Article, payload: str) -> None:
    Article.objects.filter(pk=article.pk).update(body=payload)


def by_upsert(article: Article, payload: str) -> None:
    again = Article(pk=article.pk, headline="Hostile", body=payload, guid=article.guid)
    Article.objects.bulk_create([again], update_conflicts=True, unique_fields=["id"], update_fields=["body"])


def by_loaddata(article: Article, payload: str, folder: Path) -> None:
    row = {"model": "articles.article", "pk": article.pk, "fields": {"headline": "Hostile", "body": payload}}
    fixture = folder / "hostile.json"
    fixture.write_text(json.dumps([{**row, "fields": {**row["fields"], "guid": article.guid, **_dates(article)}}]))
    call_command("loaddata", str(fixture), verbosity=0)


def _dates(article: Article) -> dict[str, str]:
    return {"created_at": article.created_at.isoformat(), "modified_at": article.modified_at.isoformat()}


WAYS: dict[str, Callable[[Article, str], None]] = {
    "form": by_form,
    "save": by_save,
    "bulk_create": by_bulk_create,
    "bulk_update": by_bulk_update,
    "update": by_update,
    "upsert": by_upsert,
}


class Executable(HTMLParser):
    """Collects whatever in a document could run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in markup.ALLOWED_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            is_script = address.startswith(("javascript:", "vbscript:", "data:"))
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "action"} or is_script:
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def executable(html: str) -> list[str]:
    parser = Executable()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_nothing_that_runs_is_stored(way, payload):
    article = make_article()

    way(article, f"<p>Before.</p>{payload}<p>After.</p>")

    stored = Article.objects.get(pk=article.pk).body
    assert executable(stored) == []
    assert "Before." in stored


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_loaddata_stores_nothing_that_runs(tmp_path, payload):
    article = make_article()

    by_loaddata(article, f"<p>Before.</p>{payload}", tmp_path)

    assert executable(Article.objects.get(pk=article.pk).body) == []


def test_instance_agrees_with_its_row_after_saving():
    article = make_article()

    by_save(article, PAYLOADS["event attribute"])

    assert article.body == Article.objects.get(pk=article.pk).body


def test_database_expression_cannot_be_cleaned_and_takes_only_what_is_stored():
    article = make_article(body="<p>Clean.</p>")

    Article.objects.filter(pk=article.pk).update(body=F("body"))

    assert Article.objects.get(pk=article.pk).body == "<p>Clean.</p>"


def test_value_expression_is_the_one_way_around_and_nobody_uses_it():
    # Value() is a database expression: cleaning it would mean to rewrite expressions. The write path never makes one.
    article = make_article()

    Article.objects.filter(pk=article.pk).update(body=Value("<p>Plain.</p>"))

    assert Article.objects.get(pk=article.pk).body == "<p>Plain.</p>"
