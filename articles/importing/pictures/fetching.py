"""Fetching a picture from the network, where the person who loads asked for it: politely, briefly, from outside only.

The name is looked up once, each address found is judged, and the connection goes to that very address: a name that
answers otherwise a moment later leads nowhere. Every redirect is judged in the same way. No proxy of the environment
is asked, as it would look the name up itself. The standard library suffices; no package that was looked at connects to
an address that was judged before without being taken apart.
"""

import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.template.defaultfilters import filesizeformat

PORTS = {"http": 80, "https": 443}
MAX_REDIRECTS = 3
SECONDS = 10.0
PIECE = 64 * 1024
KINDS = frozenset({"image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/gif", "image/webp", "image/avif"})
_MOVED = frozenset({301, 302, 303, 307, 308})
_OK = 200
# Ways to write a private IPv4 address as one of IPv6, which some versions of Python take for a public one.
_DISGUISES = tuple(ip_network(net) for net in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"))
# No network of the public one, though some versions of Python say so: of a site, of relays, of examples, of a router.
_NOT_PUBLIC = tuple(ip_network(net) for net in ("fec0::/10", "3fff::/20", "192.88.99.0/24", "192.0.0.0/24"))
_SAFE = "/%:@!$&'()*+,;=~-._?"
Address = IPv4Address | IPv6Address


class NotFetchedError(Exception):
    """A picture that was not fetched; the message is the rest of a sentence: “… was not fetched: it …”."""


@dataclass(slots=True)
class _Clock:
    """How much time is left for one picture, with everything that belongs to it."""

    ends_at: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def left(self) -> float:
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise NotFetchedError(f"took longer than {SECONDS:.0f} seconds")
        return left


class _Connection(HTTPConnection):
    """A connection to an address that was judged, whatever the name means by now."""

    def __init__(self, parts: SplitResult, address: Address, port: int, clock: _Clock) -> None:
        super().__init__(parts.hostname or "", port, timeout=clock.left())
        self._scheme, self._address = parts.scheme, address
        # `sock` is let go with the last header, while the content still comes.
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self._wire = socket.create_connection((str(self._address), self.port), self.timeout)
        if self._scheme == "https":
            context = ssl.create_default_context()
            # Greeted after it is known here, so that `give_up` ends a greeting that takes for ever too.
            wire = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._wire = wire
            wire.do_handshake()

    def give_up(self) -> None:
        """End everything at once, from another thread: a limit for each single answer is none for all of them."""
        if self._wire is not None:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)


def fetch(url: str) -> bytes:
    """Return the bytes at an address; NotFetchedError where it may not be asked, or gives no picture in time."""
    clock = _Clock()
    for _ in range(MAX_REDIRECTS + 1):
        found = _ask(url, clock)
        if isinstance(found, bytes):
            return found
        url = _joined(url, found)
    raise NotFetchedError(f"leads on more than {MAX_REDIRECTS} times")


def _joined(url: str, moved: str) -> str:
    try:
        return urljoin(url, moved)
    except ValueError as error:
        raise NotFetchedError("leads on to no address of the web") from error


def _ask(url: str, clock: _Clock) -> bytes | str:
    """Return the picture at an address, or the address that it has moved to."""
    parts = _parts(url)
    port = parts.port or PORTS[parts.scheme]
    address = _judged_address(parts, port, clock)
    connection = _Connection(parts, address, port, clock)
    alarm = Timer(clock.left(), connection.give_up)
    alarm.start()
    try:
        connection.request("GET", _target(parts), headers={
            "User-Agent": f"Broadsheet (+{settings.SITE_URL})",
            "Accept": ", ".join(sorted(KINDS)),
            "Accept-Encoding": "identity",
            "Connection": "close",
        })  # fmt: skip
        response = connection.getresponse()
        clock.left()  # what was cut off by the alarm looks like an answer
        if response.status in _MOVED and (where := response.getheader("Location")):
            return where
        return _picture(response, clock)
    except (OSError, HTTPException, ValueError) as error:
        clock.left()
        raise NotFetchedError(f"could not be reached ({str(error) or type(error).__name__})") from error
    finally:
        alarm.cancel()
        connection.close()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.username is not None or any(char < " " for char in url):
        raise NotFetchedError("has no address of the web (http or https, without a name and password)")
    return parts


def _target(parts: SplitResult) -> str:
    return quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_SAFE)


def _judged_address(parts: SplitResult, port: int, clock: _Clock) -> Address:
    """Return the first address of a host, where every one that it has is a public one."""
    host = parts.hostname or ""
    found = _looked_up(host, port, clock)
    addresses = [ip_address(info[4][0].partition("%")[0]) for info in found]
    if not addresses:
        raise NotFetchedError(f"stands on {host}, which is not found")
    for address in addresses:
        if not _is_allowed(address, port, parts.scheme):
            raise NotFetchedError(f"stands on {host}, which is no public server of the web ({address}, port {port})")
    return addresses[0]


def _looked_up(host: str, port: int, clock: _Clock) -> Sequence[Any]:
    """Return what the system knows of a name. It sets no limit to how long it asks, so a thread waits for it."""
    answers: SimpleQueue[Sequence[Any]] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.put([])

    Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=clock.left())
    except Empty:
        raise NotFetchedError(f"took longer than {SECONDS:.0f} seconds") from None


def _is_allowed(address: Address, port: int, scheme: str) -> bool:
    if any(address in ip_network(network) for network in settings.IMPORT_FETCH_NETWORKS):
        return True
    return port == PORTS[scheme] and is_public(address)


def is_public(address: Address) -> bool:
    """Whether an address is one of the public network, and no private one written in another way."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _DISGUISES):
            return False
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _picture(response: HTTPResponse, clock: _Clock) -> bytes:
    """Return what an answer holds, no more than a picture may have."""
    if response.status != _OK:
        raise NotFetchedError(f"was answered with {response.status}")
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise NotFetchedError(f"is no picture but {kind or 'of no kind that is told'}")
    limit = settings.IMPORT_MAX_PICTURE_BYTES
    content = bytearray()
    while piece := response.read1(PIECE):
        content += piece
        if len(content) > limit:
            raise NotFetchedError(f"has more than {filesizeformat(limit)}")
    clock.left()
    return _whole(bytes(content), response)


def _whole(content: bytes, response: HTTPResponse) -> bytes:
    told = response.getheader("Content-Length") or ""
    if told.isdecimal() and int(told) != len(content):
        raise NotFetchedError("broke off half way")
    return content
