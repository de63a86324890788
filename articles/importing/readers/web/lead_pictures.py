"""The picture above the text: the one on the page, else the one that the page gives to programs."""

from __future__ import annotations

from typing import Any

from lxml.html import HtmlElement, tostring

from articles.importing.documents import Picture
from articles.importing.readers.html.bodies import make_body
from articles.importing.readers.web.addresses import join
from articles.importing.readers.web.claims import tidy
from articles.importing.readers.web.page import Page
from articles.importing.readers.web.structured import as_list, first_text

METAS = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
)


def find_lead(page: Page, in_body: tuple[Picture, ...]) -> Picture | None:
    """Return the lead picture, unless it stands in the body already."""
    given = [address for address in (*map(_address, as_list(page.article.get("image"))), *_metas(page)) if address]
    known = {_file(picture.address) for picture in in_body}
    for address in given:
        if _file(address) in known or not _file(address):
            return None
        whole = join(page.base, address)
        alt = page.head.first("og:image:alt", "twitter:image:alt")
        shown = _shown(page, _file(address))
        if shown is not None:
            return Picture(
                address=shown.address, alt=shown.alt or alt, caption=shown.caption, credit=shown.credit, is_lead=True
            )
        return Picture(address=whole, alt=alt, caption=_caption(page), is_lead=True)
    return None


def _shown(page: Page, name: str) -> Picture | None:
    """The same picture as it stands on the page, with its caption."""
    for image in page.tree.xpath(".//figure//img | .//img")[:200]:
        if _file(image.get("src") or "") == name or _file(image.get("data-src") or "") == name:
            figure = next((above for above in image.iterancestors("figure")), image)
            from_page = make_body(_html(figure), address=page.base, own=page.own).pictures
            return from_page[0] if from_page else None
    return None


def _html(element: HtmlElement) -> str:
    text: str = tostring(element, encoding="unicode", with_tail=False)
    return text


def _metas(page: Page) -> list[str]:
    return [value for name in METAS for value in page.head.all(name)[:1]]


def _address(value: Any) -> str:
    if isinstance(value, dict):
        return tidy(value.get("url") or value.get("contentUrl") or value.get("@id"))
    return tidy(value)


def _caption(page: Page) -> str:
    image = next((each for each in as_list(page.article.get("image")) if isinstance(each, dict)), {})
    return first_text(image.get("caption"))[:1000]


def _file(address: str) -> str:
    """What two addresses of one picture share: the name of its file."""
    return address.partition("?")[0].rstrip("/").rpartition("/")[2].lower()
