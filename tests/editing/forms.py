"""Sends the form of a column as a browser would: everything on it, as it stands, but for what a test changes."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article

NOT_SENT = {"submit", "button", "file"}


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def fields_on(client: Client, url: str) -> dict[str, str]:
    """Return every field of the form at an address, as an untouched browser would send it back."""
    page = html5lib.parse(client.get(url).text, namespaceHTMLElements=False)
    form = page.find(".//form[@id='article_form']")
    fields = dict(_sent(form))
    for picker in form.findall(".//input[@data-id-name]"):  # what static/js/desk-tags.js adds
        fields[picker.get("data-id-name")] = picker.get("data-id", "")
    return fields


def _sent(form: Element) -> Iterator[tuple[str, str]]:
    for control in form.iter():
        name, kind = control.get("name"), control.get("type", "")
        if not name or "__prefix__" in name or kind in NOT_SENT or control.tag == "button":
            continue
        if control.tag == "textarea":
            yield name, (control.text or "").replace("\n", "\r\n")
        elif control.tag == "select":
            options = control.findall(".//option")
            chosen = [option for option in options if "selected" in option.attrib] or options[:1]
            yield name, chosen[0].get("value", "") if chosen else ""
        elif control.tag == "input" and (kind not in {"checkbox", "radio"} or "checked" in control.attrib):
            yield name, control.get("value", "")


def save(client: Client, article: Article, button: str = "_save", **changes: Any) -> HttpResponse:
    """Change some fields on the form of an article and press a button."""
    url = change_url(article)
    return client.post(url, {**fields_on(client, url), button: "1", **changes})


def write(client: Client, button: str = "_save", **values: Any) -> HttpResponse:
    """Fill in the empty form and press a button."""
    url = reverse("admin:articles_article_add")
    return client.post(url, {**fields_on(client, url), button: "1", **values})
