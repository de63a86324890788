"""Whether a beacon comes from our own page and from a reader, and what it says of both.

Headers are taken from META: Django's own look at them costs more than all that is asked here.
"""

from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from crawlerdetect import CrawlerDetect
from django.conf import settings
from django.http import HttpRequest, UnreadablePostError

from articles.readership import marks, referrers, rules

BEACON_BYTES = 1000
BEACON_TYPE = "application/x-www-form-urlencoded"
ID_DIGITS = 18
MOST_FIELDS = 10

_crawlers = CrawlerDetect()  # remembers what it found of the last 1,024 browsers


class Beacon(NamedTuple):
    """What the script of an article's page sends."""

    article_id: int
    host: str  # of the other site that led there


def sent_in(request: HttpRequest) -> Beacon | None:
    """Return what a request holds; None where it is no beacon: too long, or without an article's id."""
    # The server has checked that the header is a number; a body without one is not read.
    if int(request.META.get("CONTENT_LENGTH") or 0) > BEACON_BYTES:
        return None
    sent = _fields(request)
    number = sent.get("article", "")
    if not (number.isascii() and number.isdigit() and len(number) <= ID_DIGITS):
        return None
    return Beacon(int(number), referrers.host_of(sent.get("from", ""), own=_name_of(request.get_host())))


def read_in(request: HttpRequest, beacon: Beacon, *, at: datetime) -> marks.Read | None:
    """Return the read that a beacon reports, without anything that says whose it is; see `marks.read_of`."""
    address = client_address(request)
    return marks.read_of(
        article_id=beacon.article_id,
        address=address,
        agent=user_agent(request),
        network=network_of(address),
        at=at,
        host=beacon.host,
    )


def _fields(request: HttpRequest) -> dict[str, str]:
    # What browsers send is parsed here: Django's own way, for other forms, takes as long as all the rest.
    try:
        if request.content_type != BEACON_TYPE:
            return request.POST.dict()
        body = request.body
        if len(body) < int(request.META.get("CONTENT_LENGTH") or 0):
            return {}  # the reader went in the middle of it: the first figures of an id are another id
        return dict(parse_qsl(body.decode("ascii"), max_num_fields=MOST_FIELDS))
    except (ValueError, UnreadablePostError):
        return {}


def _name_of(host: str) -> str:
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def is_same_origin(request: HttpRequest) -> bool:
    """Return whether one of our own pages sent the request.

    A browser's own word (Sec-Fetch-Site) decides where it is sent; else the host of Origin, else that of Referer.
    With none of them it is no browser on another site's page: they send Origin with every POST.
    """
    site: str | None = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site == "same-origin"
    source: str | None = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER")
    if source is None:
        return True
    try:
        host = urlsplit(source).netloc
    except ValueError:
        return False
    return bool(host) and host.lower() == request.get_host().lower()


def is_reader(request: HttpRequest) -> bool:
    """Return whether a person is behind the request who is not of the desk and has not asked to be left out."""
    return not (_is_machine(request) or _is_ahead_of_the_reader(request) or _wants_out(request) or _is_staff(request))


def _is_machine(request: HttpRequest) -> bool:
    agent = user_agent(request)
    return not agent or _crawlers.is_crawler(agent)


def _is_ahead_of_the_reader(request: HttpRequest) -> bool:
    purposes = (request.META.get("HTTP_SEC_PURPOSE", ""), request.META.get("HTTP_PURPOSE", ""))
    return any("prefetch" in purpose or "prerender" in purpose for purpose in map(str.lower, purposes))


def _wants_out(request: HttpRequest) -> bool:
    return request.META.get("HTTP_DNT") == "1" or request.META.get("HTTP_SEC_GPC") == "1"


def _is_staff(request: HttpRequest) -> bool:
    # A reader has no session: without its cookie there is nothing to look up.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and request.user.is_staff


def user_agent(request: HttpRequest) -> str:
    """Return what the browser calls itself, without outer spaces; "" where it says nothing."""
    agent: str = request.META.get("HTTP_USER_AGENT", "")
    return agent.strip()


def client_address(request: HttpRequest) -> str:
    """Return the reader's address.

    Behind PROXY_COUNT proxies of our own it is the entry of X-Forwarded-For that the outermost of them wrote: what a
    reader writes there himself stands further left and is not believed.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.PROXY_COUNT
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    return _without_port(hops[-proxies]) if 0 < proxies <= len(hops) else direct


def _without_port(hop: str) -> str:
    """Return the address of an entry: some proxies write the port behind it, which differs with each connection."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    address, colon, port = hop.partition(":")
    return address if colon and "." in address and port.isdecimal() else hop


def network_of(address: str) -> str:
    """Return the network that an address belongs to; an address that is none stands for itself."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    length = rules.IPV4_NETWORK if isinstance(parsed, IPv4Address) else rules.IPV6_NETWORK
    beyond = parsed.max_prefixlen - length  # bits that tell its hosts apart
    return f"{type(parsed)(int(parsed) >> beyond << beyond)}/{length}"
