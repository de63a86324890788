"""Which address a beacon comes from, and which network that belongs to."""

import pytest
from django.test import RequestFactory

from articles.readership import beacon


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_network_of_an_address(address: str, network: str) -> None:
    assert beacon.network_of(address) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "forged, 203.0.113.9", "203.0.113.9"),
        (2, "forged, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "203.0.113.9:50123", "203.0.113.9"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "[2001:db8::1]:50123", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_address_behind_proxies(settings, proxies: int, forwarded: str, expected: str) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().post("/reads/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forwarded})

    assert beacon.client_address(request) == expected
