"""Whether a beacon comes from our own page and from a reader, and how a reader is told apart without being kept."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from crawlerdetect import CrawlerDetect
from django.conf import settings
from django.http import HttpRequest

from articles.readership import rules

_crawlers = CrawlerDetect()


def is_same_origin(request: HttpRequest) -> bool:
    """Return whether one of our own pages sent the request.

    A browser's own word (Sec-Fetch-Site) decides where it is sent; else the host of Origin, else that of Referer.
    With none of them it is no browser on another site's page: they send Origin with every POST.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer")
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
    purposes = (request.headers.get("Sec-Purpose", ""), request.headers.get("Purpose", ""))
    return any("prefetch" in purpose or "prerender" in purpose for purpose in map(str.lower, purposes))


def _wants_out(request: HttpRequest) -> bool:
    return request.headers.get("DNT") == "1" or request.headers.get("Sec-GPC") == "1"


def _is_staff(request: HttpRequest) -> bool:
    # A reader has no session: without its cookie there is nothing to look up.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and request.user.is_staff


def user_agent(request: HttpRequest) -> str:
    """Return what the browser calls itself, without outer spaces; "" where it says nothing."""
    return request.headers.get("User-Agent", "").strip()


def client_address(request: HttpRequest) -> str:
    """Return the reader's address.

    Behind PROXY_COUNT proxies of our own it is the entry of X-Forwarded-For that the outermost of them wrote: what a
    reader writes there himself stands further left and is not believed.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    return hops[-proxies] if 0 < proxies <= len(hops) else direct


def network_of(address: str) -> str:
    """Return the network that an address belongs to; an address that is none stands for itself."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    length = rules.IPV4_NETWORK if isinstance(parsed, IPv4Address) else rules.IPV6_NETWORK
    return str(ip_network(f"{parsed}/{length}", strict=False))
