"""Template tags of `templates/meta/`: what the head of a page tells other sites and search engines."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import to_locale

from articles import attribution, metadata
from articles.attribution import Picture
from articles.models import Article

register = template.Library()

# Inside <script> nothing may end the element or open a comment; JSON reads the escapes as the characters.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
# The country that Open Graph wants with a language, where the language alone is given.
_LOCALES = {"en": "en_GB", "ko": "ko_KR"}


@register.simple_tag
def article_metadata(article: Article) -> metadata.ArticleMetadata:
    """Return the values that the head of a column's page shows."""
    return metadata.of_article(article)


@register.simple_tag
def share_picture() -> Picture:
    """Return the paper's own picture."""
    return metadata.share_picture()


@register.simple_tag
def json_ld(article: Article) -> SafeString:
    """Return a column's JSON-LD as a data block, which no browser executes and which needs no nonce."""
    return format_html('<script type="application/ld+json">{}</script>', _script_safe(metadata.structured(article)))


@register.simple_tag
def og_locale(language: str = "") -> str:
    """Return a language tag as Open Graph writes it: `ko_KR`."""
    code = language or settings.LANGUAGE_CODE
    return _LOCALES.get(code) or to_locale(code)


@register.filter
def one_line(plain: str) -> str:
    """Return plain text on one line, without what may not stand in XML."""
    return attribution.one_line(plain)


def _script_safe(value: Any) -> SafeString:
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 escaped above
