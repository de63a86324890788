"""Who stands at the door when somebody signs in: what the lock-out counts failures by."""

from collections.abc import Mapping
from ipaddress import ip_address

from django.http import HttpRequest

from articles.readership.beacon import client_address

LONGEST_NAME = 255  # that the lock-out's tables hold; PostgreSQL fails over a longer one


def address(request: HttpRequest) -> str:
    """Return the address of whoever signs in, by PROXY_COUNT as for readers: behind a proxy not all are one."""
    found = client_address(request)
    try:
        return str(ip_address(found))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))


def name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str | None:
    """Return the name that was typed, as the lock-out can keep it; None for none."""
    typed = (credentials or request.POST).get("username")
    return typed.replace("\0", "")[:LONGEST_NAME] if typed else None
